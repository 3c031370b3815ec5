CREATE FUNCTION stimmen_der_stimmberechtigten()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
DECLARE berechtigt integer;
BEGIN
  SELECT (gremium_zustaendigkeit(s.gremium_id, s.tag)).stimmberechtigte INTO berechtigt
    FROM antraege_beratungsschritt b JOIN antraege_sitzung s ON s.id = b.sitzung_id WHERE b.id = NEW.schritt_id;
  IF coalesce(NEW.ja, 0) + coalesce(NEW.nein, 0) + coalesce(NEW.enthaltung, 0) + coalesce(NEW.befangen, 0) > berechtigt THEN
    RAISE EXCEPTION 'Das sind mehr Stimmen, als es ohne die Befangenen Stimmberechtigte gibt. Der Landrat leitet ohne Stimme.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'stimmen_der_stimmberechtigten';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER stimmen_der_stimmberechtigten BEFORE INSERT OR UPDATE ON antraege_beschlussergebnis FOR EACH ROW EXECUTE FUNCTION stimmen_der_stimmberechtigten();
CREATE FUNCTION ziffer_einmal_entschieden()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM FROM antraege_beschlussantrag WHERE id = NEW.beschlussantrag_id FOR NO KEY UPDATE;
  PERFORM FROM antraege_beratungsschritt WHERE id = NEW.schritt_id AND rolle = 'beschluss';
  IF NOT FOUND THEN RETURN NEW; END IF;
  PERFORM FROM antraege_beschlussergebnis e JOIN antraege_beratungsschritt b ON b.id = e.schritt_id
    WHERE e.beschlussantrag_id = NEW.beschlussantrag_id AND e.schritt_id <> NEW.schritt_id AND b.rolle = 'beschluss'
      AND e.wert NOT IN ('vertagt', 'verwiesen', 'abgesetzt');
  IF FOUND THEN
    RAISE EXCEPTION 'Über diese Ziffer ist schon entschieden.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ziffer_einmal_entschieden';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ziffer_einmal_entschieden BEFORE INSERT ON antraege_beschlussergebnis FOR EACH ROW EXECUTE FUNCTION ziffer_einmal_entschieden();
CREATE FUNCTION beschluss_hat_massgabe()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM FROM antraege_beschlussergebnis e WHERE e.id = NEW.id AND e.wert = 'mit_massgabe'
    AND NOT EXISTS (SELECT FROM antraege_massgabe m WHERE m.ergebnis_id = e.id);
  IF FOUND THEN
    RAISE EXCEPTION 'Zu einem Beschluss mit Maßgabe gehört mindestens eine Maßgabe mit zuständiger Stelle und Tag.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'beschluss_hat_massgabe';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER beschluss_hat_massgabe AFTER INSERT OR UPDATE ON antraege_beschlussergebnis DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION beschluss_hat_massgabe();
CREATE FUNCTION massgabe_zum_beschluss()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM FROM antraege_beschlussergebnis WHERE id = NEW.ergebnis_id AND wert = 'mit_massgabe';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Eine Maßgabe gehört zu einem Beschluss mit Maßgabe.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'massgabe_zum_beschluss';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER massgabe_zum_beschluss BEFORE INSERT ON antraege_massgabe FOR EACH ROW EXECUTE FUNCTION massgabe_zum_beschluss();
CREATE FUNCTION massgabe_steht_fest()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  IF OLD.erledigt_am IS NOT NULL THEN
    RAISE EXCEPTION 'Diese Maßgabe ist schon erledigt.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'massgabe_einmal_erledigt';
  END IF;
  PERFORM FROM antraege_beschlussergebnis e JOIN antraege_beratungsschritt b ON b.id = e.schritt_id
    WHERE e.id = OLD.ergebnis_id AND b.bestaetigt_am IS NOT NULL;
  IF FOUND AND (TG_OP = 'DELETE' OR (OLD.ergebnis_id, OLD.nummer, OLD.text, OLD.rolle, OLD.faellig_am)
      IS DISTINCT FROM (NEW.ergebnis_id, NEW.nummer, NEW.text, NEW.rolle, NEW.faellig_am)) THEN
    RAISE EXCEPTION 'Dieses Ergebnis ist mit dem Auszug aus der Niederschrift bestätigt und steht fest.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ergebnis_bestaetigt_steht_fest';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER massgabe_steht_fest BEFORE DELETE OR UPDATE ON antraege_massgabe FOR EACH ROW EXECUTE FUNCTION massgabe_steht_fest();
CREATE FUNCTION ergebnis_bestaetigt_steht_fest()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM FROM antraege_beratungsschritt WHERE bestaetigt_am IS NOT NULL AND id IN (
    CASE WHEN TG_OP <> 'INSERT' THEN OLD.schritt_id END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.schritt_id END);
  IF FOUND THEN
    RAISE EXCEPTION 'Dieses Ergebnis ist mit dem Auszug aus der Niederschrift bestätigt und steht fest.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ergebnis_bestaetigt_steht_fest';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER ergebnis_bestaetigt_steht_fest BEFORE INSERT OR DELETE OR UPDATE ON antraege_beschlussergebnis FOR EACH ROW EXECUTE FUNCTION ergebnis_bestaetigt_steht_fest();
CREATE FUNCTION beratung_bestaetigt_steht_fest()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION 'Dieses Ergebnis ist mit dem Auszug aus der Niederschrift bestätigt und steht fest.'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'beratung_bestaetigt_steht_fest';
END $$;
CREATE TRIGGER beratung_bestaetigt_steht_fest BEFORE UPDATE ON antraege_beratungsschritt FOR EACH ROW WHEN (((old.bestaetigt_am IS NOT NULL) AND (old.* IS DISTINCT FROM new.*))) EXECUTE FUNCTION beratung_bestaetigt_steht_fest();
CREATE TRIGGER beratung_bestaetigt_bleibt BEFORE DELETE ON antraege_beratungsschritt FOR EACH ROW WHEN ((old.bestaetigt_am IS NOT NULL)) EXECUTE FUNCTION beratung_bestaetigt_steht_fest();
