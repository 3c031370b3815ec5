CREATE FUNCTION kontingent_einhalten()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
DECLARE rahmen numeric; vergeben numeric;
BEGIN
  PERFORM 1 FROM antraege_foerderrunde WHERE id = NEW.runde_id FOR NO KEY UPDATE;
  SELECT vzae INTO rahmen FROM antraege_kontingent
    WHERE runde_id = NEW.runde_id AND bezug = 'alle' AND art IN ('vorlaeufig', 'endgueltig') ORDER BY stand DESC, id DESC LIMIT 1;
  SELECT coalesce(sum(bewilligt_vzae), 0) INTO vergeben FROM antraege_antrag
    WHERE runde_id = NEW.runde_id AND id <> NEW.id AND status NOT IN ('zurueckgezogen', 'unzulaessig');
  IF rahmen IS NOT NULL AND vergeben + NEW.bewilligt_vzae > rahmen THEN
    RAISE EXCEPTION 'Bewilligt wären % VZÄ, das Kontingent der Runde ist % VZÄ (R5).', vergeben + NEW.bewilligt_vzae, rahmen
      USING ERRCODE = 'check_violation', CONSTRAINT = 'runde_kontingent_eingehalten';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER kontingent_einhalten BEFORE INSERT OR UPDATE OF bewilligt_vzae ON antraege_antrag FOR EACH ROW WHEN ((new.bewilligt_vzae > (0)::numeric)) EXECUTE FUNCTION kontingent_einhalten();
