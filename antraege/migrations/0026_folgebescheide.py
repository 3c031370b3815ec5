"""What a later notice may change, whoever writes: it follows a released one, and each kind has its direction.

Heard before it burdens (§ 28 LVwVfG), and after release as fixed as the first notice (0005). Deadlines know their notice,
for the month of one may still run when the next becomes known.
"""

import importlib

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

SQL = """
CREATE FUNCTION folgebescheid_regeln() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE alt antraege_bescheid; belastet boolean;
BEGIN
  SELECT * INTO alt FROM antraege_bescheid WHERE id = NEW.aendert_id;
  IF alt.antrag_id <> NEW.antrag_id OR alt.status IN ('entwurf', 'verworfen') THEN
    RAISE EXCEPTION 'Ein Folgebescheid bezieht sich auf einen freigegebenen Bescheid desselben Antrags.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'folgebescheid_zum_freigegebenen';
  END IF;
  IF NEW.art IN ('widerruf', 'ruecknahme', 'schluss') AND (NEW.vzae > alt.vzae OR NEW.betrag > alt.betrag) THEN
    RAISE EXCEPTION 'Widerruf, Rücknahme und Schlussbescheid erhöhen die Bewilligung nicht.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'folgebescheid_nur_abwaerts';
  END IF;
  IF NEW.art = 'erstattung' AND (NEW.vzae, NEW.betrag) IS DISTINCT FROM (alt.vzae, alt.betrag) THEN
    RAISE EXCEPTION 'Ein Erstattungsbescheid ändert die Bewilligung nicht.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'folgebescheid_erstattung_aendert_nichts';
  END IF;
  IF NEW.status IN ('entwurf', 'verworfen') THEN
    RETURN NEW;
  END IF;
  IF (NEW.art IN ('aenderung', 'widerruf', 'ruecknahme') AND NEW.wirksam_ab IS NULL)
    OR (NEW.art IN ('widerruf', 'ruecknahme') AND NEW.vzae = alt.vzae AND NEW.betrag = alt.betrag)
    OR (NEW.art = 'erstattung' AND coalesce(NEW.erstattung, 0) = 0)
    OR (NEW.art = 'schluss' AND NEW.anerkannt IS NULL)
  THEN
    RAISE EXCEPTION 'Dem Folgebescheid fehlt, was seine Art verlangt.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'folgebescheid_vollstaendig';
  END IF;
  belastet := NEW.art IN ('widerruf', 'ruecknahme', 'erstattung') OR NEW.vzae < alt.vzae OR NEW.betrag < alt.betrag
    OR coalesce(NEW.erstattung, 0) > 0;
  IF belastet AND NEW.anhoerung_am IS NULL AND NEW.anhoerung_verzicht = '' THEN
    RAISE EXCEPTION 'Vor einem belastenden Bescheid ist die Kommune zu hören (§ 28 LVwVfG).'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'folgebescheid_angehoert';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER folgebescheid_regeln BEFORE INSERT OR UPDATE ON antraege_bescheid
  FOR EACH ROW WHEN (NEW.aendert_id IS NOT NULL) EXECUTE FUNCTION folgebescheid_regeln();

CREATE FUNCTION folgebescheid_unveraenderlich() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Ein freigegebener oder verworfener Bescheid wird nicht mehr geändert.'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'bescheid_unveraenderlich';
END $$;
CREATE TRIGGER folgebescheid_unveraenderlich BEFORE UPDATE ON antraege_bescheid
  FOR EACH ROW WHEN (OLD.status <> 'entwurf' AND (
    (OLD.aendert_id, OLD.beginn, OLD.ende, OLD.wirksam_ab, OLD.erstattung, OLD.zinsen_ab, OLD.anerkannt,
     OLD.anhoerung_am, OLD.anhoerung_antwort, OLD.anhoerung_verzicht)
    IS DISTINCT FROM
    (NEW.aendert_id, NEW.beginn, NEW.ende, NEW.wirksam_ab, NEW.erstattung, NEW.zinsen_ab, NEW.anerkannt,
     NEW.anhoerung_am, NEW.anhoerung_antwort, NEW.anhoerung_verzicht)
    OR (OLD.status = 'verworfen') <> (NEW.status = 'verworfen')))
  EXECUTE FUNCTION folgebescheid_unveraenderlich();

-- A decision stands (0008); what was granted changes only as a released later notice says.
CREATE OR REPLACE FUNCTION antrag_steht_fest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.eingegangen_am, OLD.vorgangsnummer, OLD.kommune_id, OLD.runde_id, OLD.fassung_id) IS DISTINCT FROM
     (NEW.eingegangen_am, NEW.vorgangsnummer, NEW.kommune_id, NEW.runde_id, NEW.fassung_id)
  THEN
    RAISE EXCEPTION 'Eingang, Nummer, Kommune und Runde eines eingegangenen Antrags ändern sich nicht.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'antrag_steht_fest';
  END IF;
  IF OLD.status IN ('beschlossen', 'beschieden', 'abgeschlossen') AND (
    (OLD.entschieden_am, OLD.beschlussantrag_id) IS DISTINCT FROM (NEW.entschieden_am, NEW.beschlussantrag_id)
    OR ((OLD.ergebnis, OLD.bewilligt_vzae, OLD.bewilligt_betrag) IS DISTINCT FROM
        (NEW.ergebnis, NEW.bewilligt_vzae, NEW.bewilligt_betrag)
      AND NOT EXISTS (
        SELECT FROM antraege_bescheid b
        WHERE b.id = (SELECT max(id) FROM antraege_bescheid WHERE antrag_id = NEW.id AND status NOT IN ('entwurf', 'verworfen'))
          AND b.aendert_id IS NOT NULL AND (b.vzae, b.betrag) = (NEW.bewilligt_vzae, NEW.bewilligt_betrag)
          AND (b.art = 'aenderung' OR OLD.ergebnis = NEW.ergebnis))))
  THEN
    RAISE EXCEPTION 'Eine Entscheidung ändert sich nicht mehr, außer durch einen Folgebescheid.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'antrag_steht_fest';
  END IF;
  RETURN NEW;
END $$;
"""
ALT = importlib.import_module("antraege.migrations.0008_antrag_steht_fest").SQL
ZURUECK = """
DROP TRIGGER folgebescheid_unveraenderlich ON antraege_bescheid;
DROP TRIGGER folgebescheid_regeln ON antraege_bescheid;
DROP FUNCTION folgebescheid_unveraenderlich(), folgebescheid_regeln();
""" + ALT.partition("CREATE TRIGGER")[0].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
# Until now an application had one notice: its deadlines belong to it.
BESTAND = """
UPDATE antraege_frist f SET bescheid_id = b.id FROM antraege_bescheid b
WHERE b.antrag_id = f.antrag_id AND f.art IN ('abruf', 'rechtsbehelf')
"""
STAND = [
    ("entwurf", "Bescheid in Vorbereitung"),
    ("freigegeben", "Freigegeben"),
    ("bereitgestellt", "Bereitgestellt"),
    ("bekanntgegeben", "Bescheid bekannt gegeben"),
    ("bestandskraeftig", "Bestandskräftig"),
    ("verworfen", "Entwurf verworfen"),
]


