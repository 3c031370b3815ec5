"""What ends stays ended, whichever way it is written: papers, file numbers, counted votes, what an application came with.

A decided or withdrawn paper does not come back. An accepted motion to change a Ziffer binds its result also where that is
rewritten, and votes that are counted anew need the number of those who may vote. The file number a released notice bears
is the application's for good. Of the papers of an application only a submission says which are handed in, and one that was
stays as it came. What municipalities said to a cut is an annex of its own kind, so no file of somebody else is taken for it.
"""

from django.db import migrations, models
from django.db.models import Q

ZU_ENDE = """
CREATE FUNCTION vorlage_zu_ende() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Eine beschlossene oder zurückgezogene Vorlage wird nicht wieder aufgenommen.'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'vorlage_zu_ende';
END $$;
CREATE TRIGGER vorlage_zu_ende BEFORE UPDATE OF status ON antraege_vorlage FOR EACH ROW
  WHEN (OLD.status IN ('beschlossen', 'zurueckgezogen') AND NEW.status <> OLD.status) EXECUTE FUNCTION vorlage_zu_ende();
"""
ZU_ENDE_ZURUECK = """
DROP TRIGGER vorlage_zu_ende ON antraege_vorlage;
DROP FUNCTION vorlage_zu_ende();
"""


def _aenderung(wann: str) -> str:
    return f"""
DROP TRIGGER angenommene_aenderung_gilt ON antraege_beschlussergebnis;
CREATE TRIGGER angenommene_aenderung_gilt BEFORE {wann} ON antraege_beschlussergebnis FOR EACH ROW
  WHEN (NEW.wert IN ('empfohlen', 'unveraendert_beschlossen') OR (NEW.wert = 'mit_massgabe' AND NEW.wortlaut = ''))
  EXECUTE FUNCTION angenommene_aenderung_gilt();
"""


# Apart from the trigger of 0037: what was counted before stays, and confirming it or correcting its wording asks nothing of it.
STIMMEN = """
CREATE FUNCTION stimmen_mit_stimmberechtigten() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_beratungsschritt b JOIN antraege_sitzung s ON s.id = b.sitzung_id
    WHERE b.id = NEW.schritt_id AND (gremium_zustaendigkeit(s.gremium_id, s.tag)).stimmberechtigte IS NOT NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Wie viele in diesem Gremium stimmberechtigt sind, ist nicht hinterlegt.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'stimmen_mit_stimmberechtigten';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER stimmen_mit_stimmberechtigten BEFORE UPDATE OF ja, nein, enthaltung, befangen ON antraege_beschlussergebnis
  FOR EACH ROW WHEN ((OLD.ja, OLD.nein, OLD.enthaltung, OLD.befangen)
    IS DISTINCT FROM (NEW.ja, NEW.nein, NEW.enthaltung, NEW.befangen)
    AND num_nonnulls(NEW.ja, NEW.nein, NEW.enthaltung, NEW.befangen) > 0)
  EXECUTE FUNCTION stimmen_mit_stimmberechtigten();
"""
STIMMEN_ZURUECK = """
DROP TRIGGER stimmen_mit_stimmberechtigten ON antraege_beschlussergebnis;
DROP FUNCTION stimmen_mit_stimmberechtigten();
"""

# A release holds the application (0041), so whoever changes its number at the same moment comes before or is refused.
AKTENZEICHEN = """
CREATE FUNCTION aktenzeichen_im_bescheid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_bescheid WHERE antrag_id = OLD.id AND status NOT IN ('entwurf', 'verworfen');
  IF FOUND THEN
    RAISE EXCEPTION 'Der Bescheid ist freigegeben. Er trägt das Aktenzeichen, das bis dahin eingetragen war; danach bleibt es.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'aktenzeichen_im_bescheid';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER aktenzeichen_im_bescheid BEFORE UPDATE OF aktenzeichen ON antraege_antrag FOR EACH ROW
  WHEN (OLD.aktenzeichen <> NEW.aktenzeichen) EXECUTE FUNCTION aktenzeichen_im_bescheid();
"""
AKTENZEICHEN_ZURUECK = """
DROP TRIGGER aktenzeichen_im_bescheid ON antraege_antrag;
DROP FUNCTION aktenzeichen_im_bescheid();
"""

