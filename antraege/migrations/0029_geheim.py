"""What is public, and when.

Whether a municipality may know its result follows from its state and its notice: no way of writing passes that. What is
published was released, and a sitting does not become closed after it told something.
"""

from django.db import migrations, models

ERGEBNIS = """
CREATE FUNCTION antrag_ergebnis_bekannt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.ergebnis_bekannt := CASE
    WHEN NEW.status_kommune IN ('beschlossen', 'abgeschlossen') THEN true
    WHEN NEW.status_kommune = 'beschieden' THEN
      (TG_OP = 'UPDATE' AND OLD.ergebnis_bekannt)
      OR EXISTS (SELECT FROM antraege_bescheid WHERE antrag_id = NEW.id AND bekanntgegeben_am IS NOT NULL)
    ELSE false END;
  RETURN NEW;
END $$;
CREATE TRIGGER antrag_ergebnis_bekannt BEFORE INSERT OR UPDATE ON antraege_antrag
  FOR EACH ROW EXECUTE FUNCTION antrag_ergebnis_bekannt();

CREATE FUNCTION bescheid_macht_bekannt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE antraege_antrag SET ergebnis_bekannt = true
    WHERE id = NEW.antrag_id AND status_kommune = 'beschieden' AND NOT ergebnis_bekannt;
  RETURN NULL;
END $$;
CREATE TRIGGER bescheid_macht_bekannt AFTER INSERT OR UPDATE OF bekanntgegeben_am ON antraege_bescheid
  FOR EACH ROW WHEN (NEW.bekanntgegeben_am IS NOT NULL) EXECUTE FUNCTION bescheid_macht_bekannt();
"""
ERGEBNIS_ZURUECK = """
DROP TRIGGER bescheid_macht_bekannt ON antraege_bescheid;
DROP TRIGGER antrag_ergebnis_bekannt ON antraege_antrag;
DROP FUNCTION bescheid_macht_bekannt(), antrag_ergebnis_bekannt();
"""
# What was decided in public stays known while its notice waits, so this comes before the trigger.
BESTAND = """
UPDATE antraege_antrag a SET ergebnis_bekannt = true
  FROM antraege_foerderrunde r
  WHERE r.id = a.runde_id AND (
    a.status_kommune IN ('beschlossen', 'abgeschlossen')
    OR a.status_kommune = 'beschieden' AND (
      EXISTS (SELECT FROM antraege_bescheid b WHERE b.antrag_id = a.id AND b.bekanntgegeben_am IS NOT NULL)
      OR r.ergebnis_sichtbar = 'sitzung' AND EXISTS (
        SELECT FROM antraege_beschlussantrag z
          JOIN antraege_beratungsschritt s ON s.vorlage_id = z.vorlage_id
          JOIN antraege_sitzung t ON t.id = s.sitzung_id
          WHERE z.id = a.beschlussantrag_id AND s.rolle = 'beschluss' AND s.erfasst_am IS NOT NULL AND t.oeffentlich)));
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""
VEROEFFENTLICHT = """
CREATE FUNCTION vorlage_veroeffentlicht_freigegeben() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.freigegeben_von_id IS NULL AND NEW.fassung = 1 AND NEW.status <> 'zurueckgezogen' THEN
    RAISE EXCEPTION 'Veröffentlicht wird nur eine freigegebene Vorlage.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'vorlage_veroeffentlicht_freigegeben';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER vorlage_veroeffentlicht_freigegeben BEFORE UPDATE OF veroeffentlicht_am ON antraege_vorlage
  FOR EACH ROW WHEN (OLD.veroeffentlicht_am IS NULL AND NEW.veroeffentlicht_am IS NOT NULL)
  EXECUTE FUNCTION vorlage_veroeffentlicht_freigegeben();

CREATE FUNCTION vorlage_bleibt_veroeffentlicht() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Was veröffentlicht ist, bleibt es. Bitte eine neue Fassung beginnen oder die Vorlage zurückziehen.'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'vorlage_bleibt_veroeffentlicht';
END $$;
CREATE TRIGGER vorlage_bleibt_veroeffentlicht BEFORE UPDATE OF veroeffentlicht_am ON antraege_vorlage
  FOR EACH ROW WHEN (OLD.veroeffentlicht_am IS NOT NULL AND NEW.veroeffentlicht_am IS NULL)
  EXECUTE FUNCTION vorlage_bleibt_veroeffentlicht();

CREATE FUNCTION sitzung_bleibt_oeffentlich() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_beratungsschritt WHERE sitzung_id = NEW.id AND erfasst_am IS NOT NULL;
  IF FOUND THEN
    RAISE EXCEPTION 'Aus dieser Sitzung ist ein Ergebnis erfasst. Ob sie öffentlich war, steht damit fest.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'sitzung_bleibt_oeffentlich';
  END IF;
  PERFORM FROM antraege_beratungsschritt b JOIN antraege_vorlage v ON v.id = b.vorlage_id
    WHERE b.sitzung_id = NEW.id AND v.veroeffentlicht_am IS NOT NULL AND NOT EXISTS (
      SELECT FROM antraege_beratungsschritt c JOIN antraege_sitzung s ON s.id = c.sitzung_id
      WHERE c.vorlage_id = v.id AND s.oeffentlich AND s.id <> NEW.id);
  IF FOUND AND NOT NEW.oeffentlich THEN
    RAISE EXCEPTION 'Zu dieser Sitzung ist eine Vorlage veröffentlicht, die in keiner anderen öffentlichen Sitzung steht.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'sitzung_traegt_veroeffentlichte';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sitzung_bleibt_oeffentlich BEFORE UPDATE OF oeffentlich ON antraege_sitzung
  FOR EACH ROW WHEN (OLD.oeffentlich <> NEW.oeffentlich) EXECUTE FUNCTION sitzung_bleibt_oeffentlich();
"""
VEROEFFENTLICHT_ZURUECK = """
DROP TRIGGER sitzung_bleibt_oeffentlich ON antraege_sitzung;
DROP TRIGGER vorlage_bleibt_veroeffentlicht ON antraege_vorlage;
DROP TRIGGER vorlage_veroeffentlicht_freigegeben ON antraege_vorlage;
DROP FUNCTION sitzung_bleibt_oeffentlich(), vorlage_bleibt_veroeffentlicht(), vorlage_veroeffentlicht_freigegeben();
"""


class Migration(migrations.Migration):
    dependencies = [("antraege", "0028_serien")]
    operations = [
        migrations.AddField(
            "antrag",
            "ergebnis_bekannt",
            models.BooleanField("Ergebnis der Kommune bekannt", default=False, editable=False),
        ),
        migrations.AddConstraint(
            "antrag",
            models.CheckConstraint(
                condition=models.Q(ergebnis_bekannt=False)
                | models.Q(status_kommune__in=["beschlossen", "beschieden", "abgeschlossen"]),
                name="antrag_ergebnis_erst_nach_freigabe",
                violation_error_message="Die Kommune erfährt das Ergebnis erst nach der öffentlichen Sitzung oder mit dem Bescheid.",
            ),
        ),
        migrations.RunSQL(BESTAND, migrations.RunSQL.noop),
        migrations.RunSQL(ERGEBNIS, ERGEBNIS_ZURUECK),
        migrations.RunSQL(VEROEFFENTLICHT, VEROEFFENTLICHT_ZURUECK),
    ]
