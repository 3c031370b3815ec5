CREATE FUNCTION antrag_ergebnis_bekannt()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  NEW.ergebnis_bekannt := CASE
    WHEN NEW.status_kommune NOT IN ('beschlossen', 'beschieden', 'abgeschlossen') THEN false
    WHEN folgebescheid_wartet(NEW.id) THEN false
    WHEN NEW.status_kommune = 'beschieden' THEN
      (TG_OP = 'UPDATE' AND OLD.ergebnis_bekannt)
      OR EXISTS (SELECT FROM antraege_bescheid WHERE antrag_id = NEW.id AND bekanntgegeben_am IS NOT NULL)
    ELSE true END;
  RETURN NEW;
END $$;
CREATE TRIGGER antrag_ergebnis_bekannt BEFORE INSERT OR UPDATE ON antraege_antrag FOR EACH ROW EXECUTE FUNCTION antrag_ergebnis_bekannt();
CREATE FUNCTION bescheid_macht_bekannt()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  UPDATE antraege_antrag SET ergebnis_bekannt = true
    WHERE id = NEW.antrag_id AND status_kommune IN ('beschieden', 'abgeschlossen') AND NOT ergebnis_bekannt;
  RETURN NULL;
END $$;
CREATE TRIGGER bescheid_macht_bekannt AFTER INSERT OR UPDATE OF bekanntgegeben_am ON antraege_bescheid FOR EACH ROW WHEN ((new.bekanntgegeben_am IS NOT NULL)) EXECUTE FUNCTION bescheid_macht_bekannt();
CREATE FUNCTION vorlage_veroeffentlicht_freigegeben()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  IF NEW.freigegeben_von_id IS NULL AND NEW.fassung = 1 AND NEW.status <> 'zurueckgezogen' THEN
    RAISE EXCEPTION 'Veröffentlicht wird nur eine freigegebene Vorlage.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'vorlage_veroeffentlicht_freigegeben';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER vorlage_veroeffentlicht_freigegeben BEFORE UPDATE OF veroeffentlicht_am ON antraege_vorlage FOR EACH ROW WHEN (((old.veroeffentlicht_am IS NULL) AND (new.veroeffentlicht_am IS NOT NULL))) EXECUTE FUNCTION vorlage_veroeffentlicht_freigegeben();
CREATE FUNCTION vorlage_bleibt_veroeffentlicht()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION 'Was veröffentlicht ist, bleibt es. Bitte eine neue Fassung beginnen oder die Vorlage zurückziehen.'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'vorlage_bleibt_veroeffentlicht';
END $$;
CREATE TRIGGER vorlage_bleibt_veroeffentlicht BEFORE UPDATE OF veroeffentlicht_am ON antraege_vorlage FOR EACH ROW WHEN (((old.veroeffentlicht_am IS NOT NULL) AND (new.veroeffentlicht_am IS NULL))) EXECUTE FUNCTION vorlage_bleibt_veroeffentlicht();
CREATE FUNCTION sitzung_bleibt_oeffentlich()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM FROM antraege_beratungsschritt WHERE sitzung_id = NEW.id AND erfasst_am IS NOT NULL;
  IF FOUND THEN
    RAISE EXCEPTION 'Aus dieser Sitzung ist ein Ergebnis erfasst. Ob sie öffentlich war, steht damit fest.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'sitzung_bleibt_oeffentlich';
  END IF;
  PERFORM FROM antraege_beratungsschritt b JOIN antraege_vorlage v ON v.id = b.vorlage_id
    WHERE b.sitzung_id = NEW.id AND v.veroeffentlicht_am IS NOT NULL AND NOT EXISTS (
      SELECT FROM antraege_beratungsschritt c JOIN antraege_sitzung s ON s.id = c.sitzung_id
      WHERE c.vorlage_id = v.id AND s.oeffentlich AND s.id <> NEW.id);
  IF FOUND AND NOT NEW.oeffentlich THEN
    RAISE EXCEPTION 'Zu dieser Sitzung ist eine Vorlage veröffentlicht, die in keiner anderen öffentlichen Sitzung steht.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'sitzung_traegt_veroeffentlichte';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sitzung_bleibt_oeffentlich BEFORE UPDATE OF oeffentlich ON antraege_sitzung FOR EACH ROW WHEN ((old.oeffentlich <> new.oeffentlich)) EXECUTE FUNCTION sitzung_bleibt_oeffentlich();
