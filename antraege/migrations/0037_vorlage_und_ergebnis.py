"""What a result may say of its votes, and what it owes to a motion that changed its Ziffer.

Whoever counts gives Ja and Nein; only of a majority the minority alone may be told, as minutes do, and then a majority
must be left. Counts need the number of those who may vote. What was counted before stays as it is: minutes confirm it, and
correcting its wording asks nothing of its votes, so this is a trigger on the counts and no CHECK. A Ziffer that this sitting changed is not accepted as it was
proposed, whichever of the two is recorded first. A programme that the district pays states no version of its rules before
the motion it rests on is accepted (R19, R20); who states none publishes no round on it. services/abstimmung.py and aenderungsantraege.py say it before.
"""

from django.db import migrations

STIMMEN = """
CREATE OR REPLACE FUNCTION stimmen_der_stimmberechtigten() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  berechtigt integer;
  gezaehlt integer := coalesce(NEW.ja, 0) + coalesce(NEW.nein, 0) + coalesce(NEW.enthaltung, 0) + coalesce(NEW.befangen, 0);
  minderheit integer := CASE WHEN NEW.wert = 'abgelehnt' THEN NEW.ja ELSE NEW.nein END;
BEGIN
  SELECT (gremium_zustaendigkeit(s.gremium_id, s.tag)).stimmberechtigte INTO berechtigt
    FROM antraege_beratungsschritt b JOIN antraege_sitzung s ON s.id = b.sitzung_id WHERE b.id = NEW.schritt_id;
  IF TG_OP = 'INSERT' AND berechtigt IS NULL AND num_nonnulls(NEW.ja, NEW.nein, NEW.enthaltung, NEW.befangen) > 0 THEN
    RAISE EXCEPTION 'Wie viele in diesem Gremium stimmberechtigt sind, ist nicht hinterlegt.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'stimmen_mit_stimmberechtigten';
  END IF;
  IF gezaehlt > berechtigt THEN
    RAISE EXCEPTION 'Das sind mehr Stimmen, als es ohne die Befangenen Stimmberechtigte gibt. Der Landrat leitet ohne Stimme.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'stimmen_der_stimmberechtigten';
  END IF;
  IF NOT (CASE num_nonnulls(NEW.ja, NEW.nein)
    WHEN 2 THEN true
    WHEN 1 THEN NEW.abstimmung = 'mehrheitlich' AND minderheit IS NOT NULL
    ELSE NEW.enthaltung IS NULL OR NEW.abstimmung IN ('einstimmig', 'mehrheitlich') END)
  THEN
    RAISE EXCEPTION 'Zu gezählten Stimmen gehören Ja und Nein. Nur bei „mehrheitlich“ genügen die Stimmen der Minderheit.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'stimmen_vollstaendig';
  END IF;
  IF num_nonnulls(NEW.ja, NEW.nein) = 1 AND minderheit + (NEW.wert <> 'abgelehnt')::integer > berechtigt - gezaehlt THEN
    RAISE EXCEPTION 'Neben diesen Stimmen bleibt keine Mehrheit.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'mehrheit_bleibt_moeglich';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER stimmen_der_stimmberechtigten ON antraege_beschlussergebnis;
CREATE TRIGGER stimmen_der_stimmberechtigten
  BEFORE INSERT OR UPDATE OF schritt_id, wert, abstimmung, ja, nein, enthaltung, befangen ON antraege_beschlussergebnis
  FOR EACH ROW EXECUTE FUNCTION stimmen_der_stimmberechtigten();
"""
STIMMEN_BISHER = """
CREATE OR REPLACE FUNCTION stimmen_der_stimmberechtigten() RETURNS trigger LANGUAGE plpgsql AS $$
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
DROP TRIGGER stimmen_der_stimmberechtigten ON antraege_beschlussergebnis;
CREATE TRIGGER stimmen_der_stimmberechtigten BEFORE INSERT OR UPDATE ON antraege_beschlussergebnis
  FOR EACH ROW EXECUTE FUNCTION stimmen_der_stimmberechtigten();
"""

