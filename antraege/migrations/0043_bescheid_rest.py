"""A draft in work is not released, one handed in not rewritten; a withdrawn objection has its day; lateness can be excused.

A late objection whose lateness was excused (§§ 70 Abs. 2, 60 VwGO) counts like a timely one, wherever that is asked.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import TruncDate

from antraege import zeit
from antraege.models.protokoll import Ereignis

# Whose last entry says that it was begun or sent back lies with the officer.
IN_ARBEIT = """
UPDATE antraege_bescheid b SET in_arbeit = true WHERE b.status = 'entwurf' AND (
  SELECT p.art FROM antraege_protokolleintrag p WHERE p.objekt_art = 'bescheid' AND p.objekt_id = b.id
    AND p.art IN ('bescheid_entworfen', 'bescheid_zurueckgegeben', 'folgebescheid_begonnen')
  ORDER BY p.id DESC LIMIT 1) IN ('bescheid_zurueckgegeben', 'folgebescheid_begonnen');
"""
VORGELEGT = """
CREATE FUNCTION bescheid_wartet_auf_freigabe() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Der Entwurf liegt zur Freigabe vor. Er ändert sich erst, wenn er ohne Freigabe zurückgegeben ist.'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'bescheid_wartet_auf_freigabe';
END $$;
-- Last in the alphabet: what a kind forbids is said first.
CREATE TRIGGER wartet_auf_freigabe BEFORE UPDATE ON antraege_bescheid FOR EACH ROW
  WHEN (OLD.status = 'entwurf' AND NOT OLD.in_arbeit AND
    (OLD.art, OLD.vzae, OLD.betrag, OLD.beginn, OLD.ende, OLD.wirksam_ab, OLD.erstattung, OLD.anerkannt, OLD.begruendung, OLD.nebenbestimmungen, OLD.entworfen_von_id)
    IS DISTINCT FROM
    (NEW.art, NEW.vzae, NEW.betrag, NEW.beginn, NEW.ende, NEW.wirksam_ab, NEW.erstattung, NEW.anerkannt, NEW.begruendung, NEW.nebenbestimmungen, NEW.entworfen_von_id))
  EXECUTE FUNCTION bescheid_wartet_auf_freigabe();
"""
VORGELEGT_ZURUECK = """
DROP TRIGGER wartet_auf_freigabe ON antraege_bescheid;
DROP FUNCTION bescheid_wartet_auf_freigabe();
"""

# Until now a withdrawal counted from the day it was recorded.
RUECKNAHME = """
ALTER TABLE antraege_widerspruch DISABLE TRIGGER widerspruch_steht_fest;
UPDATE antraege_widerspruch
  SET zurueckgenommen_am = greatest(entschieden_am, (eingegangen_am AT TIME ZONE 'Europe/Berlin')::date)
  WHERE status = 'zurueckgenommen';
ALTER TABLE antraege_widerspruch ENABLE TRIGGER widerspruch_steht_fest;
"""

ZAEHLT = """
CREATE FUNCTION widerspruch_zaehlt(w antraege_widerspruch) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT NOT w.verspaetet OR w.wiedereingesetzt_am IS NOT NULL
$$;

CREATE FUNCTION wiedereinsetzung_nicht_nach_verzicht() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM antraege_bescheid WHERE id = NEW.bescheid_id AND verzichtet_am IS NOT NULL) THEN
    RAISE EXCEPTION 'Die Kommune hat auf Rechtsbehelfe verzichtet. Eine Wiedereinsetzung ändert daran nichts.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'wiedereinsetzung_nicht_nach_verzicht';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER wiedereinsetzung_nicht_nach_verzicht BEFORE INSERT OR UPDATE OF wiedereingesetzt_am ON antraege_widerspruch
  FOR EACH ROW WHEN (NEW.wiedereingesetzt_am IS NOT NULL) EXECUTE FUNCTION wiedereinsetzung_nicht_nach_verzicht();
