CREATE FUNCTION fassung_steht_fest()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
DECLARE fest boolean;
BEGIN
  IF TG_TABLE_NAME = 'antraege_richtlinienfassung' THEN
    fest := OLD.status = 'festgestellt';
  ELSE
    SELECT bool_or(f.status = 'festgestellt') INTO fest FROM (SELECT status FROM antraege_richtlinienfassung
      WHERE id IN (OLD.fassung_id, NEW.fassung_id) ORDER BY id FOR SHARE) f;
  END IF;
  IF fest THEN
    RAISE EXCEPTION 'Eine festgestellte Fassung der Richtlinie ändert sich nicht mehr (R20). Bitte legen Sie eine neue Fassung an.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'fassung_steht_fest';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fassung_steht_fest BEFORE DELETE OR UPDATE ON antraege_richtlinienfassung FOR EACH ROW EXECUTE FUNCTION fassung_steht_fest();
CREATE TRIGGER fassungszeile_steht_fest BEFORE INSERT OR DELETE OR UPDATE ON antraege_feldregel FOR EACH ROW EXECUTE FUNCTION fassung_steht_fest();
CREATE TRIGGER fassungszeile_steht_fest BEFORE INSERT OR DELETE OR UPDATE ON antraege_unterlagenregel FOR EACH ROW EXECUTE FUNCTION fassung_steht_fest();
CREATE TRIGGER fassungszeile_steht_fest BEFORE INSERT OR DELETE OR UPDATE ON antraege_zusatzfrage FOR EACH ROW EXECUTE FUNCTION fassung_steht_fest();
CREATE TRIGGER fassungszeile_steht_fest BEFORE INSERT OR DELETE OR UPDATE ON antraege_pruefpunkt FOR EACH ROW EXECUTE FUNCTION fassung_steht_fest();
CREATE FUNCTION runde_nach_fester_fassung()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.status = 'veroeffentlicht' AND
     (NEW.status, NEW.programm_id, NEW.fassung_id) IS DISTINCT FROM (OLD.status, OLD.programm_id, OLD.fassung_id)
  THEN
    RAISE EXCEPTION 'Eine veröffentlichte Förderrunde bleibt veröffentlicht und behält ihre Fassung der Richtlinie (R20).'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'runde_nach_fester_fassung';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM antraege_richtlinienfassung f
    WHERE f.id = NEW.fassung_id AND f.programm_id = NEW.programm_id AND f.status = 'festgestellt')
  THEN
    RAISE EXCEPTION 'Eine Förderrunde wird nur mit einer festgestellten Fassung der Richtlinie ihres Programms veröffentlicht.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'runde_nach_fester_fassung';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER runde_nach_fester_fassung_neu BEFORE INSERT ON antraege_foerderrunde FOR EACH ROW WHEN (((new.status)::text = 'veroeffentlicht'::text)) EXECUTE FUNCTION runde_nach_fester_fassung();
CREATE TRIGGER runde_nach_fester_fassung BEFORE UPDATE OF status, programm_id, fassung_id ON antraege_foerderrunde FOR EACH ROW WHEN ((((new.status)::text = 'veroeffentlicht'::text) OR ((old.status)::text = 'veroeffentlicht'::text))) EXECUTE FUNCTION runde_nach_fester_fassung();
