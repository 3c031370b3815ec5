CREATE FUNCTION bescheid_jahre_ergeben_betrag()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
DECLARE welcher bigint; soll numeric; ist numeric;
BEGIN
  IF TG_TABLE_NAME = 'antraege_bescheid' THEN
    welcher := NEW.id;
  ELSIF TG_OP = 'DELETE' THEN
    welcher := OLD.bescheid_id;
  ELSE
    welcher := NEW.bescheid_id;
  END IF;
  SELECT betrag INTO soll FROM antraege_bescheid WHERE id = welcher;
  SELECT coalesce(sum(betrag), 0) INTO ist FROM antraege_bescheidjahr WHERE bescheid_id = welcher;
  IF soll IS NOT NULL AND soll <> ist THEN
    RAISE EXCEPTION 'Die Beträge nach Haushaltsjahren ergeben % EUR, der Bescheid lautet auf % EUR.', ist, soll
      USING ERRCODE = 'check_violation', CONSTRAINT = 'bescheid_jahre_ergeben_betrag';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER bescheid_jahre_ergeben_betrag AFTER INSERT OR UPDATE OF betrag ON antraege_bescheid DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION bescheid_jahre_ergeben_betrag();
CREATE CONSTRAINT TRIGGER bescheidjahr_ergibt_betrag AFTER INSERT OR DELETE OR UPDATE ON antraege_bescheidjahr DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION bescheid_jahre_ergeben_betrag();
CREATE FUNCTION bescheidjahr_steht_fest()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
DECLARE stand text;
BEGIN
  SELECT status INTO stand FROM antraege_bescheid
    WHERE id = CASE WHEN TG_OP = 'INSERT' THEN NEW.bescheid_id ELSE OLD.bescheid_id END;
  IF stand NOT IN ('entwurf', 'verworfen') THEN
    RAISE EXCEPTION 'Ein freigegebener Bescheid wird nicht mehr geändert.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'bescheid_unveraenderlich';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER bescheidjahr_steht_fest BEFORE INSERT OR DELETE OR UPDATE ON antraege_bescheidjahr FOR EACH ROW EXECUTE FUNCTION bescheidjahr_steht_fest();
CREATE FUNCTION bescheid_geltend(fuer bigint)
 RETURNS bigint
 LANGUAGE sql
 STABLE
AS $$
  SELECT id FROM antraege_bescheid
  WHERE antrag_id = fuer AND status NOT IN ('entwurf', 'verworfen') ORDER BY id DESC LIMIT 1
$$;
CREATE FUNCTION haushalt_gebunden(prog bigint, ausser bigint)
 RETURNS TABLE(jahr integer, betrag numeric)
 LANGUAGE sql
 STABLE
AS $$
  SELECT j.jahr::int, sum(j.betrag)
  FROM antraege_bescheidjahr j JOIN antraege_bescheid b ON b.id = j.bescheid_id
  JOIN antraege_antrag a ON a.id = b.antrag_id JOIN antraege_foerderrunde r ON r.id = a.runde_id
  WHERE r.programm_id = prog AND a.id <> ausser AND b.id = bescheid_geltend(a.id)
  GROUP BY j.jahr
$$;
CREATE FUNCTION haushalt_mehr(neu bigint, fuer bigint)
 RETURNS TABLE(jahr integer, betrag numeric)
 LANGUAGE sql
 STABLE
AS $$
  SELECT n.jahr::int, n.betrag FROM antraege_bescheidjahr n
  LEFT JOIN antraege_bescheidjahr o ON o.bescheid_id = bescheid_geltend(fuer) AND o.jahr = n.jahr
  WHERE n.bescheid_id = neu AND n.betrag > coalesce(o.betrag, 0)
