"""A signed recommendation may go back to the subject check; what exists was stated and published before these words.

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
    "gezeichnet": ["vollstaendig", "im_gremium", "beschlossen", "zurueckgezogen"],
    "im_gremium": ["gezeichnet", "beschlossen", "zurueckgezogen"],
    "beschlossen": ["beschieden", "zurueckgezogen"],
    "beschieden": ["abgeschlossen"],
}
VORHER = PAARE | {"gezeichnet": ["im_gremium", "beschlossen", "zurueckgezogen"]}


def _funktion(paare):
    erlaubt = ", ".join(f"('{von}', '{nach}')" for von, ziele in paare.items() for nach in ziele)
    return f"""
CREATE OR REPLACE FUNCTION antrag_uebergang() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.status, NEW.status) NOT IN ({erlaubt}) THEN
    RAISE EXCEPTION 'Von % führt kein Schritt nach %.', OLD.status, NEW.status USING ERRCODE = 'check_violation', CONSTRAINT = 'antrag_uebergang';
  END IF;
  RETURN NEW;
END $$;
"""


BESTAND = """
UPDATE antraege_richtlinienfassung SET status = 'festgestellt';
UPDATE antraege_foerderrunde SET status = 'veroeffentlicht';
"""


class Migration(migrations.Migration):
    dependencies = [("antraege", "0010_antrag_in_voller_breite")]
    operations = [
        migrations.RunSQL(_funktion(PAARE), _funktion(VORHER)),
        migrations.RunSQL(BESTAND, migrations.RunSQL.noop),
    ]
