CREATE FUNCTION verzicht_ohne_antrag()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM FROM antraege_foerderrunde WHERE id = NEW.runde_id FOR NO KEY UPDATE;
  PERFORM FROM antraege_antrag WHERE kommune_id = NEW.kommune_id AND runde_id = NEW.runde_id
    AND status NOT IN ('zurueckgezogen', 'unzulaessig');
  IF FOUND THEN
    RAISE EXCEPTION 'Diese Kommune hat in dieser Runde einen Antrag.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'verzicht_ohne_antrag';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER verzicht_ohne_antrag BEFORE INSERT OR UPDATE OF art, kommune_id, runde_id ON antraege_inanspruchnahme FOR EACH ROW WHEN (((new.art)::text = 'verzicht'::text)) EXECUTE FUNCTION verzicht_ohne_antrag();
CREATE FUNCTION antrag_ohne_verzicht()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM FROM antraege_foerderrunde WHERE id = NEW.runde_id FOR SHARE;
  PERFORM FROM antraege_inanspruchnahme WHERE kommune_id = NEW.kommune_id AND runde_id = NEW.runde_id AND art = 'verzicht';
  IF FOUND THEN
    RAISE EXCEPTION 'Diese Kommune hat auf diese Runde verzichtet.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'antrag_ohne_verzicht';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER antrag_ohne_verzicht BEFORE INSERT ON antraege_antrag FOR EACH ROW EXECUTE FUNCTION antrag_ohne_verzicht();
CREATE FUNCTION ruecklauf_ein_landkreis()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  IF (SELECT landkreis_id FROM antraege_kommune WHERE id = NEW.kommune_id)
     <> (SELECT p.landkreis_id FROM antraege_foerderrunde r JOIN antraege_foerderprogramm p ON p.id = r.programm_id
         WHERE r.id = NEW.runde_id) THEN
    RAISE EXCEPTION 'Kommune und Runde gehören nicht zu demselben Landkreis.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ein_landkreis';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ein_landkreis BEFORE INSERT OR UPDATE ON antraege_ruecklauferinnerung FOR EACH ROW EXECUTE FUNCTION ruecklauf_ein_landkreis();