def _regel(name, condition, satz):
    return migrations.AddConstraint(
        "bescheid", models.CheckConstraint(condition=condition, name=name, violation_error_message=satz)
    )


class Migration(migrations.Migration):
    dependencies = [("antraege", "0025_ergebnis_und_massgaben")]
    operations = [
        migrations.AddField(
            "bescheid", "anhoerung_am", models.DateField("angehört mit Schreiben vom", null=True, blank=True)
        ),
        migrations.AddField(
            "bescheid",
            "anhoerung_antwort",
            models.TextField("Antwort der Kommune", blank=True, max_length=4000, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "bescheid",
            "anhoerung_verzicht",
            models.TextField(
                "Grund für den Verzicht auf die Anhörung", blank=True, max_length=1000, default=""
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            "bescheid",
            "status",
            models.CharField("Stand", max_length=20, choices=STAND, default="entwurf", editable=False),
        ),
        migrations.RemoveConstraint("bescheid", "bescheid_freigegeben_mit_nummer"),
        _regel(
            "bescheid_freigegeben_mit_nummer",
            Q(status__in=["entwurf", "verworfen"])
            | Q(nummer__isnull=False, freigegeben_von__isnull=False, datum__isnull=False),
            "Ein freigegebener Bescheid hat Nummer, Datum und die Person, die ihn freigegeben hat.",
        ),
        migrations.AddConstraint(
            "bescheid",
            models.UniqueConstraint(
                fields=["aendert"],
                condition=~Q(status="verworfen"),
                name="bescheid_wird_einmal_geaendert",
                violation_error_message="Zu diesem Bescheid gibt es schon einen Folgebescheid. Der nächste bezieht sich auf ihn.",
            ),
        ),
        _regel(
            "bescheid_werte_nicht_negativ",
            Q(vzae__gte=0, betrag__gte=0)
            & (Q(erstattung__isnull=True) | Q(erstattung__gte=0))
            & (Q(anerkannt__isnull=True) | Q(anerkannt__gte=0)),
            "Anteile und Beträge dürfen nicht negativ sein.",
        ),
        _regel(
            "bescheid_ablehnung_ohne_betrag",
            ~Q(art="ablehnung") | Q(vzae=0, betrag=0),
            "Ein Ablehnungsbescheid bewilligt nichts.",
        ),
        _regel(
            "bescheid_ende_nach_beginn",
            Q(beginn__isnull=True) | Q(ende__isnull=True) | Q(ende__gte=F("beginn")),
            "Die Förderung endet nicht vor ihrem Beginn.",
        ),
        migrations.AddField(
            "frist",
            "bescheid",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                null=True,
                blank=True,
                related_name="fristen",
                to="antraege.bescheid",
                verbose_name="Bescheid",
            ),
        ),
        migrations.RemoveConstraint("frist", "frist_je_antrag_und_art_eine_offene"),
        migrations.AddConstraint(
            "frist",
            models.UniqueConstraint(
                fields=["antrag", "art", "bescheid"],
                condition=Q(erledigt_am__isnull=True, antrag__isnull=False, fachstellungnahme__isnull=True),
                nulls_distinct=False,
                name="frist_je_antrag_und_art_eine_offene",
                violation_error_message="Zu diesem Antrag läuft eine solche Frist schon.",
            ),
        ),
        migrations.RunSQL(SQL, ZURUECK),
        migrations.RunSQL(BESTAND, migrations.RunSQL.noop),
    ]
