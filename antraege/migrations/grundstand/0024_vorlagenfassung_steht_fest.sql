CREATE FUNCTION aenderungsantrag_steht_fest()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.ergebnis = 'offen' AND to_jsonb(NEW) - '{ergebnis,entschieden_am}'::text[]
    = to_jsonb(OLD) - '{ergebnis,entschieden_am}'::text[] THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'Ein erfasster Änderungsantrag bleibt, wie er gestellt wurde; sein Ergebnis steht einmal fest.'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'aenderungsantrag_steht_fest';
END $$;
CREATE TRIGGER aenderungsantrag_steht_fest BEFORE DELETE OR UPDATE ON antraege_aenderungsantrag FOR EACH ROW EXECUTE FUNCTION aenderungsantrag_steht_fest();
CREATE FUNCTION vorlagenfassung_steht_fest()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(OLD) ->> 'veroeffentlicht_am' IS NULL
    AND to_jsonb(NEW) - 'veroeffentlicht_am' = to_jsonb(OLD) - 'veroeffentlicht_am' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'Eine freigegebene Fassung wird nicht mehr geändert.'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'vorlagenfassung_steht_fest';
END $$;
CREATE TRIGGER vorlagenfassung_steht_fest BEFORE DELETE OR UPDATE ON antraege_vorlagenfassung FOR EACH ROW EXECUTE FUNCTION vorlagenfassung_steht_fest();
CREATE TRIGGER vorlagenfassung_anlagen_stehen_fest BEFORE DELETE OR UPDATE ON antraege_vorlagenfassung_anlagen FOR EACH ROW EXECUTE FUNCTION vorlagenfassung_steht_fest();
CREATE FUNCTION vorlagenanlage_zur_zeit()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
DECLARE stand text;
BEGIN
  SELECT status INTO stand FROM antraege_vorlage WHERE id = NEW.vorlage_id;
  IF NEW.art = 'anlage' AND stand <> 'entwurf' THEN
    RAISE EXCEPTION 'Anlagen kommen und gehen nur, solange die Vorlage ein Entwurf ist.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'vorlagenanlage_nur_im_entwurf';
  END IF;
  IF NEW.art <> 'anlage' AND stand NOT IN ('freigegeben', 'beschlossen') THEN
    RAISE EXCEPTION 'Tischvorlagen und Auszüge kommen nach der Freigabe der Vorlage.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'vorlagenanlage_erst_nach_freigabe';
  END IF;
  IF TG_OP = 'UPDATE' AND (OLD.entfernt_am IS NOT NULL
    OR to_jsonb(NEW) - '{entfernt_am,entfernt_von_id}'::text[] <> to_jsonb(OLD) - '{entfernt_am,entfernt_von_id}'::text[]) THEN
    RAISE EXCEPTION 'Eine Datei der Vorlage wird entfernt und neu hochgeladen, nie geändert.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'vorlagenanlage_steht_fest';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER vorlagenanlage_zur_zeit BEFORE INSERT OR UPDATE ON antraege_vorlagenanlage FOR EACH ROW EXECUTE FUNCTION vorlagenanlage_zur_zeit();
CREATE FUNCTION vorlagenanlage_bleibt()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION 'Eine Datei der Vorlage wird nicht gelöscht.'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'vorlagenanlage_steht_fest';
END $$;
CREATE TRIGGER vorlagenanlage_bleibt BEFORE DELETE ON antraege_vorlagenanlage FOR EACH ROW EXECUTE FUNCTION vorlagenanlage_bleibt();
