CREATE FUNCTION fassung_bearbeitung_merken()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  INSERT INTO antraege_richtlinienfassung_bearbeitende (richtlinienfassung_id, benutzer_id)
    VALUES (NEW.id, NEW.bearbeitet_von_id) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER fassung_bearbeitung_merken AFTER INSERT OR UPDATE ON antraege_richtlinienfassung FOR EACH ROW WHEN ((((new.status)::text = 'entwurf'::text) AND (new.bearbeitet_von_id IS NOT NULL))) EXECUTE FUNCTION fassung_bearbeitung_merken();
CREATE FUNCTION fassung_durch_unbeteiligte()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM FROM antraege_richtlinienfassung_bearbeitende
    WHERE richtlinienfassung_id = NEW.id AND benutzer_id = NEW.festgestellt_von_id;
  IF FOUND THEN
    RAISE EXCEPTION 'Feststellen muss eine Person, die nichts an der Fassung geändert hat (Vier-Augen-Prinzip).'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'fassung_durch_unbeteiligte';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fassung_durch_unbeteiligte BEFORE UPDATE ON antraege_richtlinienfassung FOR EACH ROW WHEN ((((new.status)::text = 'festgestellt'::text) AND ((old.status)::text <> 'festgestellt'::text))) EXECUTE FUNCTION fassung_durch_unbeteiligte();
