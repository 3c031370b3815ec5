CREATE FUNCTION gremium_zustaendigkeit(gremium bigint, tag date)
 RETURNS antraege_zustaendigkeit
 LANGUAGE sql
 STABLE
AS $$
  SELECT z FROM antraege_zustaendigkeit z WHERE z.gremium_id = $1 AND z.gueltig_ab <= $2 ORDER BY z.gueltig_ab DESC LIMIT 1
$$;
CREATE FUNCTION gremium_beschliesst(gremium bigint, tag date)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $$
  SELECT coalesce((gremium_zustaendigkeit($1, $2)).beschliessend, false)
$$;
CREATE FUNCTION zustaendigkeit_traegt_ergebnis(gremium bigint, ab date)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $$
  SELECT EXISTS (
    SELECT FROM antraege_sitzung s JOIN antraege_beratungsschritt b ON b.sitzung_id = s.id
    JOIN antraege_beschlussergebnis e ON e.schritt_id = b.id
    WHERE s.gremium_id = $1 AND s.tag >= $2 AND NOT EXISTS (
      SELECT FROM antraege_zustaendigkeit z WHERE z.gremium_id = $1 AND z.gueltig_ab > $2 AND z.gueltig_ab <= s.tag))
$$;
CREATE FUNCTION zustaendigkeit_steht_fest()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  IF (TG_OP <> 'INSERT' AND zustaendigkeit_traegt_ergebnis(OLD.gremium_id, OLD.gueltig_ab))
     OR (TG_OP <> 'DELETE' AND zustaendigkeit_traegt_ergebnis(NEW.gremium_id, NEW.gueltig_ab)) THEN
    RAISE EXCEPTION 'Auf dieser Zuständigkeit beruhen erfasste Ergebnisse. Eine neue gilt erst ab einem späteren Tag.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'zustaendigkeit_steht_fest';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER zustaendigkeit_steht_fest BEFORE INSERT OR DELETE ON antraege_zustaendigkeit FOR EACH ROW EXECUTE FUNCTION zustaendigkeit_steht_fest();
CREATE TRIGGER zustaendigkeit_aendert_nichts BEFORE UPDATE ON antraege_zustaendigkeit FOR EACH ROW WHEN ((((((old.gremium_id IS DISTINCT FROM new.gremium_id) OR (old.gueltig_ab IS DISTINCT FROM new.gueltig_ab)) OR (old.beschliessend IS DISTINCT FROM new.beschliessend)) OR (old.wertgrenze IS DISTINCT FROM new.wertgrenze)) OR (old.stimmberechtigte IS DISTINCT FROM new.stimmberechtigte))) EXECUTE FUNCTION zustaendigkeit_steht_fest();
CREATE FUNCTION sitzung_mit_ergebnis_bleibt()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM FROM antraege_beschlussergebnis e JOIN antraege_beratungsschritt b ON b.id = e.schritt_id WHERE b.sitzung_id = OLD.id;
  IF FOUND THEN
    RAISE EXCEPTION 'Zu dieser Sitzung ist ein Ergebnis erfasst: Gremium, Tag und Öffentlichkeit stehen fest.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'sitzung_mit_ergebnis_bleibt';
  END IF;
  PERFORM FROM antraege_beratungsschritt WHERE sitzung_id = OLD.id;
  IF NEW.abgesagt AND FOUND THEN
    RAISE EXCEPTION 'Auf der abgesagten Sitzung stehen noch Vorlagen.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'sitzung_abgesagt_ohne_vorlagen';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sitzung_mit_ergebnis_bleibt BEFORE UPDATE ON antraege_sitzung FOR EACH ROW WHEN (((((old.gremium_id IS DISTINCT FROM new.gremium_id) OR (old.tag IS DISTINCT FROM new.tag)) OR (old.oeffentlich IS DISTINCT FROM new.oeffentlich)) OR (new.abgesagt AND (NOT old.abgesagt)))) EXECUTE FUNCTION sitzung_mit_ergebnis_bleibt();
CREATE FUNCTION beratung_nicht_abgesagt()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM FROM antraege_sitzung WHERE id = NEW.sitzung_id AND abgesagt;
  IF FOUND THEN
    RAISE EXCEPTION 'Diese Sitzung ist abgesagt. Bitte wählen Sie eine andere.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'beratung_nicht_abgesagt';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER beratung_nicht_abgesagt BEFORE INSERT OR UPDATE OF sitzung_id ON antraege_beratungsschritt FOR EACH ROW EXECUTE FUNCTION beratung_nicht_abgesagt();
