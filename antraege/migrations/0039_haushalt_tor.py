"""No notice past its gates, whichever way it is written.

Each begins as a draft, so the rules of release cannot be passed by inserting it released. What the district pays itself
needs a budget that is recorded (0027 let a programme without any row pass). A programme that is granted elsewhere gets no
notice here. And no revocation takes effect outside the funding it revokes.
"""

import importlib

from django.db import migrations


def _frueher(migration: str, konstante: str, funktion: str) -> str:
    """A function as an earlier file made it, to be put in again or in part."""
    sql = getattr(importlib.import_module(f"antraege.migrations.{migration}"), konstante)
    text = sql[sql.index(f"CREATE FUNCTION {funktion}()") :]
    ende = text.index("END $$;") + len("END $$;")
    return "\n" + text[:ende].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1) + "\n"


def _ersetzt(sql: str, *paare: tuple[str, str]) -> str:
    for alt, neu in paare:
        vorher, gefunden, nachher = sql.partition(alt)
        if not gefunden:
            raise ValueError(f"0039: not found: {alt}")
        sql = vorher + neu + nachher
    return sql


HAUSHALT_FRUEHER = _frueher("0027_haushalt_und_bekanntgabe", "HAUSHALT", "haushalt_einhalten")
HAUSHALT = _ersetzt(
    HAUSHALT_FRUEHER,
    ("DECLARE prog bigint;", "DECLARE prog bigint; zahlt text;"),
    ("SELECT r.programm_id INTO prog FROM", "SELECT r.programm_id, p.geber INTO prog, zahlt FROM"),
    (
        "JOIN antraege_foerderrunde r ON r.id = a.runde_id\n",
        "JOIN antraege_foerderrunde r ON r.id = a.runde_id\n    JOIN antraege_foerderprogramm p ON p.id = r.programm_id\n",
    ),
    ("IF NOT FOUND THEN", "IF NOT FOUND AND zahlt <> 'landkreis' THEN"),
)

ENTWURF = """
CREATE FUNCTION bescheid_beginnt_als_entwurf() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Jeder Bescheid beginnt als Entwurf. Freigegeben wird er danach, von einer zweiten Person.'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'bescheid_beginnt_als_entwurf';
END $$;
CREATE TRIGGER bescheid_beginnt_als_entwurf BEFORE INSERT ON antraege_bescheid
  FOR EACH ROW WHEN (NEW.status <> 'entwurf') EXECUTE FUNCTION bescheid_beginnt_als_entwurf();
"""
ENTWURF_ZURUECK = """
DROP TRIGGER bescheid_beginnt_als_entwurf ON antraege_bescheid;
DROP FUNCTION bescheid_beginnt_als_entwurf();
"""

# The programme's row is held until the end: whoever makes it one that is granted elsewhere comes before or after.
EIGENES = """
CREATE FUNCTION bescheid_im_eigenen_programm() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_antrag a JOIN antraege_foerderrunde r ON r.id = a.runde_id
    JOIN antraege_foerderprogramm p ON p.id = r.programm_id
    WHERE a.id = NEW.antrag_id AND p.bewilligungsstelle = 'landkreis' FOR SHARE OF p;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Über dieses Programm entscheidet nicht der Landkreis. Den Bescheid erteilt das Regierungspräsidium.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'bescheid_im_eigenen_programm';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bescheid_im_eigenen_programm_neu BEFORE INSERT ON antraege_bescheid
  FOR EACH ROW EXECUTE FUNCTION bescheid_im_eigenen_programm();
CREATE TRIGGER bescheid_im_eigenen_programm BEFORE UPDATE OF status ON antraege_bescheid
  FOR EACH ROW WHEN (OLD.status = 'entwurf' AND NEW.status NOT IN ('entwurf', 'verworfen'))
  EXECUTE FUNCTION bescheid_im_eigenen_programm();
"""
EIGENES_ZURUECK = """
DROP TRIGGER bescheid_im_eigenen_programm ON antraege_bescheid;
DROP TRIGGER bescheid_im_eigenen_programm_neu ON antraege_bescheid;
DROP FUNCTION bescheid_im_eigenen_programm();
"""

WIRKT = """
CREATE FUNCTION folgebescheid_wirkt_in_der_foerderung() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE runde antraege_foerderrunde%ROWTYPE;
BEGIN
  SELECT r.* INTO runde FROM antraege_antrag a JOIN antraege_foerderrunde r ON r.id = a.runde_id
    WHERE a.id = NEW.antrag_id;
  IF NEW.wirksam_ab > coalesce(NEW.ende, runde.ende)
    OR (NEW.art IN ('widerruf', 'ruecknahme') AND NEW.wirksam_ab < coalesce(NEW.beginn, runde.beginn)) THEN
    RAISE EXCEPTION 'Der Bescheid wirkt nicht vor dem Beginn und nicht nach dem Ende der Förderung.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'folgebescheid_wirkt_in_der_foerderung';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER folgebescheid_wirkt_in_der_foerderung BEFORE UPDATE OF status ON antraege_bescheid
  FOR EACH ROW WHEN (OLD.status = 'entwurf' AND NEW.status NOT IN ('entwurf', 'verworfen') AND NEW.wirksam_ab IS NOT NULL)
  EXECUTE FUNCTION folgebescheid_wirkt_in_der_foerderung();
"""
WIRKT_ZURUECK = """
DROP TRIGGER folgebescheid_wirkt_in_der_foerderung ON antraege_bescheid;
DROP FUNCTION folgebescheid_wirkt_in_der_foerderung();
"""


class Migration(migrations.Migration):
    dependencies = [("antraege", "0038_freigegebenes_steht_fest")]
    operations = [
        migrations.RunSQL(HAUSHALT, HAUSHALT_FRUEHER),
        migrations.RunSQL(ENTWURF, ENTWURF_ZURUECK),
        migrations.RunSQL(EIGENES, EIGENES_ZURUECK),
        migrations.RunSQL(WIRKT, WIRKT_ZURUECK),
    ]
