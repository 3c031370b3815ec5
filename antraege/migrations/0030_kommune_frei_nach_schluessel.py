"""Whether a municipality is free is asked by its key: one question over an OR read every application of the round."""

from django.db import migrations

SQL = """
CREATE OR REPLACE FUNCTION kommune_frei(ort bigint, runde bigint, ausser bigint) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  RETURN NOT EXISTS (
    SELECT FROM antraege_antrag a
    WHERE a.kommune_id = ort AND a.runde_id = runde AND a.id <> ausser
      AND a.eingegangen_am IS NOT NULL AND a.status NOT IN ('zurueckgezogen', 'unzulaessig'))
  AND NOT EXISTS (
    SELECT FROM antraege_verbundanteil v
    WHERE v.kommune_id = ort AND v.antrag_id <> ausser AND (
      SELECT a.runde_id = runde AND a.eingegangen_am IS NOT NULL AND a.status NOT IN ('zurueckgezogen', 'unzulaessig')
      FROM antraege_antrag a WHERE a.id = v.antrag_id));
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("antraege", "0029_geheim")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
