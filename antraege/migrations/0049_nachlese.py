"""A notice the court has annulled never becomes final; remedies keep their days, their order and their second person.

Nor may a programme lose what its positions were let through the gate with: a payer that is not the district (R17), and
that it is in force (R21).
"""

import importlib

from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import TruncDate

from antraege import fristen, zeit


def _frueher(funktion: str) -> str:
    """A function as 0047 made it, to be put in again or in part."""
    sql = importlib.import_module("antraege.migrations.0047_rechtsbehelfe").KLAGE
    text = sql[sql.index(f"CREATE OR REPLACE FUNCTION {funktion}()") :]
    return "\n" + text[: text.index("END $$;") + len("END $$;")] + "\n"


def _ersetzt(sql: str, alt: str, neu: str) -> str:
    vorher, gefunden, nachher = sql.partition(alt)
    if not gefunden:
        raise ValueError(f"0049: not found: {alt}")
    return vorher + neu + nachher


KLAGE_FRUEHER = _frueher("klage_steht_fest") + _frueher("bestandskraft_ohne_klage")
# The notice's row is held while an action ends: a waiver or a new remedy of the same moment comes before or after.
KLAGE = _ersetzt(
    _frueher("klage_steht_fest"),
    "  RETURN NEW;",
    "  PERFORM FROM antraege_bescheid WHERE id = NEW.bescheid_id FOR NO KEY UPDATE;\n  RETURN NEW;",
) + _ersetzt(
    _frueher("bestandskraft_ohne_klage"),
    "  RETURN NEW;",
    """  IF EXISTS (SELECT FROM antraege_klage WHERE bescheid_id = NEW.id AND status = 'stattgegeben' AND hemmt) THEN
    RAISE EXCEPTION 'Das Gericht hat den Bescheid aufgehoben. Er wird nicht mehr bestandskräftig; was gilt, sagt ein neuer Bescheid.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'bescheid_bestandskraft_nach_urteil';
  END IF;
  RETURN NEW;""",
)

WIEDEREINSETZUNG = """
CREATE FUNCTION wiedereinsetzung_vor_der_entscheidung() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_bescheid WHERE id = NEW.bescheid_id FOR SHARE;
  IF EXISTS (SELECT FROM antraege_klage
      WHERE bescheid_id = NEW.bescheid_id AND hemmt AND status IN ('abgewiesen', 'teilweise', 'stattgegeben')) THEN
    RAISE EXCEPTION 'Über die Klage gegen diesen Bescheid ist rechtskräftig entschieden. Eine Wiedereinsetzung ändert daran nichts.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'wiedereinsetzung_vor_der_entscheidung';
  END IF;
  IF EXISTS (SELECT FROM antraege_widerspruch w
      WHERE w.bescheid_id = NEW.bescheid_id AND w.zugestellt_am IS NOT NULL AND widerspruch_zaehlt(w)) THEN
    RAISE EXCEPTION 'Über einen anderen Widerspruch gegen diesen Bescheid ist schon entschieden. Eine Wiedereinsetzung ändert daran nichts.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'wiedereinsetzung_vor_der_entscheidung';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER wiedereinsetzung_vor_der_entscheidung BEFORE UPDATE OF wiedereingesetzt_am ON antraege_widerspruch
  FOR EACH ROW WHEN (OLD.wiedereingesetzt_am IS NULL AND NEW.wiedereingesetzt_am IS NOT NULL)
  EXECUTE FUNCTION wiedereinsetzung_vor_der_entscheidung();
"""
WIEDEREINSETZUNG_ZURUECK = """
DROP TRIGGER wiedereinsetzung_vor_der_entscheidung ON antraege_widerspruch;
DROP FUNCTION wiedereinsetzung_vor_der_entscheidung();
"""

# Whoever drafted stands in the notice's row, out of reach of a CHECK; of whoever recorded a remedy one asks already.
VIER_AUGEN = """
CREATE FUNCTION rechtsbehelf_durch_zweite_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Über einen Rechtsbehelf gegen den Bescheid entscheidet eine andere Person als die, die ihn entworfen hat (Vier-Augen-Prinzip).'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'rechtsbehelf_durch_zweite_person';
END $$;
CREATE FUNCTION bescheid_entwarf(bescheid bigint, person bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM antraege_bescheid WHERE id = $1 AND entworfen_von_id = $2)
$$;
CREATE TRIGGER rechtsbehelf_durch_zweite_person BEFORE INSERT OR UPDATE OF entschieden_von_id ON antraege_widerspruch
  FOR EACH ROW WHEN (NEW.entschieden_von_id <> NEW.erfasst_von_id AND bescheid_entwarf(NEW.bescheid_id, NEW.entschieden_von_id))
  EXECUTE FUNCTION rechtsbehelf_durch_zweite_person();
CREATE TRIGGER wiedereinsetzung_durch_zweite_person BEFORE INSERT OR UPDATE OF wiedereingesetzt_von_id ON antraege_widerspruch
  FOR EACH ROW WHEN (NEW.wiedereingesetzt_von_id <> NEW.erfasst_von_id AND bescheid_entwarf(NEW.bescheid_id, NEW.wiedereingesetzt_von_id))
  EXECUTE FUNCTION rechtsbehelf_durch_zweite_person();
CREATE TRIGGER rechtsbehelf_durch_zweite_person BEFORE INSERT OR UPDATE OF beendet_von_id ON antraege_klage
  FOR EACH ROW WHEN (NEW.beendet_von_id <> NEW.erfasst_von_id AND bescheid_entwarf(NEW.bescheid_id, NEW.beendet_von_id))
  EXECUTE FUNCTION rechtsbehelf_durch_zweite_person();
"""
VIER_AUGEN_ZURUECK = """
DROP TRIGGER rechtsbehelf_durch_zweite_person ON antraege_klage;
DROP TRIGGER wiedereinsetzung_durch_zweite_person ON antraege_widerspruch;
DROP TRIGGER rechtsbehelf_durch_zweite_person ON antraege_widerspruch;
DROP FUNCTION rechtsbehelf_durch_zweite_person(), bescheid_entwarf(bigint, bigint);
"""

