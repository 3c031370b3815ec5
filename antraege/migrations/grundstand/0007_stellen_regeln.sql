CREATE FUNCTION stelle_verweigern(regel text, satz text)
 RETURNS void
 LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION USING MESSAGE = satz, ERRCODE = 'check_violation', CONSTRAINT = regel;
END $$;
CREATE FUNCTION vzae_spitze(anteile bigint[])
 RETURNS numeric
 LANGUAGE sql
 STABLE
AS $$
  SELECT coalesce(max(summe), 0) FROM (
    SELECT sum(sum(vzae)) OVER (ORDER BY tag) AS summe FROM (
      SELECT beginn AS tag, vzae FROM antraege_finanzierungsanteil WHERE id = ANY (anteile)
      UNION ALL
      SELECT ende + 1, -vzae FROM antraege_finanzierungsanteil WHERE id = ANY (anteile)
    ) bewegungen GROUP BY tag
  ) staende
$$;
CREATE FUNCTION stelle_ermaechtigt(programm antraege_foerderprogramm)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $$
  SELECT EXISTS (
    SELECT FROM antraege_beschlussergebnis ergebnis
    JOIN antraege_beratungsschritt schritt ON schritt.id = ergebnis.schritt_id
    JOIN antraege_sitzung sitzung ON sitzung.id = schritt.sitzung_id
    WHERE ergebnis.beschlussantrag_id = programm.ermaechtigung_id AND gremium_beschliesst(sitzung.gremium_id, sitzung.tag)
      AND ergebnis.wert IN ('unveraendert_beschlossen', 'geaendert_beschlossen', 'mit_massgabe'))
$$;
CREATE FUNCTION anteil_durch_das_tor(stelle antraege_stelle, runde antraege_foerderrunde)
 RETURNS void
 LANGUAGE plpgsql
AS $$
DECLARE
  programm antraege_foerderprogramm%ROWTYPE;
  antwort antraege_inanspruchnahme%ROWTYPE;
  gesichert numeric;
BEGIN
  SELECT * INTO programm FROM antraege_foerderprogramm WHERE id = runde.programm_id;
  SELECT * INTO antwort FROM antraege_inanspruchnahme i WHERE i.kommune_id = stelle.einsatzort_id AND i.runde_id = runde.id FOR SHARE;
  SELECT vzae INTO gesichert FROM antraege_kontingent k WHERE k.runde_id = runde.id AND k.art = 'endgueltig' AND k.bezug = 'landkreis'
    ORDER BY stand DESC, id DESC LIMIT 1 FOR SHARE;
  IF programm.geber <> 'land' THEN
    PERFORM stelle_verweigern('stelle_r17_drittmittel', 'Der Landkreis schafft eigene Stellen nur in Programmen, die Dritte finanzieren.');
  ELSIF NOT stelle_ermaechtigt(programm) THEN
    PERFORM stelle_verweigern('stelle_r19_ermaechtigung', 'Der Kreistag hat die Verwaltung noch nicht ermächtigt, befristete Stellen zu schaffen.');
  ELSIF programm.status <> 'in_kraft' THEN
    PERFORM stelle_verweigern('stelle_r21_in_kraft', 'Das Programm ist erst angekündigt. Bis zum Bescheid des Landes ist nur die Planung möglich.');
  ELSIF gesichert IS NULL THEN
    PERFORM stelle_verweigern('stelle_r21_gesichert', 'Die Mittel sind noch nicht gesichert: Es fehlt das endgültige Kontingent für Stellen des Landkreises.');
  ELSIF antwort.id IS NULL OR antwort.art = 'offen' THEN
    PERFORM stelle_verweigern('stelle_r15_offen', 'Die Kommune hat sich zur Inanspruchnahme noch nicht erklärt. Schweigen gilt nicht als Verzicht.');
  ELSIF antwort.art = 'selbst' THEN
    PERFORM stelle_verweigern('stelle_r15_selbst', 'Die Kommune nimmt die Aufgabe selbst wahr. Ihr Anteil steht dem Landkreis nicht zu.');
  ELSIF antwort.art = 'verzicht' THEN
    PERFORM stelle_verweigern('stelle_r15_verzicht', 'Die Kommune hat verzichtet und die Aufgabe nicht auf den Landkreis übertragen.');
  ELSIF antwort.vereinbarung_vom IS NULL THEN
    PERFORM stelle_verweigern('stelle_vereinbarung', 'Es fehlt die öffentlich-rechtliche Vereinbarung über die Übertragung.');
  END IF;
  PERFORM FROM antraege_einvernehmen e
    WHERE e.kommune_id = stelle.einsatzort_id AND e.runde_id = runde.id AND e.erteilt AND e.widerrufen_am IS NULL FOR SHARE;
  IF NOT FOUND THEN
    PERFORM stelle_verweigern('stelle_r14_einvernehmen', 'Das Einvernehmen der Kommune fehlt.');
  END IF;
  PERFORM anteile_in_bedarf_und_mitteln(stelle.einsatzort_id, runde.id, antwort.vzae, gesichert);
