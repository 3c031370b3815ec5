"""Who fills a position stays within it: in its time, and on no day more than its size.

Shortening what was reported is always possible, also after the position itself became shorter or smaller.
"""

from django.db import migrations, models

BESETZUNG = """
-- By how much a position is filled beyond its size on the worst day of a period.
CREATE FUNCTION besetzung_ueberhang(stelle_id bigint, von date, bis date) RETURNS numeric LANGUAGE sql STABLE AS $$
  SELECT coalesce(max((SELECT coalesce(sum(b.vzae), 0) FROM antraege_besetzung b
      WHERE b.stelle_id = $1 AND tage.tag >= b.beginn AND (b.ende IS NULL OR tage.tag <= b.ende)) - stelle_groesse($1, tage.tag)), 0)
  FROM (SELECT $2 AS tag UNION SELECT beginn FROM antraege_besetzung b WHERE b.stelle_id = $1
    UNION SELECT ab FROM antraege_stellenumfang u WHERE u.stelle_id = $1) tage
  WHERE tage.tag BETWEEN $2 AND $3
$$;

CREATE FUNCTION besetzung_pruefen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE stelle antraege_stelle%ROWTYPE;
BEGIN
  PERFORM stelle_frisches_bild();
  SELECT * INTO stelle FROM antraege_stelle WHERE id = NEW.stelle_id FOR NO KEY UPDATE;
  IF TG_OP = 'UPDATE' AND NEW.stelle_id = OLD.stelle_id AND NEW.vzae <= OLD.vzae AND NEW.beginn >= OLD.beginn
     AND coalesce(NEW.ende, 'infinity') <= coalesce(OLD.ende, 'infinity') THEN
    RETURN NULL;
  END IF;
  IF NOT NEW.beginn BETWEEN stelle.beginn AND stelle.ende OR NEW.ende > stelle.ende THEN
    PERFORM stelle_verweigern('besetzung_in_der_stelle', 'Die Besetzung liegt nicht in der Laufzeit der Stelle.');
  ELSIF besetzung_ueberhang(NEW.stelle_id, NEW.beginn, coalesce(NEW.ende, stelle.ende)) > 0 THEN
    PERFORM stelle_verweigern('besetzung_hoechstens_stelle', 'An einem Tag wäre die Stelle mit mehr als ihrem Umfang besetzt.');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER besetzung_pruefen AFTER INSERT OR UPDATE ON antraege_besetzung
  FOR EACH ROW EXECUTE FUNCTION besetzung_pruefen();
"""
BESETZUNG_ZURUECK = """
DROP TRIGGER besetzung_pruefen ON antraege_besetzung;
DROP FUNCTION besetzung_pruefen(), besetzung_ueberhang(bigint, date, date);
"""


class Migration(migrations.Migration):
    dependencies = [("antraege", "0050_stellentor")]
    operations = [
        migrations.AddField(
            model_name="besetzung",
            name="stunden",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=5,
                null=True,
                verbose_name="Wochenstunden laut Vertrag",
            ),
        ),
        migrations.AddField(
            model_name="besetzung",
            name="vollzeit",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=5,
                null=True,
                verbose_name="Wochenstunden einer vollen Stelle",
            ),
        ),
        migrations.AddConstraint(
            model_name="besetzung",
            constraint=models.CheckConstraint(
                condition=models.Q(("vzae__gt", 0)),
                name="besetzung_vzae_positiv",
                violation_error_message="Der Umfang muss größer als 0 sein.",
            ),
        ),
        migrations.AddConstraint(
            model_name="besetzung",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stunden__isnull", True), ("vollzeit__isnull", True)),
                    models.Q(
                        ("stunden__gt", 0),
                        ("stunden__isnull", False),
                        ("stunden__lte", models.F("vollzeit")),
                        ("vollzeit__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="besetzung_stunden_mit_vollzeit",
                violation_error_message="Bitte beide Stundenzahlen angeben, die des Vertrags höchstens so groß wie die einer vollen Stelle.",
            ),
        ),
        migrations.RunSQL(BESETZUNG, BESETZUNG_ZURUECK),
    ]
