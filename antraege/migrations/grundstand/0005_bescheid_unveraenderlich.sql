CREATE FUNCTION bescheid_unveraenderlich()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
DECLARE stufen text[] := ARRAY['entwurf', 'freigegeben', 'bereitgestellt', 'bekanntgegeben', 'bestandskraeftig'];
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'Ein freigegebener Bescheid wird nicht gelöscht.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'bescheid_unveraenderlich';
  END IF;
  IF (OLD.antrag_id, OLD.art, OLD.nummer, OLD.vzae, OLD.betrag, OLD.begruendung, OLD.nebenbestimmungen, OLD.datum,
      OLD.entworfen_von_id, OLD.entworfen_am, OLD.freigegeben_von_id, OLD.freigegeben_am)
    IS DISTINCT FROM
     (NEW.antrag_id, NEW.art, NEW.nummer, NEW.vzae, NEW.betrag, NEW.begruendung, NEW.nebenbestimmungen, NEW.datum,
      NEW.entworfen_von_id, NEW.entworfen_am, NEW.freigegeben_von_id, NEW.freigegeben_am)
    OR (array_position(stufen, NEW.status::text) < array_position(stufen, OLD.status::text)
      AND NOT bestandskraft_entfaellt(OLD, NEW))
    OR (OLD.bekanntgegeben_am IS NOT NULL AND OLD.bekanntgegeben_am IS DISTINCT FROM NEW.bekanntgegeben_am)
    OR (OLD.bereitgestellt_am IS NOT NULL AND
        (OLD.pdf, OLD.sha256, OLD.typst_version, OLD.vorlage_sha256, OLD.bereitgestellt_am)
        IS DISTINCT FROM (NEW.pdf, NEW.sha256, NEW.typst_version, NEW.vorlage_sha256, NEW.bereitgestellt_am))
    OR (OLD.geoeffnet_am IS NOT NULL AND
        (OLD.geoeffnet_am, OLD.geoeffnet_von_id) IS DISTINCT FROM (NEW.geoeffnet_am, NEW.geoeffnet_von_id))
  THEN
    RAISE EXCEPTION 'Ein freigegebener Bescheid wird nicht mehr geändert.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'bescheid_unveraenderlich';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bescheid_unveraenderlich BEFORE DELETE OR UPDATE ON antraege_bescheid FOR EACH ROW WHEN (((old.status)::text <> 'entwurf'::text)) EXECUTE FUNCTION bescheid_unveraenderlich();
