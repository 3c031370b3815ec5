"""A municipality asks for more time: one wish for each deadline, replaced while unanswered, and never after the answer."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

# Whoever writes a wish holds its deadline until the end: the one that closes it at the same moment comes before or after.
WUNSCH = """
CREATE FUNCTION fristwunsch_pruefen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE worum antraege_frist;
BEGIN
  IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND (OLD.entschieden_am IS NOT NULL OR OLD.frist_id <> NEW.frist_id)) THEN
    RAISE EXCEPTION 'Eine Bitte um mehr Zeit bleibt bei ihrer Frist. Beantwortet ändert sie sich nicht mehr.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'fristwunsch_steht_fest';
  END IF;
  SELECT * INTO worum FROM antraege_frist WHERE id = NEW.frist_id FOR SHARE;
  IF worum.erledigt_am IS NOT NULL OR worum.kommune_id IS NULL OR worum.antrag_id IS NULL
    OR worum.art NOT IN ('ergaenzung', 'stellungnahme')
  THEN
    RAISE EXCEPTION 'Um mehr Zeit bitten lässt sich nur, solange die Frist zur Ergänzung oder Stellungnahme offen ist.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'fristwunsch_zu_offener_frist';
  END IF;
  IF NEW.bis <= worum.faellig_am THEN
    RAISE EXCEPTION 'Das gewünschte Ende muss nach dem bisherigen Ende der Frist liegen.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'fristwunsch_nach_dem_ende';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fristwunsch_pruefen BEFORE INSERT OR UPDATE OR DELETE ON antraege_fristwunsch
  FOR EACH ROW EXECUTE FUNCTION fristwunsch_pruefen();
"""
WUNSCH_ZURUECK = """
DROP TRIGGER fristwunsch_pruefen ON antraege_fristwunsch;
DROP FUNCTION fristwunsch_pruefen();
"""
REGELN = [
    models.CheckConstraint(
        condition=~Q(grund=""),
        name="fristwunsch_mit_grund",
        violation_error_message="Wer um mehr Zeit bittet, nennt den Grund.",
    ),
    models.CheckConstraint(
        condition=Q(entschieden_am__isnull=True, entschieden_von__isnull=True, gewaehrt__isnull=True)
        | Q(entschieden_am__isnull=False, entschieden_von__isnull=False, gewaehrt__isnull=False),
        name="fristwunsch_antwort_mit_person_und_tag",
        violation_error_message="Die Antwort auf eine Bitte um mehr Zeit nennt, was entschieden ist, von wem und wann.",
    ),
    models.CheckConstraint(
        condition=(Q(gewaehrt=False) & ~Q(antwort=""))
        | (Q(antwort="") & (Q(gewaehrt=True) | Q(gewaehrt__isnull=True))),
        name="fristwunsch_ablehnung_mit_grund",
        violation_error_message="Eine Bitte um mehr Zeit wird nur mit Grund abgelehnt.",
    ),
]


def _person(name, **mehr):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        django.db.models.deletion.PROTECT,
        related_name="+",
        verbose_name=name,
        **mehr,
    )


class Migration(migrations.Migration):
    dependencies = [("antraege", "0043_bescheid_rest")]
    operations = [
        migrations.CreateModel(
            "Fristwunsch",
            [
                (
                    "id",
                    models.BigAutoField(
                        primary_key=True, auto_created=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "frist",
                    models.OneToOneField(
                        "antraege.Frist",
                        django.db.models.deletion.PROTECT,
                        related_name="wunsch",
                        verbose_name="Frist",
                    ),
                ),
                ("bis", models.DateField("gewünschtes Ende")),
                ("grund", models.TextField("Grund", max_length=1000)),
                ("gestellt_von", _person("erbeten von")),
                ("gestellt_am", models.DateTimeField("erbeten am")),
                ("entschieden_von", _person("beantwortet von", null=True, blank=True)),
                ("entschieden_am", models.DateTimeField("beantwortet am", null=True, blank=True)),
                ("gewaehrt", models.BooleanField("gewährt", null=True, blank=True)),
                ("antwort", models.TextField("Grund der Ablehnung", blank=True, max_length=1000)),
            ],
            options={
                "verbose_name": "Bitte um mehr Zeit",
                "verbose_name_plural": "Bitten um mehr Zeit",
                "constraints": REGELN,
            },
        ),
        migrations.RunSQL(WUNSCH, WUNSCH_ZURUECK),
    ]