"""
ZAEHLT_ZURUECK = """
DROP TRIGGER wiedereinsetzung_nicht_nach_verzicht ON antraege_widerspruch;
DROP FUNCTION wiedereinsetzung_nicht_nach_verzicht(), widerspruch_zaehlt(antraege_widerspruch);
"""


STEHT = """
    (OLD.wiedereingesetzt_am IS NOT NULL AND
      (OLD.wiedereingesetzt_am, OLD.wiedereingesetzt_von_id, OLD.wiedereinsetzung)
      IS DISTINCT FROM (NEW.wiedereingesetzt_am, NEW.wiedereingesetzt_von_id, NEW.wiedereinsetzung)) OR"""
# What an objection that counts stops and forbids, and what of it never changes.
RECHTSBEHELFE = """
CREATE OR REPLACE FUNCTION widerspruch_steht_fest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.status <> 'offen' OR
    (OLD.wiedereingesetzt_am IS NOT NULL AND
      (OLD.wiedereingesetzt_am, OLD.wiedereingesetzt_von_id, OLD.wiedereinsetzung)
      IS DISTINCT FROM (NEW.wiedereingesetzt_am, NEW.wiedereingesetzt_von_id, NEW.wiedereinsetzung)) OR
    (OLD.bescheid_id, OLD.eingegangen_am, OLD.weg, OLD.begruendung, OLD.datei, OLD.sha256, OLD.verspaetet, OLD.erfasst_von_id)
    IS DISTINCT FROM
    (NEW.bescheid_id, NEW.eingegangen_am, NEW.weg, NEW.begruendung, NEW.datei, NEW.sha256, NEW.verspaetet, NEW.erfasst_von_id)
  THEN
    RAISE EXCEPTION 'Ein erfasster Widerspruch wird nicht geändert und nicht gelöscht, ein entschiedener nicht neu entschieden.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'widerspruch_steht_fest';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION widerspruch_vor_der_entscheidung() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM antraege_widerspruch w
      WHERE w.bescheid_id = NEW.bescheid_id AND w.zugestellt_am IS NOT NULL AND widerspruch_zaehlt(w)) THEN
    RAISE EXCEPTION 'Über den Widerspruch gegen diesen Bescheid ist schon entschieden. Ein neuer ist nicht möglich, nur noch die Klage.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'widerspruch_vor_der_entscheidung';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION bestandskraft_entfaellt(alt antraege_bescheid, neu antraege_bescheid) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT alt.status = 'bestandskraeftig' AND neu.status = 'bekanntgegeben' AND neu.bestandskraeftig_am IS NULL
    AND alt.verzichtet_am IS NULL AND (EXISTS (
      SELECT FROM antraege_widerspruch w WHERE w.bescheid_id = alt.id AND w.status = 'offen' AND widerspruch_zaehlt(w))
    OR EXISTS (SELECT FROM antraege_klage WHERE bescheid_id = alt.id AND status = 'anhaengig' AND NOT verspaetet))
$$;

CREATE OR REPLACE FUNCTION bekanntgabe_steht_fest() RETURNS trigger LANGUAGE plpgsql AS $$
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
    SELECT FROM antraege_widerspruch w WHERE w.bescheid_id = NEW.id AND w.status = 'offen' AND widerspruch_zaehlt(w)) THEN
    RAISE EXCEPTION 'Solange ein Widerspruch offen ist, wird der Bescheid nicht bestandskräftig.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'bescheid_bestandskraft_ohne_widerspruch';
  END IF;
  RETURN NEW;
