"""What an application may never say, whoever writes: as columns, and that neither receipt nor decision changes.

A comparison with NULL is no refusal: so a round could have the first day of its application period without the last.
The day of receipt decides whether an application was in time, the decision what its notice and its positions rest on.
"""

from django.db import migrations, models

SQL = """
CREATE FUNCTION antrag_steht_fest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.eingegangen_am, OLD.vorgangsnummer, OLD.kommune_id, OLD.runde_id, OLD.fassung_id) IS DISTINCT FROM
     (NEW.eingegangen_am, NEW.vorgangsnummer, NEW.kommune_id, NEW.runde_id, NEW.fassung_id)
  THEN
    RAISE EXCEPTION 'Eingang, Nummer, Kommune und Runde eines eingegangenen Antrags ändern sich nicht.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'antrag_steht_fest';
  END IF;
  IF OLD.status IN ('beschlossen', 'beschieden', 'abgeschlossen') AND
     (OLD.ergebnis, OLD.bewilligt_vzae, OLD.bewilligt_betrag, OLD.entschieden_am, OLD.beschlussantrag_id) IS DISTINCT FROM
     (NEW.ergebnis, NEW.bewilligt_vzae, NEW.bewilligt_betrag, NEW.entschieden_am, NEW.beschlussantrag_id)
  THEN
    RAISE EXCEPTION 'Eine Entscheidung ändert sich nicht mehr.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'antrag_steht_fest';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER antrag_steht_fest BEFORE UPDATE ON antraege_antrag
  FOR EACH ROW WHEN (OLD.eingegangen_am IS NOT NULL) EXECUTE FUNCTION antrag_steht_fest();
"""
ZURUECK = "DROP TRIGGER antrag_steht_fest ON antraege_antrag; DROP FUNCTION antrag_steht_fest();"


class Migration(migrations.Migration):
    dependencies = [
        ("antraege", "0007_stellen_regeln"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="antrag",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("verspaetet", False),
                    ("status__in", ["eingereicht", "zurueckgezogen", "unzulaessig"]),
                    models.Q(("verspaetung_zugelassen", True), ("verspaetung_zugelassen__isnull", False)),
                    _connector="OR",
                ),
                name="antrag_verspaetet_erst_zugelassen",
                violation_error_message="Ein verspäteter Antrag wird erst geprüft, wenn er zugelassen ist.",
            ),
        ),
        migrations.AddConstraint(
            model_name="antrag",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("beantragt_betrag__isnull", True), ("beantragt_betrag__gte", 0), _connector="OR"
                    ),
                    models.Q(("eigenanteil__isnull", True), ("eigenanteil__gte", 0), _connector="OR"),
                    models.Q(("andere_vzae__isnull", True), ("andere_vzae__gte", 0), _connector="OR"),
                    models.Q(("empfohlen_vzae__isnull", True), ("empfohlen_vzae__gte", 0), _connector="OR"),
                    models.Q(
                        ("empfohlen_betrag__isnull", True), ("empfohlen_betrag__gte", 0), _connector="OR"
                    ),
                    models.Q(("bewilligt_vzae__isnull", True), ("bewilligt_vzae__gte", 0), _connector="OR"),
                    models.Q(
                        ("bewilligt_betrag__isnull", True), ("bewilligt_betrag__gte", 0), _connector="OR"
                    ),
                ),
                name="antrag_werte_nicht_negativ",
                violation_error_message="Anteile und Beträge dürfen nicht negativ sein.",
            ),
        ),
        migrations.RunSQL(SQL, ZURUECK),
        migrations.RemoveConstraint(model_name="foerderrunde", name="runde_antragsfrist_vollstaendig"),
        migrations.AddConstraint(
            model_name="foerderrunde",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("antrag_bis__isnull", True), ("antrag_von__isnull", True)),
                    models.Q(
                        ("antrag_bis__gte", models.F("antrag_von")),
                        ("antrag_bis__isnull", False),
                        ("antrag_von__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="runde_antragsfrist_vollstaendig",
                violation_error_message="Die Antragsfrist braucht Beginn und Ende in dieser Reihenfolge.",
            ),
        ),
    ]