CREATE FUNCTION oparl_stempel(welche text, ids bigint[], kreis bigint, weg boolean DEFAULT false)
 RETURNS void
 LANGUAGE sql
AS $$
  INSERT INTO antraege_oparlstand (art, objekt_id, landkreis_id, angelegt_am, geaendert_am, geloescht_am)
    SELECT welche, id, kreis, now(), now(), CASE WHEN weg THEN now() END FROM unnest(ids) AS id ORDER BY id
    ON CONFLICT (art, objekt_id) DO UPDATE SET geaendert_am = now(), geloescht_am = EXCLUDED.geloescht_am;
$$;
CREATE FUNCTION oparl_gremium()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM oparl_stempel('gremium', ARRAY[NEW.id], NEW.landkreis_id);
  RETURN NULL;
END $$;
CREATE TRIGGER oparl_gremium AFTER INSERT OR UPDATE ON antraege_gremium FOR EACH ROW EXECUTE FUNCTION oparl_gremium();
CREATE FUNCTION oparl_landkreis()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM oparl_stempel('landkreis', ARRAY[NEW.id], NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER oparl_landkreis AFTER INSERT OR UPDATE ON antraege_landkreis FOR EACH ROW EXECUTE FUNCTION oparl_landkreis();
CREATE FUNCTION oparl_sitzung()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
DECLARE alt antraege_sitzung; kreis bigint; war boolean := TG_OP <> 'INSERT';
BEGIN
  IF war THEN alt := OLD; ELSE alt := NEW; END IF;
  war := war AND alt.oeffentlich;
  SELECT landkreis_id INTO kreis FROM antraege_gremium WHERE id = alt.gremium_id;
  IF TG_OP = 'DELETE' AND NOT war THEN
    DELETE FROM antraege_oparlstand WHERE art = 'sitzung' AND objekt_id = alt.id;
    RETURN NULL;
  END IF;
  PERFORM oparl_stempel('sitzung', ARRAY[alt.id], kreis, war AND (TG_OP = 'DELETE' OR NOT NEW.oeffentlich));
  IF TG_OP = 'UPDATE' THEN
    PERFORM oparl_stempel('schritt', array_agg(id), kreis) FROM antraege_beratungsschritt WHERE sitzung_id = alt.id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER oparl_sitzung AFTER INSERT OR DELETE OR UPDATE ON antraege_sitzung FOR EACH ROW EXECUTE FUNCTION oparl_sitzung();
CREATE FUNCTION oparl_vorlage()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM oparl_stempel('vorlage', array_remove(ARRAY[NEW.id, NEW.ergaenzt_id], NULL), NEW.landkreis_id);
  IF TG_OP = 'UPDATE' AND OLD.veroeffentlicht_am IS DISTINCT FROM NEW.veroeffentlicht_am THEN
    PERFORM oparl_stempel('schritt', array_agg(id), NEW.landkreis_id) FROM antraege_beratungsschritt WHERE vorlage_id = NEW.id;
    PERFORM oparl_stempel('anlage', array_agg(id), NEW.landkreis_id) FROM antraege_vorlagenanlage WHERE vorlage_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER oparl_vorlage AFTER INSERT OR UPDATE ON antraege_vorlage FOR EACH ROW EXECUTE FUNCTION oparl_vorlage();
CREATE FUNCTION oparl_schritt_oeffentlich(vorlage bigint, sitzung bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $$
  SELECT EXISTS (SELECT FROM antraege_vorlage WHERE id = vorlage AND veroeffentlicht_am IS NOT NULL)
    AND EXISTS (SELECT FROM antraege_sitzung WHERE id = sitzung AND oeffentlich);
$$;
CREATE FUNCTION oparl_schritt()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
DECLARE alt antraege_beratungsschritt; kreis bigint; war boolean := TG_OP <> 'INSERT'; ist boolean := TG_OP <> 'DELETE';
BEGIN
  IF war THEN alt := OLD; ELSE alt := NEW; END IF;
  war := war AND oparl_schritt_oeffentlich(alt.vorlage_id, alt.sitzung_id);
  IF ist THEN ist := oparl_schritt_oeffentlich(NEW.vorlage_id, NEW.sitzung_id); END IF;
  SELECT landkreis_id INTO kreis FROM antraege_vorlage WHERE id = alt.vorlage_id;
  IF TG_OP = 'DELETE' AND NOT war THEN
    DELETE FROM antraege_oparlstand WHERE art = 'schritt' AND objekt_id = alt.id;
    RETURN NULL;
  END IF;
  PERFORM oparl_stempel('schritt', ARRAY[alt.id], kreis, war AND NOT ist);
  PERFORM oparl_stempel('vorlage', ARRAY[alt.vorlage_id], kreis);
  PERFORM oparl_stempel('sitzung', ARRAY[alt.sitzung_id], kreis);
  IF TG_OP = 'UPDATE' AND NEW.sitzung_id <> alt.sitzung_id THEN
    PERFORM oparl_stempel('sitzung', ARRAY[NEW.sitzung_id], kreis);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER oparl_schritt AFTER INSERT OR DELETE OR UPDATE ON antraege_beratungsschritt FOR EACH ROW EXECUTE FUNCTION oparl_schritt();
CREATE FUNCTION oparl_datei()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
DECLARE kreis bigint; frei boolean;
BEGIN
  SELECT landkreis_id, veroeffentlicht_am IS NOT NULL INTO kreis, frei FROM antraege_vorlage WHERE id = NEW.vorlage_id;
  PERFORM oparl_stempel('vorlage', ARRAY[NEW.vorlage_id], kreis);
  IF TG_TABLE_NAME = 'antraege_vorlagenfassung' THEN
    PERFORM oparl_stempel('fassung', ARRAY[NEW.id], kreis);
  ELSE -- an annex stays with the published versions that hold it
    PERFORM oparl_stempel('anlage', ARRAY[NEW.id], kreis,
      frei AND NEW.oeffentlich AND NEW.art <> 'anlage' AND NEW.entfernt_am IS NOT NULL);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER oparl_datei AFTER INSERT OR UPDATE ON antraege_vorlagenfassung FOR EACH ROW EXECUTE FUNCTION oparl_datei();
CREATE TRIGGER oparl_datei AFTER INSERT OR UPDATE ON antraege_vorlagenanlage FOR EACH ROW EXECUTE FUNCTION oparl_datei();
CREATE FUNCTION oparl_antrag()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
DECLARE papier bigint;
BEGIN
  SELECT vorlage_id INTO papier FROM antraege_beschlussantrag WHERE id = NEW.beschlussantrag_id;
  PERFORM FROM antraege_antrag a JOIN antraege_beschlussantrag z ON z.id = a.beschlussantrag_id
    WHERE z.vorlage_id = papier AND NOT a.ergebnis_bekannt AND a.status NOT IN ('zurueckgezogen', 'unzulaessig');
  IF NOT FOUND THEN
    PERFORM oparl_stempel('schritt', array_agg(id), NEW.landkreis_id) FROM antraege_beratungsschritt WHERE vorlage_id = papier;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER oparl_antrag AFTER UPDATE ON antraege_antrag FOR EACH ROW WHEN (((new.beschlussantrag_id IS NOT NULL) AND new.ergebnis_bekannt AND (NOT old.ergebnis_bekannt))) EXECUTE FUNCTION oparl_antrag();
