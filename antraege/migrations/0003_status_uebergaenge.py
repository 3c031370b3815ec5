"""No step of an application outside the table of transitions, whoever writes.

The pairs are written out here because a migration is history; a test compares them with ``UEBERGAENGE``.
"""

from django.db import migrations

PAARE = {
    "entwurf": ["zur_unterschrift", "eingereicht", "zurueckgezogen"],
    "zur_unterschrift": ["entwurf", "eingereicht", "zurueckgezogen"],
    "eingereicht": ["unzulaessig", "nachforderung", "vollstaendig", "zurueckgezogen"],
    "nachforderung": ["eingereicht", "zurueckgezogen"],
    "vollstaendig": ["stellungnahme", "in_zeichnung", "zurueckgezogen"],
    "stellungnahme": ["in_zeichnung", "zurueckgezogen"],
    "in_zeichnung": ["vollstaendig", "gezeichnet", "zurueckgezogen"],
    "gezeichnet": ["im_gremium", "beschlossen", "zurueckgezogen"],
    "im_gremium": ["gezeichnet", "beschlossen", "zurueckgezogen"],
    "beschlossen": ["beschieden", "zurueckgezogen"],
    "beschieden": ["abgeschlossen"],
}
ERLAUBT = ", ".join(f"('{von}', '{nach}')" for von, ziele in PAARE.items() for nach in ziele)

SQL = f"""
CREATE FUNCTION antrag_uebergang() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.status, NEW.status) NOT IN ({ERLAUBT}) THEN
    RAISE EXCEPTION 'Von % führt kein Schritt nach %.', OLD.status, NEW.status USING ERRCODE = 'check_violation', CONSTRAINT = 'antrag_uebergang';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER antrag_uebergang BEFORE UPDATE OF status ON antraege_antrag
  FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION antrag_uebergang();
"""


class Migration(migrations.Migration):
    dependencies = [("antraege", "0002_protokoll_siegel")]
    operations = [
        migrations.RunSQL(
            SQL, "DROP TRIGGER antrag_uebergang ON antraege_antrag; DROP FUNCTION antrag_uebergang();"
        )
    ]