END $$;
CREATE FUNCTION anteile_in_bedarf_und_mitteln(ort bigint, runde bigint, bedarf numeric, gesichert numeric)
 RETURNS void
 LANGUAGE plpgsql
AS $$
DECLARE alle bigint[]; hier bigint[];
BEGIN
  SELECT coalesce(array_agg(a.id), '{}'), coalesce(array_agg(a.id) FILTER (WHERE s.einsatzort_id = ort), '{}') INTO alle, hier
    FROM antraege_finanzierungsanteil a JOIN antraege_stelle s ON s.id = a.stelle_id
    WHERE a.runde_id = runde AND s.anstellungstraeger_id IS NULL;
  IF vzae_spitze(hier) > bedarf THEN
    PERFORM stelle_verweigern('stelle_r17_bedarf', 'Das ist mehr, als die Kommune übertragen hat.');
  ELSIF vzae_spitze(alle) > gesichert THEN
    PERFORM stelle_verweigern('stelle_r21_umfang', 'Das ist mehr, als für Stellen des Landkreises gesichert ist.');
  END IF;
END $$;
CREATE FUNCTION anteil_aus_bewilligung(anteil antraege_finanzierungsanteil, stelle antraege_stelle)
 RETURNS void
 LANGUAGE plpgsql
AS $$
DECLARE antrag antraege_antrag%ROWTYPE;
BEGIN
  SELECT * INTO antrag FROM antraege_antrag WHERE id = anteil.antrag_id;
  IF antrag.status NOT IN ('beschieden', 'abgeschlossen') THEN
    PERFORM stelle_verweigern('anteil_nach_bescheid', 'Ein geförderter Stellenanteil lässt sich erst nach dem Bescheid erfassen.');
  ELSIF antrag.runde_id <> anteil.runde_id OR stelle.anstellungstraeger_id IS DISTINCT FROM antrag.kommune_id THEN
    PERFORM stelle_verweigern('anteil_passt_zum_antrag', 'Runde und Anstellungsträger müssen die des Antrags sein.');
  ELSIF vzae_spitze(ARRAY(SELECT id FROM antraege_finanzierungsanteil WHERE antrag_id = antrag.id)) > coalesce(antrag.bewilligt_vzae, 0) THEN
    PERFORM stelle_verweigern('anteil_hoechstens_bewilligt', 'Das ist mehr, als bewilligt wurde.');
  END IF;
END $$;
CREATE FUNCTION anteil_selbst_beansprucht(anteil antraege_finanzierungsanteil, stelle antraege_stelle)
 RETURNS void
 LANGUAGE plpgsql
