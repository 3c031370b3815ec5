"""An advising committee cannot accept a motion, whoever writes: its vote authorises nothing (R19)."""

from django.db import migrations

SQL = """
CREATE FUNCTION beschluss_nur_beschliessend() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM antraege_beratungsschritt b
    JOIN antraege_sitzung s ON s.id = b.sitzung_id JOIN antraege_gremium g ON g.id = s.gremium_id
    WHERE b.id = NEW.schritt_id AND b.rolle = 'beschluss' AND g.beschliessend;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Beschließen kann nur ein beschließendes Gremium; die Vorberatung empfiehlt (R19).'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'beschluss_nur_beschliessend';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER beschluss_nur_beschliessend BEFORE INSERT OR UPDATE ON antraege_beschlussergebnis
  FOR EACH ROW WHEN (NEW.wert IN ('unveraendert_beschlossen', 'geaendert_beschlossen', 'mit_massgabe'))
  EXECUTE FUNCTION beschluss_nur_beschliessend();
"""


class Migration(migrations.Migration):
    dependencies = [("antraege", "0005_bescheid_unveraenderlich")]
    operations = [
        migrations.RunSQL(
            SQL,
            "DROP TRIGGER beschluss_nur_beschliessend ON antraege_beschlussergebnis;"
            " DROP FUNCTION beschluss_nur_beschliessend();",
        )
    ]
