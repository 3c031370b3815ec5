"""Small doors closed: a timely application keeps no decision about its lateness; a version of the rules is never born stated.

What was stated before keeps its row, even without the person: a stated version never changes (0012).
"""

from django.db import migrations, models
from django.db.models import Q

from antraege.models.protokoll import Ereignis

# The log keeps what was proposed; a deferred trigger must be done before the table gets its constraint.
RECHTZEITIG = """
UPDATE antraege_antrag SET verspaetung_vorschlag = '', verspaetung_begruendung = '', verspaetung_vorgeschlagen_von_id = NULL
  WHERE NOT verspaetet AND verspaetung_entschieden_von_id IS NULL
    AND (verspaetung_vorschlag <> '' OR verspaetung_vorgeschlagen_von_id IS NOT NULL);
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""

FASSUNG = """
CREATE FUNCTION fassung_mit_feststellung() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    RAISE EXCEPTION 'Eine Fassung der Richtlinie beginnt als Entwurf. Feststellen muss sie danach eine zweite Person (Vier-Augen-Prinzip).'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'fassung_mit_feststellung';
  END IF;
  RAISE EXCEPTION 'Zu einer festgestellten Fassung der Richtlinie gehört, wer sie wann festgestellt hat.'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'fassung_mit_feststellung';
END $$;
CREATE TRIGGER fassung_mit_feststellung_neu BEFORE INSERT ON antraege_richtlinienfassung
  FOR EACH ROW WHEN (NEW.status = 'festgestellt') EXECUTE FUNCTION fassung_mit_feststellung();
CREATE TRIGGER fassung_mit_feststellung BEFORE UPDATE ON antraege_richtlinienfassung
  FOR EACH ROW WHEN (NEW.status = 'festgestellt' AND OLD.status <> 'festgestellt'
    AND (NEW.festgestellt_von_id IS NULL OR NEW.festgestellt_am IS NULL))
  EXECUTE FUNCTION fassung_mit_feststellung();
"""
FASSUNG_ZURUECK = """
DROP TRIGGER fassung_mit_feststellung ON antraege_richtlinienfassung;
DROP TRIGGER fassung_mit_feststellung_neu ON antraege_richtlinienfassung;
DROP FUNCTION fassung_mit_feststellung();
"""


class Migration(migrations.Migration):
    dependencies = [("antraege", "0034_einreichung_zurueckholen")]
    operations = [
        migrations.RunSQL(RECHTZEITIG, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "antrag",
            models.CheckConstraint(
                condition=Q(verspaetet=True)
                | Q(
                    verspaetung_vorschlag="",
                    verspaetung_vorgeschlagen_von__isnull=True,
                    verspaetung_entschieden_von__isnull=True,
                    verspaetung_zugelassen__isnull=True,
                ),
                name="antrag_rechtzeitig_ohne_entscheidung",
                violation_error_message="Über die Verspätung eines rechtzeitigen Antrags wird nicht entschieden.",
            ),
        ),
        migrations.RunSQL(FASSUNG, FASSUNG_ZURUECK),
        migrations.AlterField(  # as in 0017: a new event is no change of the column
            "protokolleintrag",
            "art",
            models.CharField("Ereignis", choices=Ereignis.choices, max_length=40),
        ),
    ]