# The motion's row is locked by ziffer_einmal_entschieden (0025) before a result, and here before a motion is accepted.
AENDERUNG = """
CREATE FUNCTION angenommene_aenderung_gilt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_beschlussantrag WHERE id = NEW.beschlussantrag_id FOR NO KEY UPDATE;
  IF TG_TABLE_NAME = 'antraege_beschlussergebnis' THEN
    PERFORM FROM antraege_aenderungsantrag a
      JOIN antraege_beratungsschritt b ON b.id = NEW.schritt_id JOIN antraege_sitzung s ON s.id = b.sitzung_id
      WHERE a.beschlussantrag_id = NEW.beschlussantrag_id AND a.ergebnis = 'angenommen' AND a.entschieden_am = s.tag;
  ELSE
    PERFORM FROM antraege_beschlussergebnis e
      JOIN antraege_beratungsschritt b ON b.id = e.schritt_id JOIN antraege_sitzung s ON s.id = b.sitzung_id
      WHERE e.beschlussantrag_id = NEW.beschlussantrag_id AND s.tag = NEW.entschieden_am
        AND (e.wert IN ('empfohlen', 'unveraendert_beschlossen') OR (e.wert = 'mit_massgabe' AND e.wortlaut = ''));
  END IF;
  IF FOUND THEN
    RAISE EXCEPTION 'Ist ein Änderungsantrag angenommen, ist die Ziffer in dieser Sitzung nicht unverändert angenommen.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'angenommene_aenderung_gilt';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER angenommene_aenderung_gilt BEFORE INSERT ON antraege_beschlussergebnis FOR EACH ROW
  WHEN (NEW.wert IN ('empfohlen', 'unveraendert_beschlossen') OR (NEW.wert = 'mit_massgabe' AND NEW.wortlaut = ''))
  EXECUTE FUNCTION angenommene_aenderung_gilt();
CREATE TRIGGER angenommene_aenderung_gilt BEFORE INSERT OR UPDATE OF ergebnis ON antraege_aenderungsantrag FOR EACH ROW
  WHEN (NEW.ergebnis = 'angenommen') EXECUTE FUNCTION angenommene_aenderung_gilt();
"""
AENDERUNG_WEG = """
DROP TRIGGER angenommene_aenderung_gilt ON antraege_beschlussergebnis;
DROP TRIGGER angenommene_aenderung_gilt ON antraege_aenderungsantrag;
DROP FUNCTION angenommene_aenderung_gilt();
"""

RICHTLINIE = """
CREATE FUNCTION fassung_ermaechtigt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_foerderprogramm p WHERE p.id = NEW.programm_id AND p.geber = 'landkreis'
    AND p.ermaechtigung_id IS NOT NULL AND NOT stelle_ermaechtigt(p);
  IF FOUND THEN
    RAISE EXCEPTION 'Der Kreistag hat noch nicht ermächtigt, die Richtlinie anzupassen (R19).'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'fassung_r19_ermaechtigung';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fassung_ermaechtigt BEFORE UPDATE OF status ON antraege_richtlinienfassung FOR EACH ROW
  WHEN (NEW.status = 'festgestellt' AND OLD.status <> 'festgestellt') EXECUTE FUNCTION fassung_ermaechtigt();
"""
RICHTLINIE_WEG = """
DROP TRIGGER fassung_ermaechtigt ON antraege_richtlinienfassung;
DROP FUNCTION fassung_ermaechtigt();
"""


class Migration(migrations.Migration):
    dependencies = [("antraege", "0036_oeffentlich_je_punkt")]

    operations = [
        migrations.RunSQL(STIMMEN, STIMMEN_BISHER),
        migrations.RunSQL(AENDERUNG, AENDERUNG_WEG),
        migrations.RunSQL(RICHTLINIE, RICHTLINIE_WEG),
    ]
