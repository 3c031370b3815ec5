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
    SELECT FROM antraege_verbundanteil v JOIN antraege_antrag a ON a.id = v.antrag_id
    WHERE v.kommune_id = ort AND a.runde_id = runde AND a.id <> ausser
      AND a.eingegangen_am IS NOT NULL AND a.status NOT IN ('zurueckgezogen', 'unzulaessig'));
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("antraege", "0029_geheim")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
