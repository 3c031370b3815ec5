CREATE FUNCTION ein_landkreis_antrag()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  IF NEW.landkreis_id <> (SELECT landkreis_id FROM antraege_kommune WHERE id = NEW.kommune_id)
     OR NEW.landkreis_id <> (SELECT p.landkreis_id FROM antraege_foerderrunde r
                             JOIN antraege_foerderprogramm p ON p.id = r.programm_id WHERE r.id = NEW.runde_id) THEN
    RAISE EXCEPTION 'Antrag, Kommune und Runde gehören nicht zu demselben Landkreis.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ein_landkreis';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ein_landkreis BEFORE INSERT OR UPDATE OF landkreis_id, kommune_id, runde_id ON antraege_antrag FOR EACH ROW EXECUTE FUNCTION ein_landkreis_antrag();
CREATE FUNCTION ein_landkreis_stelle()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM antraege_kommune WHERE id IN (NEW.anstellungstraeger_id, NEW.einsatzort_id)
             AND landkreis_id <> NEW.landkreis_id) THEN
    RAISE EXCEPTION 'Stelle, Anstellungsträger und Einsatzort gehören nicht zu demselben Landkreis.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ein_landkreis';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ein_landkreis BEFORE INSERT OR UPDATE OF landkreis_id, anstellungstraeger_id, einsatzort_id ON antraege_stelle FOR EACH ROW EXECUTE FUNCTION ein_landkreis_stelle();
CREATE FUNCTION ein_landkreis_mitgliedschaft()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  IF NEW.landkreis_id <> (SELECT landkreis_id FROM antraege_kommune WHERE id = NEW.kommune_id) THEN
    RAISE EXCEPTION 'Die Kommune gehört nicht zu diesem Landkreis.' USING ERRCODE = 'check_violation', CONSTRAINT = 'ein_landkreis';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ein_landkreis BEFORE INSERT OR UPDATE OF landkreis_id, kommune_id ON antraege_mitgliedschaft FOR EACH ROW WHEN ((new.kommune_id IS NOT NULL)) EXECUTE FUNCTION ein_landkreis_mitgliedschaft();
CREATE FUNCTION kommune_bleibt()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION 'Eine Kommune wechselt ihren Landkreis nicht.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'ein_landkreis';
END $$;
CREATE TRIGGER kommune_bleibt BEFORE UPDATE OF landkreis_id ON antraege_kommune FOR EACH ROW WHEN ((old.landkreis_id <> new.landkreis_id)) EXECUTE FUNCTION kommune_bleibt();
