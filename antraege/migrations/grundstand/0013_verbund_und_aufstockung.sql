CREATE FUNCTION verbund_verweigern(regel text, satz text)
 RETURNS void
 LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION USING MESSAGE = satz, ERRCODE = 'check_violation', CONSTRAINT = regel;
END $$;
CREATE FUNCTION zusammenschluss_im_landkreis()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  IF (SELECT landkreis_id FROM antraege_kommune WHERE id = NEW.kommune_id)
     <> (SELECT landkreis_id FROM antraege_zusammenschluss WHERE id = NEW.zusammenschluss_id) THEN
    PERFORM verbund_verweigern('zusammenschluss_im_landkreis', 'Mitglied kann nur eine Kommune desselben Landkreises sein.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER zusammenschluss_im_landkreis AFTER INSERT OR UPDATE ON antraege_zusammenschluss_mitglieder FOR EACH ROW EXECUTE FUNCTION zusammenschluss_im_landkreis();
CREATE FUNCTION zusammenschluss_mitglied_bleibt()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM FROM antraege_verbundanteil v JOIN antraege_antrag a ON a.id = v.antrag_id
    WHERE a.zusammenschluss_id = OLD.zusammenschluss_id AND v.kommune_id = OLD.kommune_id;
  IF FOUND THEN
    PERFORM verbund_verweigern('zusammenschluss_mitglied_bleibt', 'Diese Kommune steht mit einem Anteil in einem gemeinsamen Antrag.');
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER zusammenschluss_mitglied_bleibt BEFORE DELETE ON antraege_zusammenschluss_mitglieder FOR EACH ROW EXECUTE FUNCTION zusammenschluss_mitglied_bleibt();
CREATE FUNCTION antrag_traeger_ist_mitglied()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM FROM antraege_zusammenschluss_mitglieder
    WHERE zusammenschluss_id = NEW.zusammenschluss_id AND kommune_id = NEW.kommune_id;
  IF NOT FOUND THEN
    PERFORM verbund_verweigern('antrag_traeger_ist_mitglied', 'Die antragstellende Kommune gehört nicht zu diesem Zusammenschluss.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER antrag_traeger_ist_mitglied AFTER INSERT OR UPDATE OF zusammenschluss_id, kommune_id ON antraege_antrag FOR EACH ROW WHEN ((new.zusammenschluss_id IS NOT NULL)) EXECUTE FUNCTION antrag_traeger_ist_mitglied();
CREATE FUNCTION kommune_frei(ort bigint, runde bigint, ausser bigint)
 RETURNS boolean
 LANGUAGE plpgsql
AS $$
BEGIN
  RETURN NOT EXISTS (
    SELECT FROM antraege_antrag a
    WHERE a.kommune_id = ort AND a.runde_id = runde AND a.id <> ausser
      AND a.eingegangen_am IS NOT NULL AND a.status NOT IN ('zurueckgezogen', 'unzulaessig'))
  AND NOT EXISTS (
    SELECT FROM antraege_verbundanteil v
    WHERE v.kommune_id = ort AND v.antrag_id <> ausser AND (
      SELECT a.runde_id = runde AND a.eingegangen_am IS NOT NULL AND a.status NOT IN ('zurueckgezogen', 'unzulaessig')
      FROM antraege_antrag a WHERE a.id = v.antrag_id));
END $$;
CREATE FUNCTION kommune_einmal(antrag antraege_antrag, ort bigint)
 RETURNS void
 LANGUAGE plpgsql
AS $$
BEGIN
  IF antrag.eingegangen_am IS NOT NULL THEN  -- whoever is named twice at the same time waits here and then sees the other one
    PERFORM pg_advisory_xact_lock(hashtextextended('verbund:' || antrag.runde_id || ':' || ort, 0));
  END IF;
  IF NOT kommune_frei(ort, antrag.runde_id, antrag.id) THEN
    PERFORM verbund_verweigern('kommune_einmal_je_runde', 'Diese Kommune ist in dieser Runde schon an einem anderen Antrag beteiligt.');
  END IF;
END $$;
CREATE FUNCTION antrag_kommunen_einmal()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
DECLARE ort bigint;
BEGIN
  FOR ort IN SELECT NEW.kommune_id UNION SELECT kommune_id FROM antraege_verbundanteil WHERE antrag_id = NEW.id ORDER BY 1 LOOP
    PERFORM kommune_einmal(NEW, ort);
  END LOOP;
  RETURN NEW;
END $$;
CREATE TRIGGER antrag_kommunen_einmal_neu AFTER INSERT ON antraege_antrag FOR EACH ROW WHEN (((new.status)::text <> ALL ((ARRAY['zurueckgezogen'::character varying, 'unzulaessig'::character varying])::text[]))) EXECUTE FUNCTION antrag_kommunen_einmal();
CREATE TRIGGER antrag_kommunen_einmal AFTER UPDATE OF eingegangen_am ON antraege_antrag FOR EACH ROW WHEN (((old.eingegangen_am IS NULL) AND (new.eingegangen_am IS NOT NULL))) EXECUTE FUNCTION antrag_kommunen_einmal();
CREATE FUNCTION verbundanteil_pruefen()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
DECLARE antrag antraege_antrag%ROWTYPE;
BEGIN
  SELECT * INTO antrag FROM antraege_antrag WHERE id = NEW.antrag_id;
  PERFORM FROM antraege_zusammenschluss_mitglieder
    WHERE zusammenschluss_id = antrag.zusammenschluss_id AND kommune_id = NEW.kommune_id;
  IF NOT FOUND THEN
    PERFORM verbund_verweigern('verbundanteil_nur_mitglieder', 'Einen Anteil gibt es nur für Mitglieder des Zusammenschlusses.');
  ELSIF antrag.eingegangen_am IS NOT NULL AND antrag.status NOT IN ('zurueckgezogen', 'unzulaessig') THEN
    PERFORM kommune_einmal(antrag, NEW.kommune_id);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER verbundanteil_pruefen AFTER INSERT OR UPDATE ON antraege_verbundanteil FOR EACH ROW EXECUTE FUNCTION verbundanteil_pruefen();
CREATE FUNCTION verbund_summe(nummer bigint)
 RETURNS void
 LANGUAGE plpgsql
AS $$
DECLARE antrag antraege_antrag%ROWTYPE; summe numeric;
BEGIN
  SELECT * INTO antrag FROM antraege_antrag WHERE id = nummer;
  IF antrag.eingegangen_am IS NULL OR antrag.status IN ('zurueckgezogen', 'unzulaessig') THEN RETURN; END IF;
  SELECT coalesce(sum(vzae), 0) INTO summe FROM antraege_verbundanteil WHERE antrag_id = nummer;
  IF summe IS DISTINCT FROM (CASE WHEN antrag.zusammenschluss_id IS NULL THEN 0 ELSE antrag.beantragt_vzae END) THEN
    PERFORM verbund_verweigern('verbund_summe', 'Die Anteile der Kommunen ergeben zusammen nicht den beantragten Stellenanteil.');
  END IF;
END $$;
CREATE FUNCTION antrag_verbund_summe()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM verbund_summe(NEW.id);
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER antrag_verbund_summe_neu AFTER INSERT ON antraege_antrag DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((new.eingegangen_am IS NOT NULL) AND (new.zusammenschluss_id IS NOT NULL))) EXECUTE FUNCTION antrag_verbund_summe();
CREATE CONSTRAINT TRIGGER antrag_verbund_summe AFTER UPDATE ON antraege_antrag DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((new.eingegangen_am IS NOT NULL) AND ((new.zusammenschluss_id IS NOT NULL) OR (old.zusammenschluss_id IS NOT NULL)) AND ((((old.eingegangen_am IS DISTINCT FROM new.eingegangen_am) OR ((old.status)::text IS DISTINCT FROM (new.status)::text)) OR (old.beantragt_vzae IS DISTINCT FROM new.beantragt_vzae)) OR (old.zusammenschluss_id IS DISTINCT FROM new.zusammenschluss_id)))) EXECUTE FUNCTION antrag_verbund_summe();
CREATE FUNCTION verbundanteil_summe()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN PERFORM verbund_summe(OLD.antrag_id); END IF;
  IF TG_OP <> 'DELETE' THEN PERFORM verbund_summe(NEW.antrag_id); END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER verbundanteil_summe AFTER INSERT OR DELETE OR UPDATE ON antraege_verbundanteil DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION verbundanteil_summe();
CREATE FUNCTION antrag_aufgestockt_eigene()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  IF (SELECT anstellungstraeger_id FROM antraege_stelle WHERE id = NEW.aufgestockt_id) IS DISTINCT FROM NEW.kommune_id THEN
    PERFORM verbund_verweigern('antrag_aufgestockt_eigene', 'Aufstocken lässt sich nur eine Stelle der antragstellenden Kommune.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER antrag_aufgestockt_eigene AFTER INSERT OR UPDATE OF aufgestockt_id, kommune_id ON antraege_antrag FOR EACH ROW WHEN ((new.aufgestockt_id IS NOT NULL)) EXECUTE FUNCTION antrag_aufgestockt_eigene();
