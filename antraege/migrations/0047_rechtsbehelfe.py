"""Remedies side by side: a late one bars no timely one, after a judgment there is none, an action knows whether it stops finality."""

from django.db import migrations, models
from django.db.models import Q

# The notice's row is held, so that a waiver or a judgment of the same moment comes before or after, not beside.
URTEIL = """
CREATE FUNCTION rechtsbehelf_nach_urteil() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_bescheid WHERE id = NEW.bescheid_id FOR SHARE;
  IF EXISTS (SELECT FROM antraege_klage
      WHERE bescheid_id = NEW.bescheid_id AND hemmt AND status IN ('abgewiesen', 'teilweise', 'stattgegeben')) THEN
    RAISE EXCEPTION 'Über die Klage gegen diesen Bescheid ist rechtskräftig entschieden. Ein weiterer Rechtsbehelf ist nicht möglich.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'rechtsbehelf_nach_urteil';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER rechtsbehelf_nach_urteil BEFORE INSERT ON antraege_klage
  FOR EACH ROW EXECUTE FUNCTION rechtsbehelf_nach_urteil();
CREATE TRIGGER rechtsbehelf_nach_urteil BEFORE INSERT ON antraege_widerspruch
  FOR EACH ROW EXECUTE FUNCTION rechtsbehelf_nach_urteil();
"""
URTEIL_ZURUECK = """
DROP TRIGGER rechtsbehelf_nach_urteil ON antraege_widerspruch;
DROP TRIGGER rechtsbehelf_nach_urteil ON antraege_klage;
DROP FUNCTION rechtsbehelf_nach_urteil();
"""

KLAGE = """
CREATE OR REPLACE FUNCTION klage_steht_fest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.status <> 'anhaengig' OR
    (OLD.bescheid_id, OLD.eingegangen_am, OLD.gericht, OLD.aktenzeichen, OLD.datei, OLD.name, OLD.groesse, OLD.inhaltstyp,
      OLD.sha256, OLD.verspaetet, OLD.erfasst_von_id, OLD.hemmt) IS DISTINCT FROM (NEW.bescheid_id, NEW.eingegangen_am, NEW.gericht, NEW.aktenzeichen, NEW.datei, NEW.name, NEW.groesse, NEW.inhaltstyp,
      NEW.sha256, NEW.verspaetet, NEW.erfasst_von_id, NEW.hemmt)
  THEN
    RAISE EXCEPTION 'Eine erfasste Klage wird nicht geändert und nicht gelöscht, ihr Ende nicht neu festgehalten.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'klage_steht_fest';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION bestandskraft_ohne_klage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM antraege_klage WHERE bescheid_id = NEW.id AND status = 'anhaengig' AND hemmt) THEN
    RAISE EXCEPTION 'Solange eine Klage anhängig ist, wird der Bescheid nicht bestandskräftig.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'bescheid_bestandskraft_ohne_klage';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION bestandskraft_entfaellt(alt antraege_bescheid, neu antraege_bescheid) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT alt.status = 'bestandskraeftig' AND neu.status = 'bekanntgegeben' AND neu.bestandskraeftig_am IS NULL
    AND alt.verzichtet_am IS NULL AND (EXISTS (
      SELECT FROM antraege_widerspruch w WHERE w.bescheid_id = alt.id AND w.status = 'offen' AND widerspruch_zaehlt(w))
    OR EXISTS (SELECT FROM antraege_klage WHERE bescheid_id = alt.id AND status = 'anhaengig' AND hemmt))
$$;

CREATE OR REPLACE FUNCTION klage_nicht_nach_verzicht() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_bescheid WHERE id = NEW.bescheid_id FOR SHARE;
  IF EXISTS (SELECT FROM antraege_bescheid WHERE id = NEW.bescheid_id AND verzichtet_am IS NOT NULL) THEN
    RAISE EXCEPTION 'Die Kommune hat auf Rechtsbehelfe verzichtet. Eine Klage ändert daran nichts.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'klage_nicht_nach_verzicht';
  END IF;
  RETURN NEW;
END $$;
"""
KLAGE_ZURUECK = (
    KLAGE.replace("AND hemmt", "AND NOT verspaetet").replace(", OLD.hemmt", "").replace(", NEW.hemmt", "")
)

# A recorded action changes no more, so the guard rests while the old ones get the new word.
BESTAND = """
ALTER TABLE antraege_klage DISABLE TRIGGER klage_steht_fest;
UPDATE antraege_klage SET hemmt = false WHERE verspaetet;
ALTER TABLE antraege_klage ENABLE TRIGGER klage_steht_fest;
"""


class Migration(migrations.Migration):
    dependencies = [("antraege", "0046_gremien_punkte")]
    operations = [
        migrations.AddField(
            "widerspruch", "klagefrist_am", models.DateField("Klagefrist bis", null=True, blank=True)
        ),
        migrations.AddField(
            "klage", "hemmt", models.BooleanField("hält die Bestandskraft auf", default=True)
        ),
        migrations.RunSQL(BESTAND, migrations.RunSQL.noop),
        migrations.RunSQL(KLAGE, KLAGE_ZURUECK),
        migrations.RunSQL(URTEIL, URTEIL_ZURUECK),
        migrations.RemoveConstraint("widerspruch", "widerspruch_je_bescheid_ein_offener"),
        migrations.AddConstraint(
            "widerspruch",
            models.UniqueConstraint(
                fields=["bescheid", "verspaetet"],
                condition=Q(status="offen"),
                name="widerspruch_je_bescheid_ein_offener",
                violation_error_message="Zu diesem Bescheid ist schon ein Widerspruch offen.",
            ),
        ),
        migrations.RemoveConstraint("klage", "klage_je_bescheid_eine_anhaengige"),
        migrations.AddConstraint(
            "klage",
            models.UniqueConstraint(
                fields=["bescheid", "hemmt"],
                condition=Q(status="anhaengig"),
                name="klage_je_bescheid_eine_anhaengige",
                violation_error_message="Zu diesem Bescheid ist schon eine Klage anhängig.",
            ),
        ),
        migrations.AddConstraint(
            "klage",
            models.CheckConstraint(
                condition=Q(verspaetet=False) | Q(hemmt=False),
                name="klage_verspaetet_hemmt_nicht",
                violation_error_message="Eine verspätete Klage hält die Bestandskraft nicht auf.",
            ),
        ),
    ]
