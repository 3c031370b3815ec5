CREATE FUNCTION folgebescheid_wartet(fall bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $$
  SELECT EXISTS (SELECT FROM antraege_bescheid WHERE antrag_id = fall AND aendert_id IS NOT NULL
    AND bekanntgegeben_am IS NULL AND status IN ('freigegeben', 'bereitgestellt'))
$$;
CREATE FUNCTION folgebescheid_verdeckt()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  UPDATE antraege_antrag SET ergebnis_bekannt = false WHERE id = NEW.antrag_id AND ergebnis_bekannt;
  RETURN NULL;
END $$;
CREATE TRIGGER folgebescheid_verdeckt AFTER INSERT OR UPDATE OF status ON antraege_bescheid FOR EACH ROW WHEN (((new.aendert_id IS NOT NULL) AND ((new.status)::text = 'freigegeben'::text))) EXECUTE FUNCTION folgebescheid_verdeckt();
