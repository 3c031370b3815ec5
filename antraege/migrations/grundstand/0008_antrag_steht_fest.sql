CREATE FUNCTION antrag_steht_fest()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  IF (OLD.eingegangen_am, OLD.vorgangsnummer, OLD.kommune_id, OLD.runde_id, OLD.fassung_id) IS DISTINCT FROM
     (NEW.eingegangen_am, NEW.vorgangsnummer, NEW.kommune_id, NEW.runde_id, NEW.fassung_id)
  THEN
    RAISE EXCEPTION 'Eingang, Nummer, Kommune und Runde eines eingegangenen Antrags ändern sich nicht.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'antrag_steht_fest';
  END IF;
  IF OLD.status IN ('beschlossen', 'beschieden', 'abgeschlossen') AND (
    (OLD.entschieden_am, OLD.beschlussantrag_id) IS DISTINCT FROM (NEW.entschieden_am, NEW.beschlussantrag_id)
    OR ((OLD.ergebnis, OLD.bewilligt_vzae, OLD.bewilligt_betrag) IS DISTINCT FROM
        (NEW.ergebnis, NEW.bewilligt_vzae, NEW.bewilligt_betrag)
      AND NOT EXISTS (
        SELECT FROM antraege_bescheid b
        WHERE b.id = (SELECT max(id) FROM antraege_bescheid WHERE antrag_id = NEW.id AND status NOT IN ('entwurf', 'verworfen'))
          AND b.aendert_id IS NOT NULL AND (b.vzae, b.betrag) = (NEW.bewilligt_vzae, NEW.bewilligt_betrag)
          AND (b.art = 'aenderung' OR OLD.ergebnis = NEW.ergebnis))))
  THEN
    RAISE EXCEPTION 'Eine Entscheidung ändert sich nicht mehr, außer durch einen Folgebescheid.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'antrag_steht_fest';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER antrag_steht_fest BEFORE UPDATE ON antraege_antrag FOR EACH ROW WHEN ((old.eingegangen_am IS NOT NULL)) EXECUTE FUNCTION antrag_steht_fest();
