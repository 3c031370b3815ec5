"""Whoever changed anything of a draft of the rules cannot state it (four eyes): everybody is noted, not only the last one.

The notes are written here, so that every way of writing leaves one: each service and the administration set ``bearbeitet_von``.
"""

from django.conf import settings
from django.db import migrations, models

SQL = """
CREATE FUNCTION fassung_bearbeitung_merken() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO antraege_richtlinienfassung_bearbeitende (richtlinienfassung_id, benutzer_id)
    VALUES (NEW.id, NEW.bearbeitet_von_id) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER fassung_bearbeitung_merken AFTER INSERT OR UPDATE ON antraege_richtlinienfassung
  FOR EACH ROW WHEN (NEW.status = 'entwurf' AND NEW.bearbeitet_von_id IS NOT NULL)
  EXECUTE FUNCTION fassung_bearbeitung_merken();

CREATE FUNCTION fassung_durch_unbeteiligte() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_richtlinienfassung_bearbeitende
    WHERE richtlinienfassung_id = NEW.id AND benutzer_id = NEW.festgestellt_von_id;
  IF FOUND THEN
    RAISE EXCEPTION 'Feststellen muss eine Person, die nichts an der Fassung geändert hat (Vier-Augen-Prinzip).'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'fassung_durch_unbeteiligte';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fassung_durch_unbeteiligte BEFORE UPDATE ON antraege_richtlinienfassung
  FOR EACH ROW WHEN (NEW.status = 'festgestellt' AND OLD.status <> 'festgestellt')
  EXECUTE FUNCTION fassung_durch_unbeteiligte();

INSERT INTO antraege_richtlinienfassung_bearbeitende (richtlinienfassung_id, benutzer_id)
  SELECT id, bearbeitet_von_id FROM antraege_richtlinienfassung WHERE status = 'entwurf' AND bearbeitet_von_id IS NOT NULL;
"""
ZURUECK = """
DROP TRIGGER fassung_durch_unbeteiligte ON antraege_richtlinienfassung;
DROP FUNCTION fassung_durch_unbeteiligte();
DROP TRIGGER fassung_bearbeitung_merken ON antraege_richtlinienfassung;
DROP FUNCTION fassung_bearbeitung_merken();
"""


class Migration(migrations.Migration):
    dependencies = [("antraege", "0019_anlagen_und_ruecklauf")]
    operations = [
        migrations.AddField(
            "richtlinienfassung",
            "bearbeitende",
            models.ManyToManyField(
                to=settings.AUTH_USER_MODEL, related_name="+", editable=False, verbose_name="bearbeitet von"
            ),
        ),
        migrations.RunSQL(SQL, ZURUECK),
    ]
