"""Actions at the court beside objections: both stop finality, both stand once recorded.

After the decision on a timely objection no new one is taken: what is left is the court (§§ 68, 74 VwGO). A timely action
recorded late undoes what was taken for final, as an objection does since 0033.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

import antraege.models.klage

KLAGE = """
CREATE FUNCTION klage_steht_fest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.status <> 'anhaengig' OR
    (OLD.bescheid_id, OLD.eingegangen_am, OLD.gericht, OLD.aktenzeichen, OLD.datei, OLD.name, OLD.groesse, OLD.inhaltstyp, OLD.sha256, OLD.verspaetet, OLD.erfasst_von_id)
    IS DISTINCT FROM
    (NEW.bescheid_id, NEW.eingegangen_am, NEW.gericht, NEW.aktenzeichen, NEW.datei, NEW.name, NEW.groesse, NEW.inhaltstyp, NEW.sha256, NEW.verspaetet, NEW.erfasst_von_id)
  THEN
    RAISE EXCEPTION 'Eine erfasste Klage wird nicht geändert und nicht gelöscht, ihr Ende nicht neu festgehalten.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'klage_steht_fest';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER klage_steht_fest BEFORE UPDATE OR DELETE ON antraege_klage
  FOR EACH ROW EXECUTE FUNCTION klage_steht_fest();

CREATE FUNCTION klage_nicht_nach_verzicht() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM antraege_bescheid WHERE id = NEW.bescheid_id AND verzichtet_am IS NOT NULL) THEN
    RAISE EXCEPTION 'Die Kommune hat auf Rechtsbehelfe verzichtet. Eine Klage ändert daran nichts.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'klage_nicht_nach_verzicht';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER klage_nicht_nach_verzicht BEFORE INSERT ON antraege_klage
  FOR EACH ROW EXECUTE FUNCTION klage_nicht_nach_verzicht();

CREATE FUNCTION bestandskraft_ohne_klage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM antraege_klage WHERE bescheid_id = NEW.id AND status = 'anhaengig' AND NOT verspaetet) THEN
    RAISE EXCEPTION 'Solange eine Klage anhängig ist, wird der Bescheid nicht bestandskräftig.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'bescheid_bestandskraft_ohne_klage';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bestandskraft_ohne_klage BEFORE UPDATE OF status ON antraege_bescheid
  FOR EACH ROW WHEN (NEW.status = 'bestandskraeftig' AND OLD.status <> 'bestandskraeftig')
  EXECUTE FUNCTION bestandskraft_ohne_klage();
"""
KLAGE_ZURUECK = """
DROP TRIGGER bestandskraft_ohne_klage ON antraege_bescheid;
DROP TRIGGER klage_nicht_nach_verzicht ON antraege_klage;
DROP TRIGGER klage_steht_fest ON antraege_klage;
DROP FUNCTION bestandskraft_ohne_klage(), klage_nicht_nach_verzicht(), klage_steht_fest();
"""

WIDERSPRUCH = """
CREATE FUNCTION widerspruch_vor_der_entscheidung() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM antraege_widerspruch
      WHERE bescheid_id = NEW.bescheid_id AND zugestellt_am IS NOT NULL AND NOT verspaetet) THEN
    RAISE EXCEPTION 'Über den Widerspruch gegen diesen Bescheid ist schon entschieden. Ein neuer ist nicht möglich, nur noch die Klage.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'widerspruch_vor_der_entscheidung';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER widerspruch_vor_der_entscheidung BEFORE INSERT ON antraege_widerspruch
  FOR EACH ROW EXECUTE FUNCTION widerspruch_vor_der_entscheidung();
"""
WIDERSPRUCH_ZURUECK = """
DROP TRIGGER widerspruch_vor_der_entscheidung ON antraege_widerspruch;
DROP FUNCTION widerspruch_vor_der_entscheidung();
"""

ENTFAELLT = """
CREATE OR REPLACE FUNCTION bestandskraft_entfaellt(alt antraege_bescheid, neu antraege_bescheid) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT alt.status = 'bestandskraeftig' AND neu.status = 'bekanntgegeben' AND neu.bestandskraeftig_am IS NULL
    AND alt.verzichtet_am IS NULL AND (EXISTS (
      SELECT FROM antraege_widerspruch WHERE bescheid_id = alt.id AND status = 'offen' AND NOT verspaetet)
    OR EXISTS (SELECT FROM antraege_klage WHERE bescheid_id = alt.id AND status = 'anhaengig' AND NOT verspaetet))
