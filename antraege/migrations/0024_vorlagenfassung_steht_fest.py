"""A released version of a paper never changes, nor do its files.

Annexes come and go while the paper is a draft; a file once taken away stays for the versions that hold it. What is laid
on the table comes after the release, the extract from the minutes after a sitting.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from antraege.models.vorlagendatei import ablage

FASSUNG = """
CREATE FUNCTION vorlagenfassung_steht_fest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(OLD) ->> 'veroeffentlicht_am' IS NULL
    AND to_jsonb(NEW) - 'veroeffentlicht_am' = to_jsonb(OLD) - 'veroeffentlicht_am' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'Eine freigegebene Fassung wird nicht mehr geändert.'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'vorlagenfassung_steht_fest';
END $$;
CREATE TRIGGER vorlagenfassung_steht_fest BEFORE UPDATE OR DELETE ON antraege_vorlagenfassung
  FOR EACH ROW EXECUTE FUNCTION vorlagenfassung_steht_fest();
CREATE TRIGGER vorlagenfassung_anlagen_stehen_fest BEFORE UPDATE OR DELETE ON antraege_vorlagenfassung_anlagen
  FOR EACH ROW EXECUTE FUNCTION vorlagenfassung_steht_fest();
"""
FASSUNG_ZURUECK = """
DROP TRIGGER vorlagenfassung_anlagen_stehen_fest ON antraege_vorlagenfassung_anlagen;
DROP TRIGGER vorlagenfassung_steht_fest ON antraege_vorlagenfassung;
DROP FUNCTION vorlagenfassung_steht_fest();
"""
ANLAGE = """
CREATE FUNCTION vorlagenanlage_zur_zeit() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER vorlagenanlage_zur_zeit BEFORE INSERT OR UPDATE ON antraege_vorlagenanlage
  FOR EACH ROW EXECUTE FUNCTION vorlagenanlage_zur_zeit();

CREATE FUNCTION vorlagenanlage_bleibt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Eine Datei der Vorlage wird nicht gelöscht.'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'vorlagenanlage_steht_fest';
END $$;
CREATE TRIGGER vorlagenanlage_bleibt BEFORE DELETE ON antraege_vorlagenanlage
  FOR EACH ROW EXECUTE FUNCTION vorlagenanlage_bleibt();
"""
ANLAGE_ZURUECK = """
DROP TRIGGER vorlagenanlage_bleibt ON antraege_vorlagenanlage;
DROP TRIGGER vorlagenanlage_zur_zeit ON antraege_vorlagenanlage;
DROP FUNCTION vorlagenanlage_bleibt(), vorlagenanlage_zur_zeit();
"""

AENDERUNG = """
CREATE FUNCTION aenderungsantrag_steht_fest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.ergebnis = 'offen' AND to_jsonb(NEW) - '{ergebnis,entschieden_am}'::text[]
    = to_jsonb(OLD) - '{ergebnis,entschieden_am}'::text[] THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'Ein erfasster Änderungsantrag bleibt, wie er gestellt wurde; sein Ergebnis steht einmal fest.'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'aenderungsantrag_steht_fest';
END $$;
CREATE TRIGGER aenderungsantrag_steht_fest BEFORE UPDATE OR DELETE ON antraege_aenderungsantrag
  FOR EACH ROW EXECUTE FUNCTION aenderungsantrag_steht_fest();
"""
AENDERUNG_ZURUECK = """
DROP TRIGGER aenderungsantrag_steht_fest ON antraege_aenderungsantrag;
DROP FUNCTION aenderungsantrag_steht_fest();
"""


class Migration(migrations.Migration):
    dependencies = [("antraege", "0023_mitzeichnung")]
    operations = [
        migrations.RenameField("vorlagenanlage", "typ", "inhaltstyp"),
        migrations.AlterField("vorlagenanlage", "inhaltstyp", models.CharField("Inhaltstyp", max_length=100)),
        migrations.AlterField("vorlagenanlage", "datei", models.FileField("Datei", upload_to=ablage)),
        migrations.AddField(
            "vorlagenanlage", "entfernt_am", models.DateTimeField("entfernt am", null=True, blank=True)
        ),
        migrations.AddField(
            "vorlagenanlage",
            "entfernt_von",
            models.ForeignKey(
                settings.AUTH_USER_MODEL,
                django.db.models.deletion.PROTECT,
                null=True,
                blank=True,
                related_name="+",
                verbose_name="entfernt von",
            ),
        ),
        migrations.RemoveConstraint("vorlagenanlage", "vorlagenanlage_einmal"),
        migrations.AddConstraint(
            "vorlagenanlage",
            models.UniqueConstraint(
                fields=["vorlage", "sha256"],
                condition=models.Q(entfernt_am__isnull=True),
                name="vorlagenanlage_einmal",
                violation_error_message="Diese Datei liegt schon bei der Vorlage.",
            ),
        ),
        migrations.AddConstraint(
            "vorlagenanlage",
            models.CheckConstraint(
                condition=models.Q(entfernt_am__isnull=True, entfernt_von__isnull=True)
                | models.Q(entfernt_am__isnull=False, entfernt_von__isnull=False),
                name="vorlagenanlage_entfernt_von_person",
                violation_error_message="Wer eine Datei entfernt, steht mit dem Zeitpunkt dabei.",
            ),
        ),
        migrations.AlterField("hausvorlage", "datei", models.FileField("Word-Datei", upload_to=ablage)),
        migrations.AlterField(
            "vorlagenfassung", "docx", models.FileField("Word-Datei", upload_to=ablage, blank=True)
        ),
        migrations.AlterField(
            "vorlagenfassung", "pdf", models.FileField("PDF", upload_to=ablage, blank=True)
        ),
        migrations.AddField(
            "vorlagenfassung",
            "veroeffentlicht_am",
            models.DateField("veröffentlicht am", null=True, blank=True),
        ),
        migrations.AddField(
            "vorlagenfassung",
            "typst_version",
            models.CharField("typst-Version", max_length=20, blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "vorlagenfassung",
            "druck_sha256",
            models.CharField("Prüfsumme der Druckvorlage", max_length=64, blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "vorlagenfassung",
            "anlagen",
            models.ManyToManyField(
                to="antraege.vorlagenanlage", related_name="fassungen", editable=False, verbose_name="Anlagen"
            ),
        ),
        migrations.AddField(
            "aenderungsantrag",
            "entschieden_am",
            models.DateField("entschieden am", null=True, blank=True),
        ),
        migrations.AddConstraint(
            "aenderungsantrag",
            models.CheckConstraint(
                condition=models.Q(ergebnis="offen", entschieden_am__isnull=True)
                | ~models.Q(ergebnis="offen")
                & models.Q(entschieden_am__isnull=False, entschieden_am__gte=models.F("eingegangen_am")),
                name="aenderungsantrag_entschieden_mit_tag",
                violation_error_message="Ein behandelter Änderungsantrag nennt den Tag, nicht vor seinem Eingang.",
            ),
        ),
        migrations.RunSQL(AENDERUNG, AENDERUNG_ZURUECK),
        migrations.RunSQL(FASSUNG, FASSUNG_ZURUECK),
        migrations.RunSQL(ANLAGE, ANLAGE_ZURUECK),
    ]
