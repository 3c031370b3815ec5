"""While a later notice waits to be known, the municipality reads none of the figures it changed.

The grant changes with the release; it is told with the notice, like the first one (0029). The functions of 0029 are given
anew with one question more, and the release and the first opening of any notice ask them again.
"""

from django.db import migrations

SQL = """
CREATE FUNCTION folgebescheid_wartet(fall bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM antraege_bescheid WHERE antrag_id = fall AND aendert_id IS NOT NULL
    AND bekanntgegeben_am IS NULL AND status IN ('freigegeben', 'bereitgestellt'))
$$;
CREATE OR REPLACE FUNCTION antrag_ergebnis_bekannt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.ergebnis_bekannt := CASE
    WHEN NEW.status_kommune NOT IN ('beschlossen', 'beschieden', 'abgeschlossen') THEN false
    WHEN folgebescheid_wartet(NEW.id) THEN false
    WHEN NEW.status_kommune = 'beschieden' THEN
      (TG_OP = 'UPDATE' AND OLD.ergebnis_bekannt)
      OR EXISTS (SELECT FROM antraege_bescheid WHERE antrag_id = NEW.id AND bekanntgegeben_am IS NOT NULL)
    ELSE true END;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION bescheid_macht_bekannt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE antraege_antrag SET ergebnis_bekannt = true
    WHERE id = NEW.antrag_id AND status_kommune IN ('beschieden', 'abgeschlossen') AND NOT ergebnis_bekannt;
  RETURN NULL;
END $$;
CREATE FUNCTION folgebescheid_verdeckt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE antraege_antrag SET ergebnis_bekannt = false WHERE id = NEW.antrag_id AND ergebnis_bekannt;
  RETURN NULL;
END $$;
CREATE TRIGGER folgebescheid_verdeckt AFTER INSERT OR UPDATE OF status ON antraege_bescheid
  FOR EACH ROW WHEN (NEW.aendert_id IS NOT NULL AND NEW.status = 'freigegeben') EXECUTE FUNCTION folgebescheid_verdeckt();
"""
ZURUECK = """
DROP TRIGGER folgebescheid_verdeckt ON antraege_bescheid;
DROP FUNCTION folgebescheid_verdeckt();
CREATE OR REPLACE FUNCTION bescheid_macht_bekannt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE antraege_antrag SET ergebnis_bekannt = true
    WHERE id = NEW.antrag_id AND status_kommune = 'beschieden' AND NOT ergebnis_bekannt;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION antrag_ergebnis_bekannt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.ergebnis_bekannt := CASE
    WHEN NEW.status_kommune IN ('beschlossen', 'abgeschlossen') THEN true
    WHEN NEW.status_kommune = 'beschieden' THEN
      (TG_OP = 'UPDATE' AND OLD.ergebnis_bekannt)
      OR EXISTS (SELECT FROM antraege_bescheid WHERE antrag_id = NEW.id AND bekanntgegeben_am IS NOT NULL)
    ELSE false END;
  RETURN NEW;
END $$;
DROP FUNCTION folgebescheid_wartet(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("antraege", "0031_schweigen_einmal")]
    operations = [migrations.RunSQL(SQL, ZURUECK)]
