CREATE FUNCTION beschluss_nur_beschliessend()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
DECLARE schritt record;
BEGIN
  SELECT b.rolle, v.betrag, gremium_beschliesst(s.gremium_id, s.tag) AS beschliesst,
         (gremium_zustaendigkeit(s.gremium_id, s.tag)).wertgrenze AS grenze INTO schritt
    FROM antraege_beratungsschritt b JOIN antraege_sitzung s ON s.id = b.sitzung_id
    JOIN antraege_vorlage v ON v.id = b.vorlage_id WHERE b.id = NEW.schritt_id;
  IF schritt.rolle IS DISTINCT FROM 'beschluss' OR NOT schritt.beschliesst THEN
    RAISE EXCEPTION 'Beschließen kann nur ein beschließendes Gremium; die Vorberatung empfiehlt (R19).'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'beschluss_nur_beschliessend';
  ELSIF schritt.betrag > schritt.grenze THEN
    RAISE EXCEPTION 'Das Finanzvolumen der Vorlage liegt über der Wertgrenze des Gremiums.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'beschluss_in_der_wertgrenze';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER beschluss_nur_beschliessend BEFORE INSERT OR UPDATE ON antraege_beschlussergebnis FOR EACH ROW WHEN (((new.wert)::text = ANY ((ARRAY['unveraendert_beschlossen'::character varying, 'geaendert_beschlossen'::character varying, 'mit_massgabe'::character varying])::text[]))) EXECUTE FUNCTION beschluss_nur_beschliessend();