AS $$
DECLARE beansprucht numeric;
BEGIN
  SELECT vzae INTO beansprucht FROM antraege_inanspruchnahme i
    WHERE i.kommune_id = stelle.anstellungstraeger_id AND i.runde_id = anteil.runde_id AND i.art = 'selbst' FOR SHARE;
  PERFORM FROM antraege_foerderrunde r JOIN antraege_foerderprogramm p ON p.id = r.programm_id
    WHERE r.id = anteil.runde_id AND p.bewilligungsstelle = 'extern';
  IF NOT FOUND THEN
    PERFORM stelle_verweigern('anteil_braucht_antrag', 'In diesem Programm gehört zu jedem Stellenanteil ein Antrag.');
  ELSIF beansprucht IS NULL THEN
    PERFORM stelle_verweigern('anteil_selbst_beansprucht', 'Die Kommune hat nicht erklärt, die Aufgabe selbst wahrzunehmen.');
  ELSIF vzae_spitze(ARRAY(SELECT a.id FROM antraege_finanzierungsanteil a JOIN antraege_stelle s ON s.id = a.stelle_id
      WHERE a.runde_id = anteil.runde_id AND a.antrag_id IS NULL AND s.anstellungstraeger_id = stelle.anstellungstraeger_id)) > beansprucht THEN
    PERFORM stelle_verweigern('anteil_hoechstens_beansprucht', 'Das ist mehr, als die Kommune beansprucht hat.');
  END IF;
END $$;
CREATE FUNCTION anteil_rahmen(anteil antraege_finanzierungsanteil, stelle antraege_stelle, runde antraege_foerderrunde)
 RETURNS void
 LANGUAGE plpgsql
AS $$
BEGIN
  IF anteil.beginn < runde.beginn OR anteil.ende > runde.ende THEN
    PERFORM stelle_verweigern('anteil_in_der_foerderzeit', 'Der Zeitraum liegt nicht in der Förderzeit der Runde.');
  ELSIF anteil.beginn < stelle.beginn OR anteil.ende > stelle.ende THEN
    PERFORM stelle_verweigern('anteil_in_der_stelle', 'Der Finanzierungsanteil liegt nicht in der Laufzeit der Stelle.');
  ELSIF vzae_spitze(ARRAY(SELECT id FROM antraege_finanzierungsanteil WHERE stelle_id = stelle.id)) > stelle.vzae THEN
    PERFORM stelle_verweigern('anteile_hoechstens_stelle', 'Die Finanzierungsanteile übersteigen an einem Tag den Umfang der Stelle.');
  END IF;
END $$;
CREATE FUNCTION anteil_herkunft(anteil antraege_finanzierungsanteil, stelle antraege_stelle, runde antraege_foerderrunde)
 RETURNS void
 LANGUAGE plpgsql
AS $$
BEGIN
  IF anteil.antrag_id IS NOT NULL THEN
    PERFORM anteil_aus_bewilligung(anteil, stelle);
  ELSIF stelle.anstellungstraeger_id IS NULL THEN
    PERFORM anteil_durch_das_tor(stelle, runde);
  ELSE
    PERFORM anteil_selbst_beansprucht(anteil, stelle);
  END IF;
END $$;
CREATE FUNCTION anteil_pruefen()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
DECLARE stelle antraege_stelle%ROWTYPE; runde antraege_foerderrunde%ROWTYPE;
BEGIN
  IF current_setting('transaction_isolation') = 'repeatable read' THEN  -- would add up an old picture behind the lock
    RAISE EXCEPTION 'Stellen werden nicht in REPEATABLE READ geschrieben.' USING ERRCODE = 'invalid_transaction_state';
  END IF;
  IF NEW.antrag_id IS NULL THEN
    PERFORM FROM antraege_foerderrunde WHERE id = NEW.runde_id FOR NO KEY UPDATE;
  ELSE
    PERFORM FROM antraege_antrag WHERE id = NEW.antrag_id FOR NO KEY UPDATE;
  END IF;
  SELECT * INTO stelle FROM antraege_stelle WHERE id = NEW.stelle_id FOR NO KEY UPDATE;
  SELECT * INTO runde FROM antraege_foerderrunde WHERE id = NEW.runde_id;
  PERFORM anteil_rahmen(NEW, stelle, runde);
  IF TG_OP = 'UPDATE' AND (NEW.stelle_id, NEW.runde_id, NEW.antrag_id) IS NOT DISTINCT FROM (OLD.stelle_id, OLD.runde_id, OLD.antrag_id)
     AND NEW.vzae <= OLD.vzae AND NEW.beginn >= OLD.beginn AND NEW.ende <= OLD.ende THEN
    RETURN NULL;  -- shortening or lowering needs no consent
  END IF;
  PERFORM anteil_herkunft(NEW, stelle, runde);
  RETURN NULL;
