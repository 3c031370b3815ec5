"""Positions keep the motion they rest on, and a room or a file number has only signs that a notice can bear.

A position of the district needs a motion that was accepted (R19). 0007 asks for it where a position is written; this one
where the programme names another motion or none. What a notice prints beside its text is asked of the column itself.
"""

from django.db import migrations, models
from django.db.models import Q

# Rounds are held as by whoever creates a position (0007): of both at the same moment one comes first and the other sees it.
STELLEN = """
CREATE FUNCTION programm_traegt_stellen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_foerderrunde WHERE programm_id = NEW.id ORDER BY id FOR NO KEY UPDATE;
  IF EXISTS (SELECT FROM antraege_finanzierungsanteil a
      JOIN antraege_stelle s ON s.id = a.stelle_id JOIN antraege_foerderrunde r ON r.id = a.runde_id
      WHERE r.programm_id = NEW.id AND s.anstellungstraeger_id IS NULL)
    AND NOT stelle_ermaechtigt(NEW)
  THEN
    RAISE EXCEPTION 'In diesem Programm gibt es schon Stellen des Landkreises. Sie brauchen einen Beschlussantrag, den der Kreistag angenommen hat (R19).'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'programm_traegt_stellen';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER programm_traegt_stellen BEFORE UPDATE OF ermaechtigung_id ON antraege_foerderprogramm
  FOR EACH ROW WHEN (OLD.ermaechtigung_id IS DISTINCT FROM NEW.ermaechtigung_id)
  EXECUTE FUNCTION programm_traegt_stellen();
"""
STELLEN_ZURUECK = """
DROP TRIGGER programm_traegt_stellen ON antraege_foerderprogramm;
DROP FUNCTION programm_traegt_stellen();
"""

AKTENZEICHEN = r"^[A-Za-zÀ-ÖØ-öø-ſẞ0-9_ ./:,;()+–-]*\Z"
ZIMMER = r"^[A-Za-zÀ-ÖØ-öø-ſẞ0-9_ ./-]*\Z"
# Nobody could enter such signs by a page of the portal. The guard of a released notice's number rests meanwhile: the letter is frozen.
BESTAND = r"""
UPDATE antraege_benutzer SET zimmer = regexp_replace(zimmer, '[^A-Za-zÀ-ÖØ-öø-ſẞ0-9_ ./-]', '', 'g')
  WHERE zimmer !~ '^[A-Za-zÀ-ÖØ-öø-ſẞ0-9_ ./-]*\Z';
ALTER TABLE antraege_antrag DISABLE TRIGGER aktenzeichen_im_bescheid;
UPDATE antraege_antrag SET aktenzeichen = regexp_replace(aktenzeichen, '[^A-Za-zÀ-ÖØ-öø-ſẞ0-9_ ./:,;()+–-]', '', 'g')
  WHERE aktenzeichen !~ '^[A-Za-zÀ-ÖØ-öø-ſẞ0-9_ ./:,;()+–-]*\Z';
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE antraege_antrag ENABLE TRIGGER aktenzeichen_im_bescheid;
"""


class Migration(migrations.Migration):
    dependencies = [("antraege", "0047_rechtsbehelfe")]
    operations = [
        migrations.RunSQL(STELLEN, STELLEN_ZURUECK),
        migrations.RunSQL(BESTAND, ""),
        migrations.AddConstraint(
            "benutzer",
            models.CheckConstraint(
                condition=Q(zimmer__regex=ZIMMER),
                name="benutzer_zimmer_druckbar",
                violation_error_message="Zimmer: Bitte nur lateinische Buchstaben, Ziffern und die Zeichen . / - eingeben.",
            ),
        ),
        migrations.AddConstraint(
            "antrag",
            models.CheckConstraint(
                condition=Q(aktenzeichen__regex=AKTENZEICHEN),
                name="antrag_aktenzeichen_druckbar",
                violation_error_message="Aktenzeichen: Bitte nur lateinische Buchstaben, Ziffern und die Zeichen . / : , ; ( ) + - eingeben.",
            ),
        ),
    ]