$$;
CREATE FUNCTION haushalt_einhalten()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
DECLARE prog bigint; erstes int; grenze int; zeile record; bindung numeric; rahmen numeric;
BEGIN
  SELECT r.programm_id INTO prog FROM antraege_antrag a JOIN antraege_foerderrunde r ON r.id = a.runde_id
    WHERE a.id = NEW.antrag_id;
  PERFORM 1 FROM antraege_haushaltsermaechtigung WHERE programm_id = prog ORDER BY id FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN NEW;
  END IF;
  SELECT min(jahr) INTO erstes FROM haushalt_mehr(NEW.id, NEW.antrag_id);
  IF erstes IS NULL THEN
    RETURN NEW;
  END IF;
  IF NOT EXISTS (SELECT FROM antraege_haushaltsermaechtigung WHERE programm_id = prog AND jahr = erstes) THEN
    RAISE EXCEPTION 'Für % ist keine Haushaltsermächtigung erfasst.', erstes
      USING ERRCODE = 'check_violation', CONSTRAINT = 'haushalt_erfasst';
  END IF;
  IF EXISTS (SELECT FROM antraege_haushaltsermaechtigung h WHERE h.programm_id = prog AND h.gesperrt
      AND h.jahr IN (SELECT m.jahr FROM haushalt_mehr(NEW.id, NEW.antrag_id) m)) THEN
    RAISE EXCEPTION 'Die Mittel sind gesperrt.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'haushalt_nicht_gesperrt';
  END IF;
  IF NEW.haushalt_ausnahme = '' AND EXISTS (SELECT FROM antraege_haushaltsermaechtigung
      WHERE programm_id = prog AND jahr = erstes AND coalesce(in_kraft_am, 'infinity') > NEW.datum) THEN
    RAISE EXCEPTION 'Der Haushalt % ist noch nicht in Kraft.', erstes
      USING ERRCODE = 'check_violation', CONSTRAINT = 'haushalt_in_kraft';
  END IF;
  SELECT greatest(erstes, max(i.jahr)) INTO grenze FROM (
    SELECT jahr FROM antraege_haushaltsermaechtigung WHERE programm_id = prog
    GROUP BY jahr HAVING bool_and(coalesce(in_kraft_am, 'infinity') <= NEW.datum)) i;
  FOR zeile IN SELECT * FROM haushalt_mehr(NEW.id, NEW.antrag_id) m WHERE m.jahr <= grenze ORDER BY m.jahr LOOP
    SELECT sum(ansatz) INTO rahmen FROM antraege_haushaltsermaechtigung
      WHERE programm_id = prog AND jahr = zeile.jahr;
    SELECT coalesce(sum(g.betrag), 0) INTO bindung FROM haushalt_gebunden(prog, NEW.antrag_id) g
      WHERE g.jahr = zeile.jahr;
    IF rahmen IS NULL OR bindung + zeile.betrag > rahmen THEN
      RAISE EXCEPTION 'Für % wären % EUR gebunden, der Ansatz ist % EUR.', zeile.jahr, bindung + zeile.betrag, rahmen
        USING ERRCODE = 'check_violation', CONSTRAINT = 'haushalt_ansatz_eingehalten';
    END IF;
  END LOOP;
  IF EXISTS (SELECT FROM haushalt_mehr(NEW.id, NEW.antrag_id) m WHERE m.jahr > grenze) THEN
    SELECT coalesce(sum(verpflichtung), 0) INTO rahmen FROM antraege_haushaltsermaechtigung
      WHERE programm_id = prog AND jahr = grenze;
    SELECT coalesce(sum(betrag), 0) INTO bindung FROM (
      SELECT g.betrag FROM haushalt_gebunden(prog, NEW.antrag_id) g WHERE g.jahr > grenze
      UNION ALL SELECT j.betrag FROM antraege_bescheidjahr j WHERE j.bescheid_id = NEW.id AND j.jahr > grenze) alle;
    IF bindung > rahmen THEN
      RAISE EXCEPTION 'Nach % wären % EUR gebunden, die Verpflichtungsermächtigung ist % EUR.', grenze, bindung, rahmen
        USING ERRCODE = 'check_violation', CONSTRAINT = 'haushalt_verpflichtung_eingehalten';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER haushalt_einhalten BEFORE UPDATE OF status ON antraege_bescheid FOR EACH ROW WHEN ((((old.status)::text = 'entwurf'::text) AND ((new.status)::text <> ALL ((ARRAY['entwurf'::character varying, 'verworfen'::character varying])::text[])))) EXECUTE FUNCTION haushalt_einhalten();
CREATE FUNCTION bekanntgabe_steht_fest()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  IF (OLD.daten IS NOT NULL AND OLD.daten IS DISTINCT FROM NEW.daten)
    OR (OLD.haushalt_ausnahme, OLD.haushalt_ausnahme_von_id)
      IS DISTINCT FROM (NEW.haushalt_ausnahme, NEW.haushalt_ausnahme_von_id)
    OR (OLD.bekanntgegeben_am IS NOT NULL AND OLD.weg <> '' AND (OLD.weg, OLD.versandt_am, OLD.versandt_von_id)
      IS DISTINCT FROM (NEW.weg, NEW.versandt_am, NEW.versandt_von_id))
    OR (OLD.verzichtet_am IS NOT NULL AND
      (OLD.verzichtet_am, OLD.verzichtet_von_id) IS DISTINCT FROM (NEW.verzichtet_am, NEW.verzichtet_von_id))
    OR (OLD.bestandskraeftig_am IS NOT NULL AND OLD.bestandskraeftig_am IS DISTINCT FROM NEW.bestandskraeftig_am
      AND NOT bestandskraft_entfaellt(OLD, NEW))
  THEN
    RAISE EXCEPTION 'Ein freigegebener Bescheid wird nicht mehr geändert.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'bescheid_unveraenderlich';
  END IF;
  IF NEW.status = 'bestandskraeftig' AND OLD.status <> 'bestandskraeftig' AND EXISTS (
    SELECT FROM antraege_widerspruch WHERE bescheid_id = NEW.id AND status = 'offen' AND NOT verspaetet) THEN
    RAISE EXCEPTION 'Solange ein Widerspruch offen ist, wird der Bescheid nicht bestandskräftig.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'bescheid_bestandskraft_ohne_widerspruch';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bekanntgabe_steht_fest BEFORE UPDATE ON antraege_bescheid FOR EACH ROW WHEN (((old.status)::text <> 'entwurf'::text)) EXECUTE FUNCTION bekanntgabe_steht_fest();
CREATE FUNCTION widerspruch_steht_fest()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.status <> 'offen' OR
    (OLD.bescheid_id, OLD.eingegangen_am, OLD.weg, OLD.begruendung, OLD.datei, OLD.sha256, OLD.verspaetet, OLD.erfasst_von_id)
    IS DISTINCT FROM
    (NEW.bescheid_id, NEW.eingegangen_am, NEW.weg, NEW.begruendung, NEW.datei, NEW.sha256, NEW.verspaetet, NEW.erfasst_von_id)
  THEN
    RAISE EXCEPTION 'Ein erfasster Widerspruch wird nicht geändert und nicht gelöscht, ein entschiedener nicht neu entschieden.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'widerspruch_steht_fest';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER widerspruch_steht_fest BEFORE DELETE OR UPDATE ON antraege_widerspruch FOR EACH ROW EXECUTE FUNCTION widerspruch_steht_fest();