END $$;
CREATE TRIGGER anteil_pruefen AFTER INSERT OR UPDATE ON antraege_finanzierungsanteil FOR EACH ROW EXECUTE FUNCTION anteil_pruefen();
CREATE FUNCTION stelle_pruefen()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
DECLARE anteil antraege_finanzierungsanteil%ROWTYPE; runde antraege_foerderrunde%ROWTYPE; umgezogen boolean := false;
BEGIN
  IF NEW.vzae > 1 THEN
    PERFORM stelle_verweigern('stelle_r11_hoechstens_eins', 'Eine Stelle umfasst höchstens 1,00 VZÄ.');
  END IF;
  IF TG_OP = 'UPDATE' THEN
    umgezogen := (NEW.anstellungstraeger_id, NEW.einsatzort_id) IS DISTINCT FROM (OLD.anstellungstraeger_id, OLD.einsatzort_id);
  END IF;
  FOR anteil IN SELECT * FROM antraege_finanzierungsanteil WHERE stelle_id = NEW.id LOOP
    SELECT * INTO runde FROM antraege_foerderrunde WHERE id = anteil.runde_id;
    PERFORM anteil_rahmen(anteil, NEW, runde);
    IF umgezogen THEN
      PERFORM anteil_herkunft(anteil, NEW, runde);
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER stelle_pruefen AFTER INSERT OR UPDATE OF vzae, beginn, ende, anstellungstraeger_id, einsatzort_id ON antraege_stelle FOR EACH ROW EXECUTE FUNCTION stelle_pruefen();
CREATE FUNCTION stelle_drittmittelfinanziert()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
DECLARE stelle antraege_stelle%ROWTYPE; tage numeric;
BEGIN
  IF TG_TABLE_NAME = 'antraege_stelle' THEN
    SELECT * INTO stelle FROM antraege_stelle WHERE id = NEW.id;
  ELSE
    SELECT * INTO stelle FROM antraege_stelle WHERE id = OLD.stelle_id;
  END IF;
  IF stelle.id IS NULL OR stelle.anstellungstraeger_id IS NOT NULL THEN
    RETURN NULL;
  END IF;
  SELECT coalesce(sum(vzae * (ende - beginn + 1)), 0) INTO tage FROM antraege_finanzierungsanteil WHERE stelle_id = stelle.id;
  IF tage < stelle.vzae * (stelle.ende - stelle.beginn + 1) THEN
    PERFORM stelle_verweigern('stelle_r17_finanziert', 'Eine Stelle des Landkreises muss an jedem Tag ganz durch Dritte finanziert sein.');
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER stelle_drittmittelfinanziert AFTER INSERT OR UPDATE ON antraege_stelle DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION stelle_drittmittelfinanziert();
CREATE CONSTRAINT TRIGGER anteil_drittmittelfinanziert AFTER DELETE OR UPDATE ON antraege_finanzierungsanteil DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION stelle_drittmittelfinanziert();
CREATE FUNCTION kontingent_nur_anfuegen()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION 'Ein Kontingent wird nicht geändert: Bitte den neuen Stand als neue Zeile erfassen.'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'kontingent_nur_anfuegen';
END $$;
CREATE TRIGGER kontingent_nur_anfuegen BEFORE DELETE OR UPDATE ON antraege_kontingent FOR EACH ROW EXECUTE FUNCTION kontingent_nur_anfuegen();
