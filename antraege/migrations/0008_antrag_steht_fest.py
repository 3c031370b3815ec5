"""Neither receipt nor decision of an application changes, whoever writes.

The day of receipt decides whether an application was in time, the decision what its notice and its positions rest on.
"""

from django.db import migrations

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
    dependencies = [("antraege", "0007_stellen_regeln")]
    operations = [migrations.RunSQL(SQL, ZURUECK)]
