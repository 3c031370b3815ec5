"""A stated version of the rules never changes, nor do its fields, papers, questions and points, whoever writes (R20).

The triggers on the child rows lock their version in share mode, so that a row written while the version is being
stated waits and then is refused. A published round rests on a stated version, keeps it and stays published.
"""

from django.core.validators import MinValueValidator
from django.db import migrations, models

KINDER = ("feldregel", "unterlagenregel", "zusatzfrage", "pruefpunkt")

FASSUNG = """
CREATE FUNCTION fassung_steht_fest() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE fest boolean;
BEGIN
  IF TG_TABLE_NAME = 'antraege_richtlinienfassung' THEN
    fest := OLD.status = 'festgestellt';
  ELSE
    SELECT bool_or(f.status = 'festgestellt') INTO fest FROM (SELECT status FROM antraege_richtlinienfassung
      WHERE id IN (OLD.fassung_id, NEW.fassung_id) ORDER BY id FOR SHARE) f;
  END IF;
  IF fest THEN
    RAISE EXCEPTION 'Eine festgestellte Fassung der Richtlinie ändert sich nicht mehr (R20). Bitte legen Sie eine neue Fassung an.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'fassung_steht_fest';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fassung_steht_fest BEFORE UPDATE OR DELETE ON antraege_richtlinienfassung
  FOR EACH ROW EXECUTE FUNCTION fassung_steht_fest();
"""
FUER_KIND = """
CREATE TRIGGER fassungszeile_steht_fest BEFORE INSERT OR UPDATE OR DELETE ON antraege_{}
  FOR EACH ROW EXECUTE FUNCTION fassung_steht_fest();
"""
FASSUNG_ZURUECK = """
DROP TRIGGER fassung_steht_fest ON antraege_richtlinienfassung;
DROP FUNCTION fassung_steht_fest();
"""

RUNDE = """
CREATE FUNCTION runde_nach_fester_fassung() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.status = 'veroeffentlicht' AND
     (NEW.status, NEW.programm_id, NEW.fassung_id) IS DISTINCT FROM (OLD.status, OLD.programm_id, OLD.fassung_id)
  THEN
    RAISE EXCEPTION 'Eine veröffentlichte Förderrunde bleibt veröffentlicht und behält ihre Fassung der Richtlinie (R20).'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'runde_nach_fester_fassung';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM antraege_richtlinienfassung f
    WHERE f.id = NEW.fassung_id AND f.programm_id = NEW.programm_id AND f.status = 'festgestellt')
  THEN
    RAISE EXCEPTION 'Eine Förderrunde wird nur mit einer festgestellten Fassung der Richtlinie ihres Programms veröffentlicht.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'runde_nach_fester_fassung';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER runde_nach_fester_fassung_neu BEFORE INSERT ON antraege_foerderrunde
  FOR EACH ROW WHEN (NEW.status = 'veroeffentlicht') EXECUTE FUNCTION runde_nach_fester_fassung();
CREATE TRIGGER runde_nach_fester_fassung BEFORE UPDATE OF status, programm_id, fassung_id ON antraege_foerderrunde
  FOR EACH ROW WHEN (NEW.status = 'veroeffentlicht' OR OLD.status = 'veroeffentlicht')
  EXECUTE FUNCTION runde_nach_fester_fassung();
"""
RUNDE_ZURUECK = """
DROP TRIGGER runde_nach_fester_fassung ON antraege_foerderrunde;
DROP TRIGGER runde_nach_fester_fassung_neu ON antraege_foerderrunde;
DROP FUNCTION runde_nach_fester_fassung();
"""


class Migration(migrations.Migration):
    dependencies = [("antraege", "0011_zeichnung_aufheben")]
    operations = [
        migrations.AlterField(
            "foerderrunde",
            "beschluss_ab_betrag",
            models.DecimalField(
                "Beschluss des Gremiums über",
                max_digits=12,
                decimal_places=2,
                null=True,
                blank=True,
                validators=[MinValueValidator(0)],
                help_text="EUR; leer: nur wo die Runde es sagt",
            ),
        ),
        migrations.RunSQL(FASSUNG, FASSUNG_ZURUECK),
        *(
            migrations.RunSQL(
                FUER_KIND.format(kind), f"DROP TRIGGER fassungszeile_steht_fest ON antraege_{kind};"
            )
            for kind in KINDER
        ),
        migrations.RunSQL(RUNDE, RUNDE_ZURUECK),
    ]