# ``lage`` is settled by einreichung_umfasst (0034) alone, so inside a trigger. In a return papers are taken away and come back.
UNTERLAGE = """
CREATE FUNCTION unterlage_bleibt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Eine eingereichte Unterlage bleibt, wie sie eingereicht ist, und wird nicht gelöscht.'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'unterlage_bleibt';
END $$;
CREATE TRIGGER unterlage_wird_nicht_geloescht BEFORE DELETE ON antraege_anlage FOR EACH ROW
  WHEN (OLD.lage <> 'entwurf') EXECUTE FUNCTION unterlage_bleibt();
CREATE TRIGGER unterlage_bleibt BEFORE UPDATE ON antraege_anlage FOR EACH ROW
  WHEN (OLD.lage <> 'entwurf' AND to_jsonb(OLD) - '{lage,entfernt_am}'::text[] <> to_jsonb(NEW) - '{lage,entfernt_am}'::text[])
  EXECUTE FUNCTION unterlage_bleibt();

CREATE FUNCTION unterlage_mit_einreichung() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() > 1 AND (OLD.lage, NEW.lage) IN (('entwurf', 'eingereicht'), ('eingereicht', 'zurueckgenommen')) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'Welche Unterlagen eingereicht sind, ändert nur eine Einreichung.'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'unterlage_mit_einreichung';
END $$;
CREATE TRIGGER unterlage_mit_einreichung BEFORE UPDATE ON antraege_anlage FOR EACH ROW
  WHEN (OLD.lage <> NEW.lage) EXECUTE FUNCTION unterlage_mit_einreichung();

CREATE FUNCTION unterlage_nur_in_rueckgabe() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_antrag WHERE id = OLD.antrag_id AND status = 'nachforderung' FOR SHARE;
  IF NOT FOUND OR OLD.lage = 'zurueckgenommen' THEN
    RAISE EXCEPTION 'Eine eingereichte Unterlage kommt und geht nur, solange der Antrag zur Ergänzung zurückgegeben ist.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'unterlage_nur_in_rueckgabe';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER unterlage_nur_in_rueckgabe BEFORE UPDATE ON antraege_anlage FOR EACH ROW
  WHEN (OLD.lage <> 'entwurf' AND OLD.entfernt_am IS DISTINCT FROM NEW.entfernt_am)
  EXECUTE FUNCTION unterlage_nur_in_rueckgabe();
"""
UNTERLAGE_ZURUECK = """
DROP TRIGGER unterlage_nur_in_rueckgabe ON antraege_anlage;
DROP TRIGGER unterlage_mit_einreichung ON antraege_anlage;
DROP TRIGGER unterlage_bleibt ON antraege_anlage;
DROP TRIGGER unterlage_wird_nicht_geloescht ON antraege_anlage;
DROP FUNCTION unterlage_nur_in_rueckgabe(), unterlage_mit_einreichung(), unterlage_bleibt();
"""


def _anlagenarten(im_entwurf: str) -> str:
    return f"""
CREATE OR REPLACE FUNCTION vorlagenanlage_zur_zeit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE stand text;
BEGIN
  SELECT status INTO stand FROM antraege_vorlage WHERE id = NEW.vorlage_id;
  IF NEW.art IN ({im_entwurf}) AND stand <> 'entwurf' THEN
    RAISE EXCEPTION 'Anlagen kommen und gehen nur, solange die Vorlage ein Entwurf ist.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'vorlagenanlage_nur_im_entwurf';
  END IF;
  IF NEW.art NOT IN ({im_entwurf}) AND stand NOT IN ('freigegeben', 'beschlossen') THEN
    RAISE EXCEPTION 'Tischvorlagen und Auszüge kommen nach der Freigabe der Vorlage.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'vorlagenanlage_erst_nach_freigabe';
  END IF;
  IF TG_OP = 'UPDATE' AND (OLD.entfernt_am IS NOT NULL
    OR to_jsonb(NEW) - '{{entfernt_am,entfernt_von_id}}'::text[] <> to_jsonb(OLD) - '{{entfernt_am,entfernt_von_id}}'::text[]) THEN
    RAISE EXCEPTION 'Eine Datei der Vorlage wird entfernt und neu hochgeladen, nie geändert.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'vorlagenanlage_steht_fest';
  END IF;
  RETURN NEW;
END $$;
"""  # noqa: S608


def _umbenannt(alt: str, neu: str) -> str:
    """Those the portal laid until now bore this name and were closed; another file that did both is taken for one a last time."""
    return f"""
ALTER TABLE antraege_vorlagenanlage DISABLE TRIGGER USER;
UPDATE antraege_vorlagenanlage SET art = '{neu}'
  WHERE art = '{alt}' AND name = 'Stellungnahmen der Kommunen.pdf' AND NOT oeffentlich;
ALTER TABLE antraege_vorlagenanlage ENABLE TRIGGER USER;
"""  # noqa: S608


class Migration(migrations.Migration):
    dependencies = [("antraege", "0044_antrag_rest")]
    operations = [
        migrations.RunSQL(ZU_ENDE, ZU_ENDE_ZURUECK),
        migrations.RunSQL(
            _aenderung("INSERT OR UPDATE OF wert, wortlaut, schritt_id, beschlussantrag_id"),
            _aenderung("INSERT"),
        ),
        migrations.RunSQL(STIMMEN, STIMMEN_ZURUECK),
        migrations.RunSQL(AKTENZEICHEN, AKTENZEICHEN_ZURUECK),
        migrations.RunSQL(UNTERLAGE, UNTERLAGE_ZURUECK),
        migrations.AlterField(
            "vorlagenanlage",
            "art",
            models.CharField(
                "Art",
                max_length=15,
                choices=[
                    ("anlage", "Anlage"),
                    ("tischvorlage", "Tischvorlage"),
                    ("auszug", "Auszug aus der Niederschrift"),
                    ("stellungnahmen", "Stellungnahmen der Kommunen"),
                ],
                default="anlage",
            ),
        ),
        migrations.RunSQL(
            _umbenannt("anlage", "stellungnahmen") + _anlagenarten("'anlage', 'stellungnahmen'"),
            _anlagenarten("'anlage'") + _umbenannt("stellungnahmen", "anlage"),
        ),
        migrations.AddConstraint(
            "vorlagenanlage",
            models.CheckConstraint(
                condition=~Q(art="stellungnahmen") | Q(oeffentlich=False),
                name="vorlagenanlage_stellungnahmen_nicht_oeffentlich",
                violation_error_message="Die Stellungnahmen der Kommunen sind nicht öffentlich.",
            ),
        ),
    ]