END $$;
"""


RECHTSBEHELFE_ZURUECK = RECHTSBEHELFE.replace("widerspruch_zaehlt(w)", "NOT w.verspaetet").replace(STEHT, "")


class Migration(migrations.Migration):
    dependencies = [("antraege", "0042_gremien_rest")]
    operations = [
        migrations.AddField(
            "bescheid",
            "in_arbeit",
            models.BooleanField("noch in Arbeit", default=False, editable=False),
        ),
        migrations.RunSQL(IN_ARBEIT, ""),
        migrations.AddConstraint(
            "bescheid",
            models.CheckConstraint(
                condition=Q(in_arbeit=False) | Q(status__in=["entwurf", "verworfen"]),
                name="bescheid_in_arbeit_nicht_freigegeben",
                violation_error_message="Freigegeben wird nur ein Entwurf, der zur Freigabe gegeben ist.",
            ),
        ),
        migrations.RunSQL(VORGELEGT, VORGELEGT_ZURUECK),
        migrations.AddField(
            "widerspruch",
            "zurueckgenommen_am",
            models.DateField("Rücknahme eingegangen am", null=True, blank=True),
        ),
        migrations.RunSQL(RUECKNAHME, ""),
        migrations.AddConstraint(
            "widerspruch",
            models.CheckConstraint(
                condition=Q(status="zurueckgenommen", zurueckgenommen_am__isnull=False)
                | (~Q(status="zurueckgenommen") & Q(zurueckgenommen_am__isnull=True)),
                name="widerspruch_ruecknahme_mit_tag",
                violation_error_message="Ein zurückgenommener Widerspruch nennt den Tag, an dem die Rücknahme eingegangen ist.",
            ),
        ),
        migrations.AddConstraint(
            "widerspruch",
            models.CheckConstraint(
                condition=Q(zurueckgenommen_am__isnull=True)
                | Q(zurueckgenommen_am__gte=TruncDate("eingegangen_am", tzinfo=zeit.BERLIN)),
                name="widerspruch_ruecknahme_nach_eingang",
                violation_error_message="Dieser Tag liegt vor dem Eingang des Widerspruchs.",
            ),
        ),
        migrations.AddField(
            "widerspruch",
            "wiedereingesetzt_am",
            models.DateField("Wiedereinsetzung gewährt am", null=True, blank=True),
        ),
        migrations.AddField(
            "widerspruch",
            "wiedereingesetzt_von",
            models.ForeignKey(
                settings.AUTH_USER_MODEL,
                django.db.models.deletion.PROTECT,
                null=True,
                blank=True,
                related_name="+",
                verbose_name="Wiedereinsetzung gewährt von",
            ),
        ),
        migrations.AddField(
            "widerspruch",
            "wiedereinsetzung",
            models.TextField("Grund der Wiedereinsetzung", default="", blank=True, max_length=8000),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "widerspruch",
            models.CheckConstraint(
                condition=Q(
                    wiedereingesetzt_am__isnull=True, wiedereingesetzt_von__isnull=True, wiedereinsetzung=""
                )
                | (
                    Q(verspaetet=True, wiedereingesetzt_am__isnull=False, wiedereingesetzt_von__isnull=False)
                    & ~Q(wiedereinsetzung="")
                ),
                name="widerspruch_wiedereinsetzung_mit_grund",
                violation_error_message="Wiedereinsetzung gibt es nur zu einem verspäteten Widerspruch, mit Tag, Person und Grund.",
            ),
        ),
        migrations.AddConstraint(
            "widerspruch",
            models.CheckConstraint(
                condition=Q(wiedereingesetzt_von__isnull=True) | ~Q(wiedereingesetzt_von=F("erfasst_von")),
                name="widerspruch_wiedereinsetzung_durch_zweite_person",
                violation_error_message="Wiedereinsetzung gewährt eine andere Person als die, die den Widerspruch erfasst hat (Vier-Augen-Prinzip).",
            ),
        ),
        migrations.RunSQL(ZAEHLT, ZAEHLT_ZURUECK),
        migrations.RunSQL(RECHTSBEHELFE, RECHTSBEHELFE_ZURUECK),
        migrations.AlterField(  # as in 0017: a new event is no change of the column
            "protokolleintrag",
            "art",
            models.CharField("Ereignis", choices=Ereignis.choices, max_length=40),
        ),
    ]