$$;
"""
ENTFAELLT_ZURUECK = """
CREATE OR REPLACE FUNCTION bestandskraft_entfaellt(alt antraege_bescheid, neu antraege_bescheid) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT alt.status = 'bestandskraeftig' AND neu.status = 'bekanntgegeben' AND neu.bestandskraeftig_am IS NULL
    AND alt.verzichtet_am IS NULL AND EXISTS (
      SELECT FROM antraege_widerspruch WHERE bescheid_id = alt.id AND status = 'offen' AND NOT verspaetet)
$$;
"""

STAENDE = [
    ("anhaengig", "Anhängig"),
    ("zurueckgenommen", "Zurückgenommen"),
    ("abgewiesen", "Abgewiesen"),
    ("teilweise", "Teilweise stattgegeben"),
    ("stattgegeben", "Stattgegeben"),
    ("erledigt", "Anders erledigt, zum Beispiel durch Vergleich"),
]


def _person(titel, **mehr):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        django.db.models.deletion.PROTECT,
        related_name="+",
        verbose_name=titel,
        **mehr,
    )


FELDER = [
    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
    (
        "bescheid",
        models.ForeignKey(
            "antraege.bescheid",
            django.db.models.deletion.PROTECT,
            related_name="klagen",
            verbose_name="Bescheid",
        ),
    ),
    ("eingegangen_am", models.DateField("bei Gericht eingegangen am")),
    ("gericht", models.CharField("Gericht", max_length=120)),
    ("aktenzeichen", models.CharField("Aktenzeichen des Gerichts", max_length=60)),
    ("datei", models.FileField("Klageschrift", upload_to=antraege.models.klage.ablage, blank=True)),
    ("name", models.CharField("Dateiname", max_length=200, blank=True)),
    ("groesse", models.PositiveIntegerField("Größe", default=0, help_text="Byte")),
    ("sha256", models.CharField("Prüfsumme", max_length=64, blank=True)),
    ("inhaltstyp", models.CharField("Inhaltstyp", max_length=80, blank=True)),
    ("verspaetet", models.BooleanField("verspätet", default=False)),
    ("erfasst_von", _person("erfasst von")),
    ("status", models.CharField("Stand", max_length=15, choices=STAENDE, default="anhaengig")),
    ("beendet_am", models.DateField("beendet am", null=True, blank=True)),
    ("beendet_von", _person("Ende festgehalten von", null=True, blank=True)),
    ("vermerk", models.TextField("Vermerk zum Ende", blank=True, max_length=8000)),
]
REGELN = [
    models.UniqueConstraint(
        fields=["bescheid"],
        condition=Q(status="anhaengig"),
        name="klage_je_bescheid_eine_anhaengige",
        violation_error_message="Zu diesem Bescheid ist schon eine Klage anhängig.",
    ),
    models.CheckConstraint(
        condition=Q(status="anhaengig", beendet_am__isnull=True)
        | (~Q(status="anhaengig") & Q(beendet_am__isnull=False, beendet_von__isnull=False)),
        name="klage_beendet_mit_person",
        violation_error_message="Eine beendete Klage nennt Tag und Person.",
    ),
    models.CheckConstraint(
        condition=Q(beendet_am__isnull=True) | Q(beendet_am__gte=F("eingegangen_am")),
        name="klage_ende_nach_eingang",
        violation_error_message="Dieser Tag liegt vor dem Eingang der Klage.",
    ),
    models.CheckConstraint(
        condition=Q(beendet_von__isnull=True) | ~Q(beendet_von=F("erfasst_von")),
        name="klage_ende_durch_zweite_person",
        violation_error_message="Das Ende der Klage hält eine andere Person fest als die, die sie erfasst hat (Vier-Augen-Prinzip).",
    ),
    models.CheckConstraint(
        condition=~Q(gericht="") & ~Q(aktenzeichen=""),
        name="klage_mit_gericht_und_aktenzeichen",
        violation_error_message="Eine Klage nennt Gericht und Aktenzeichen.",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("antraege", "0039_haushalt_tor")]
    operations = [
        migrations.CreateModel(
            "Klage",
            FELDER,
            {
                "verbose_name": "Klage",
                "verbose_name_plural": "Klagen",
                "ordering": ["-eingegangen_am", "-pk"],
                "constraints": REGELN,
            },
        ),
        migrations.RunSQL(KLAGE, KLAGE_ZURUECK),
        migrations.RunSQL(WIDERSPRUCH, WIDERSPRUCH_ZURUECK),
        migrations.RunSQL(ENTFAELLT, ENTFAELLT_ZURUECK),
    ]
