CREATE FUNCTION einreichung_steht_fest()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION 'Was eingereicht ist, wird weder geändert noch gelöscht.'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'einreichung_steht_fest';
END $$;
CREATE TRIGGER einreichung_steht_fest BEFORE DELETE OR UPDATE ON antraege_einreichung FOR EACH ROW EXECUTE FUNCTION einreichung_steht_fest();
CREATE TRIGGER einreichung_steht_fest BEFORE DELETE OR UPDATE ON antraege_feldwert FOR EACH ROW EXECUTE FUNCTION einreichung_steht_fest();
CREATE FUNCTION einreichung_unterschrieben()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  IF NEW.blatt_id IS NULL THEN
    IF NEW.weg = 'portal' AND EXISTS (
      SELECT 1 FROM antraege_antrag a JOIN antraege_richtlinienfassung f ON f.id = a.fassung_id
      WHERE a.id = NEW.antrag_id AND f.unterzeichnung = 'blatt')
      AND NOT EXISTS (
        SELECT 1 FROM antraege_einreichung e
        WHERE e.antrag_id = NEW.antrag_id AND (e.weg <> 'portal' OR e.sha256 = NEW.sha256))
    THEN
      RAISE EXCEPTION 'Diese Richtlinie verlangt das unterschriebene Unterschriftsblatt.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'einreichung_unterschrieben';
    END IF;
    RETURN NEW;
  END IF;
  IF NOT EXISTS (
    SELECT 1 FROM antraege_unterschriftsblatt b
    WHERE b.id = NEW.blatt_id AND b.antrag_id = NEW.antrag_id AND b.anlage_id IS NOT NULL AND b.aufgehoben_am IS NULL
      AND (b.sha256 = NEW.sha256 OR EXISTS (
        SELECT 1 FROM antraege_einreichung e WHERE e.antrag_id = NEW.antrag_id AND e.blatt_id = b.id)))
  THEN
    RAISE EXCEPTION 'Das Unterschriftsblatt gehört nicht zu diesem Inhalt oder gilt nicht.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'einreichung_unterschrieben';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER einreichung_unterschrieben BEFORE INSERT ON antraege_einreichung FOR EACH ROW EXECUTE FUNCTION einreichung_unterschrieben();
CREATE FUNCTION unterschriftsblatt_steht_fest()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  IF TG_OP = 'DELETE'
    OR (OLD.antrag_id, OLD.sha256, OLD.erzeugt_am, OLD.erzeugt_von_id)
      IS DISTINCT FROM (NEW.antrag_id, NEW.sha256, NEW.erzeugt_am, NEW.erzeugt_von_id)
    OR (OLD.anlage_id IS NOT NULL AND (OLD.anlage_id, OLD.unterzeichnet_von, OLD.unterzeichnet_am)
      IS DISTINCT FROM (NEW.anlage_id, NEW.unterzeichnet_von, NEW.unterzeichnet_am))
    OR (OLD.aufgehoben_am IS NOT NULL AND (OLD.anlage_id, OLD.aufgehoben_am, OLD.aufhebung_grund)
      IS DISTINCT FROM (NEW.anlage_id, NEW.aufgehoben_am, NEW.aufhebung_grund))
  THEN
    RAISE EXCEPTION 'Ein Unterschriftsblatt ändert sich nicht; es wird aufgehoben.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'unterschriftsblatt_steht_fest';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER unterschriftsblatt_steht_fest BEFORE DELETE OR UPDATE ON antraege_unterschriftsblatt FOR EACH ROW EXECUTE FUNCTION unterschriftsblatt_steht_fest();