# Rounds are held as in programm_traegt_stellen (0048).
PROGRAMM = """
CREATE FUNCTION programm_bleibt_unter_stellen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_foerderrunde WHERE programm_id = NEW.id ORDER BY id FOR NO KEY UPDATE;
  IF NOT EXISTS (SELECT FROM antraege_finanzierungsanteil a
      JOIN antraege_stelle s ON s.id = a.stelle_id JOIN antraege_foerderrunde r ON r.id = a.runde_id
      WHERE r.programm_id = NEW.id AND s.anstellungstraeger_id IS NULL) THEN
    RETURN NEW;
  END IF;
  IF NEW.geber = 'landkreis' THEN
    RAISE EXCEPTION 'In diesem Programm gibt es schon Stellen des Landkreises. Es bleibt eines, das Dritte finanzieren (R17).'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'programm_bleibt_unter_stellen';
  ELSIF NEW.status <> 'in_kraft' THEN
    RAISE EXCEPTION 'In diesem Programm gibt es schon Stellen des Landkreises. Es bleibt in Kraft (R21).'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'programm_bleibt_unter_stellen';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER programm_bleibt_unter_stellen BEFORE UPDATE OF geber, status ON antraege_foerderprogramm
  FOR EACH ROW WHEN ((OLD.geber, OLD.status) IS DISTINCT FROM (NEW.geber, NEW.status))
  EXECUTE FUNCTION programm_bleibt_unter_stellen();
"""
PROGRAMM_ZURUECK = """
DROP TRIGGER programm_bleibt_unter_stellen ON antraege_foerderprogramm;
DROP FUNCTION programm_bleibt_unter_stellen();
"""

# Of those that counted the month is written down as a deadline; the first of a notice is the one for the objection.
GEZAEHLTE = """
UPDATE antraege_widerspruch w SET klagefrist_am = f.faellig_am FROM antraege_frist f
  WHERE w.klagefrist_am IS NULL AND w.zugestellt_am IS NOT NULL AND widerspruch_zaehlt(w)
    AND f.bescheid_id = w.bescheid_id AND f.art = 'rechtsbehelf' AND f.ereignis_am = w.zugestellt_am
    AND f.id > (SELECT min(id) FROM antraege_frist WHERE bescheid_id = w.bescheid_id AND art = 'rechtsbehelf');
"""


def klagefristen(apps, editor) -> None:  # type: ignore[no-untyped-def]
    """Give each decision of earlier days its month for the court; the guard of decided objections rests meanwhile.

    Of late ones nobody wrote down whether the decision told rightly which remedy is left: it is taken as told.
    """
    editor.execute("ALTER TABLE antraege_widerspruch DISABLE TRIGGER widerspruch_steht_fest")
    editor.execute(GEZAEHLTE)
    ohne = apps.get_model("antraege", "Widerspruch").objects.filter(klagefrist_am=None)
    for zeile in ohne.exclude(zugestellt_am=None):
        ohne.filter(pk=zeile.pk).update(klagefrist_am=fristen.rechtsbehelf(zeile.zugestellt_am).tag)
    editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    editor.execute("ALTER TABLE antraege_widerspruch ENABLE TRIGGER widerspruch_steht_fest")


class Migration(migrations.Migration):
    dependencies = [("antraege", "0048_restregeln")]
    operations = [
        migrations.RunPython(klagefristen, migrations.RunPython.noop),
        migrations.RunSQL(KLAGE, KLAGE_FRUEHER),
        migrations.RunSQL(WIEDEREINSETZUNG, WIEDEREINSETZUNG_ZURUECK),
        migrations.RunSQL(VIER_AUGEN, VIER_AUGEN_ZURUECK),
        migrations.RunSQL(PROGRAMM, PROGRAMM_ZURUECK),
        migrations.AddConstraint(
            "widerspruch",
            models.CheckConstraint(
                condition=Q(zugestellt_am__isnull=True) | Q(status__in=["teilweise", "zurueckgewiesen"]),
                name="widerspruch_zustellung_nur_mit_bescheid",
                violation_error_message="Einen Tag der Zustellung hat nur ein Widerspruch, der zurückgewiesen oder dem nur teilweise abgeholfen ist.",
            ),
        ),
        migrations.AddConstraint(
            "widerspruch",
            models.CheckConstraint(
                condition=Q(zugestellt_am__isnull=True)
                | Q(zugestellt_am__gte=TruncDate("eingegangen_am", tzinfo=zeit.BERLIN)),
                name="widerspruchsbescheid_nach_eingang",
                violation_error_message="Der Widerspruchsbescheid ist nicht vor dem Eingang des Widerspruchs zugestellt.",
            ),
        ),
        migrations.AddConstraint(
            "widerspruch",
            models.CheckConstraint(
                condition=Q(klagefrist_am__isnull=True)
                | Q(zugestellt_am__isnull=False, klagefrist_am__gt=F("zugestellt_am")),
                name="widerspruch_klagefrist_nach_zustellung",
                violation_error_message="Die Klagefrist beginnt mit der Zustellung des Widerspruchsbescheids.",
            ),
        ),
    ]
