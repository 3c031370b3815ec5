"""What comes off the agenda stays on the record, what is recorded stays as it is, and nothing begins decided.

A step of a paper's way that was planned once is taken off the plan, never deleted: that it is missing would tell what took it
off. With which version it came and with which it went decides what is known of it, for a next version is office work until
it is published. A recorded result is corrected in one way only: its wording, together with the minutes that confirm it.
An application begins as a draft, so that none passes the gates of a decision by being inserted behind them.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

VORLAGENSCHRITT = """
CREATE FUNCTION beratung_ab_fassung() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT fassung INTO STRICT NEW.ab_fassung FROM antraege_vorlage WHERE id = NEW.vorlage_id;
  RETURN NEW;
END $$;
CREATE TRIGGER beratung_ab_fassung BEFORE INSERT ON antraege_beratungsschritt
  FOR EACH ROW EXECUTE FUNCTION beratung_ab_fassung();

CREATE FUNCTION beratung_wird_abgesetzt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_vorlage WHERE id = OLD.vorlage_id
    AND (fassung > OLD.ab_fassung OR status IN ('freigegeben', 'beschlossen', 'zurueckgezogen'));
  IF FOUND THEN
    RAISE EXCEPTION 'Was auf der Beratungsfolge einer freigegebenen Vorlage steht, wird abgesetzt und nicht gelöscht.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'beratung_wird_abgesetzt';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER beratung_wird_abgesetzt BEFORE DELETE ON antraege_beratungsschritt
  FOR EACH ROW EXECUTE FUNCTION beratung_wird_abgesetzt();

CREATE FUNCTION beratung_abgesetzt_bleibt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Dieser Punkt ist abgesetzt und bleibt es. Geht die Beratung weiter, wird sie neu geplant.'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'beratung_abgesetzt_bleibt';
END $$;
CREATE TRIGGER beratung_abgesetzt_bleibt BEFORE UPDATE ON antraege_beratungsschritt FOR EACH ROW
  WHEN (OLD.abgesetzt_am IS NOT NULL
    AND ((OLD.vorlage_id, OLD.sitzung_id, OLD.rolle, OLD.folgt_auf_id, OLD.ab_fassung, OLD.bis_fassung, OLD.abgesetzt_am, OLD.abgesetzt_durch_id)
      IS DISTINCT FROM
      (NEW.vorlage_id, NEW.sitzung_id, NEW.rolle, NEW.folgt_auf_id, NEW.ab_fassung, NEW.bis_fassung, NEW.abgesetzt_am, NEW.abgesetzt_durch_id)
      OR NEW.oeffentlich AND NOT OLD.oeffentlich))
  EXECUTE FUNCTION beratung_abgesetzt_bleibt();

CREATE FUNCTION beratung_erfasst_steht_fest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Zu diesem Punkt ist ein Ergebnis erfasst. Vorlage, Sitzung und Rolle stehen damit fest.'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'beratung_erfasst_steht_fest';
END $$;
CREATE TRIGGER beratung_erfasst_steht_fest BEFORE UPDATE ON antraege_beratungsschritt FOR EACH ROW
  WHEN (OLD.erfasst_am IS NOT NULL AND OLD.bestaetigt_am IS NULL
    AND (OLD.erfasst_am, OLD.vorlage_id, OLD.sitzung_id, OLD.rolle)
      IS DISTINCT FROM (NEW.erfasst_am, NEW.vorlage_id, NEW.sitzung_id, NEW.rolle))
  EXECUTE FUNCTION beratung_erfasst_steht_fest();
"""
VORLAGENSCHRITT_ZURUECK = """
DROP TRIGGER beratung_erfasst_steht_fest ON antraege_beratungsschritt;
DROP TRIGGER beratung_abgesetzt_bleibt ON antraege_beratungsschritt;
DROP TRIGGER beratung_wird_abgesetzt ON antraege_beratungsschritt;
DROP TRIGGER beratung_ab_fassung ON antraege_beratungsschritt;
DROP FUNCTION beratung_erfasst_steht_fest(), beratung_abgesetzt_bleibt(), beratung_wird_abgesetzt(), beratung_ab_fassung();
"""

# A decision binds from the moment it is recorded, or moved an application, not only from its minutes on.
ERGEBNIS = """
CREATE FUNCTION ergebnis_erfasst_steht_fest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_beratungsschritt b
    WHERE b.id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.schritt_id END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.schritt_id END)
      AND b.bestaetigt_am IS NULL -- confirmed ones have their own sentence
      AND (b.erfasst_am IS NOT NULL OR b.abgesetzt_am IS NOT NULL
        OR TG_OP <> 'INSERT' AND b.rolle = 'beschluss' AND EXISTS (SELECT FROM antraege_antrag
          WHERE beschlussantrag_id = OLD.beschlussantrag_id AND status IN ('beschlossen', 'beschieden', 'abgeschlossen')));
  IF FOUND THEN
    RAISE EXCEPTION 'Dieses Ergebnis ist erfasst. Berichtigt wird nur sein Wortlaut, mit dem Auszug aus der Niederschrift.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ergebnis_erfasst_steht_fest';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER ergebnis_erfasst_kommt_und_geht BEFORE INSERT OR DELETE ON antraege_beschlussergebnis
  FOR EACH ROW EXECUTE FUNCTION ergebnis_erfasst_steht_fest();
CREATE TRIGGER ergebnis_erfasst_steht_fest BEFORE UPDATE ON antraege_beschlussergebnis FOR EACH ROW
  WHEN (to_jsonb(OLD) - 'wortlaut' <> to_jsonb(NEW) - 'wortlaut') EXECUTE FUNCTION ergebnis_erfasst_steht_fest();

CREATE FUNCTION wortlaut_mit_niederschrift() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_beratungsschritt WHERE id = NEW.schritt_id AND erfasst_am IS NOT NULL AND bestaetigt_am IS NULL;
  IF FOUND THEN
    RAISE EXCEPTION 'Der Wortlaut eines erfassten Ergebnisses wird nur mit dem Auszug aus der Niederschrift berichtigt.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'wortlaut_mit_niederschrift';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER wortlaut_mit_niederschrift AFTER UPDATE ON antraege_beschlussergebnis
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.wortlaut <> NEW.wortlaut) EXECUTE FUNCTION wortlaut_mit_niederschrift();
"""
ERGEBNIS_ZURUECK = """
DROP TRIGGER wortlaut_mit_niederschrift ON antraege_beschlussergebnis;
DROP TRIGGER ergebnis_erfasst_steht_fest ON antraege_beschlussergebnis;
DROP TRIGGER ergebnis_erfasst_kommt_und_geht ON antraege_beschlussergebnis;
DROP FUNCTION wortlaut_mit_niederschrift(), ergebnis_erfasst_steht_fest();
"""

# History goes the same way from draft to notice, it is only silent (Antrag.historisch): no exception for it.
BEGINN = """
CREATE FUNCTION antrag_beginnt_als_entwurf() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Ein Antrag beginnt als Entwurf. Gezeichnet und entschieden wird er nur auf seinem Weg.'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'antrag_beginnt_als_entwurf';
END $$;
CREATE TRIGGER antrag_beginnt_als_entwurf BEFORE INSERT ON antraege_antrag FOR EACH ROW
  WHEN (NEW.status IN ('in_zeichnung', 'gezeichnet', 'im_gremium', 'beschlossen', 'beschieden', 'abgeschlossen'))
  EXECUTE FUNCTION antrag_beginnt_als_entwurf();
"""
BEGINN_ZURUECK = """
DROP TRIGGER antrag_beginnt_als_entwurf ON antraege_antrag;
DROP FUNCTION antrag_beginnt_als_entwurf();
"""


def _oeffentlichkeit(geplant: str) -> str:
    """What a paper's publication, a sitting's publicity and its cancelling rest on; ``geplant`` leaves out what came off."""
    return f"""
CREATE OR REPLACE FUNCTION sitzung_mit_ergebnis_bleibt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_beschlussergebnis e JOIN antraege_beratungsschritt b ON b.id = e.schritt_id WHERE b.sitzung_id = OLD.id;
  IF FOUND THEN
    RAISE EXCEPTION 'Zu dieser Sitzung ist ein Ergebnis erfasst: Gremium, Tag und Öffentlichkeit stehen fest.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'sitzung_mit_ergebnis_bleibt';
  END IF;
  PERFORM FROM antraege_beratungsschritt b WHERE b.sitzung_id = OLD.id {geplant};
  IF NEW.abgesagt AND FOUND THEN
    RAISE EXCEPTION 'Auf der abgesagten Sitzung stehen noch Vorlagen.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'sitzung_abgesagt_ohne_vorlagen';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION vorlage_nur_oeffentlich() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_beratungsschritt b WHERE b.vorlage_id = NEW.id {geplant};
  IF NOT FOUND THEN RETURN NEW; END IF;
  PERFORM FROM antraege_beratungsschritt b JOIN antraege_sitzung s ON s.id = b.sitzung_id
    WHERE b.vorlage_id = NEW.id AND b.oeffentlich AND s.oeffentlich {geplant};
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Alle Sitzungen zu dieser Vorlage sind nicht öffentlich, sie wird nicht veröffentlicht.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'vorlage_nur_oeffentlich';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION sitzung_bleibt_oeffentlich() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_beratungsschritt WHERE sitzung_id = NEW.id AND erfasst_am IS NOT NULL;
  IF FOUND THEN
    RAISE EXCEPTION 'Aus dieser Sitzung ist ein Ergebnis erfasst. Ob sie öffentlich war, steht damit fest.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'sitzung_bleibt_oeffentlich';
  END IF;
  PERFORM FROM antraege_beratungsschritt b JOIN antraege_vorlage v ON v.id = b.vorlage_id
    WHERE b.sitzung_id = NEW.id AND b.oeffentlich {geplant} AND v.veroeffentlicht_am IS NOT NULL AND NOT EXISTS (
      SELECT FROM antraege_beratungsschritt b JOIN antraege_sitzung s ON s.id = b.sitzung_id
      WHERE b.vorlage_id = v.id AND b.oeffentlich AND s.oeffentlich AND s.id <> NEW.id {geplant});
  IF FOUND AND NOT NEW.oeffentlich THEN
    RAISE EXCEPTION 'Zu dieser Sitzung ist eine Vorlage veröffentlicht, die in keiner anderen öffentlichen Sitzung steht.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'sitzung_traegt_veroeffentlichte';
  END IF;
  RETURN NEW;
END $$;
"""


def _oparl(fassung: str, still: str) -> str:
    """When a step is public, and that what is not known of it stamps nothing."""
    return f"""
CREATE OR REPLACE FUNCTION oparl_schritt_oeffentlich(schritt antraege_beratungsschritt) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT schritt.oeffentlich
    AND EXISTS (SELECT FROM antraege_vorlage v WHERE v.id = schritt.vorlage_id AND v.veroeffentlicht_am IS NOT NULL {fassung})
    AND EXISTS (SELECT FROM antraege_sitzung WHERE id = schritt.sitzung_id AND oeffentlich)
    AND (schritt.folgt_auf_id IS NULL OR EXISTS (
      SELECT FROM antraege_beratungsschritt b JOIN antraege_sitzung s ON s.id = b.sitzung_id
        JOIN antraege_vorlage v ON v.id = b.vorlage_id LEFT JOIN antraege_foerderrunde r ON r.id = v.runde_id
      WHERE b.id = schritt.folgt_auf_id AND b.oeffentlich AND s.oeffentlich
        AND (r.id IS NULL OR r.ergebnis_sichtbar = 'sitzung')));
$$;

CREATE OR REPLACE FUNCTION oparl_schritt() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE alt antraege_beratungsschritt; kreis bigint; war boolean := false; ist boolean := false;
BEGIN
  {still}
  IF TG_OP <> 'INSERT' THEN alt := OLD; war := oparl_schritt_oeffentlich(OLD); ELSE alt := NEW; END IF;
  IF TG_OP <> 'DELETE' THEN ist := oparl_schritt_oeffentlich(NEW); END IF;
  SELECT landkreis_id INTO kreis FROM antraege_vorlage WHERE id = alt.vorlage_id;
  IF TG_OP = 'DELETE' AND NOT war THEN
    DELETE FROM antraege_oparlstand WHERE art = 'schritt' AND objekt_id = alt.id AND geloescht_am IS NULL;
    RETURN NULL;
  END IF;
  PERFORM oparl_stempel('schritt', ARRAY[alt.id], kreis, CASE WHEN ist THEN false WHEN war THEN true END);
  IF NOT (war OR ist) THEN RETURN NULL; END IF; -- the stamps of others tell nothing of it, either
  PERFORM oparl_stempel('vorlage', ARRAY[alt.vorlage_id], kreis);
  PERFORM oparl_stempel('sitzung', ARRAY[alt.sitzung_id], kreis, NULL);
  IF TG_OP = 'UPDATE' AND NEW.sitzung_id <> alt.sitzung_id THEN
    PERFORM oparl_stempel('sitzung', ARRAY[NEW.sitzung_id], kreis, NULL);
  END IF;
  RETURN NULL;
END $$;
"""  # noqa: S608


FASSUNG = """AND (v.fassung = 1 OR EXISTS (SELECT FROM antraege_vorlagenfassung f
        WHERE f.vorlage_id = v.id AND f.veroeffentlicht_am IS NOT NULL AND f.nummer >= schritt.ab_fassung
          AND (schritt.bis_fassung IS NULL OR f.nummer <= schritt.bis_fassung)))"""
# Taken off by a next version it is known with that version; by a result, with the result.
STILL = """IF TG_OP = 'UPDATE' AND NEW.abgesetzt_am IS DISTINCT FROM OLD.abgesetzt_am AND (NEW.bis_fassung IS NOT NULL
    OR NEW.abgesetzt_durch_id IS NOT NULL AND NOT EXISTS (
      SELECT FROM antraege_beratungsschritt b JOIN antraege_sitzung s ON s.id = b.sitzung_id
        JOIN antraege_vorlage v ON v.id = b.vorlage_id LEFT JOIN antraege_foerderrunde r ON r.id = v.runde_id
      WHERE b.id = NEW.abgesetzt_durch_id AND b.oeffentlich AND s.oeffentlich
        AND (r.id IS NULL OR r.ergebnis_sichtbar = 'sitzung')))
  THEN RETURN NULL; END IF;"""

MIT_DER_FASSUNG = """
CREATE FUNCTION oparl_fassung_oeffentlich() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE kreis bigint;
BEGIN
  SELECT landkreis_id INTO kreis FROM antraege_vorlage WHERE id = NEW.vorlage_id;
  PERFORM oparl_stempel('schritt', array_agg(id), kreis, NULL),
          oparl_stempel('sitzung', array_agg(DISTINCT sitzung_id), kreis, NULL)
    FROM antraege_beratungsschritt WHERE vorlage_id = NEW.vorlage_id;
  RETURN NULL;
END $$;
CREATE TRIGGER oparl_fassung_oeffentlich AFTER UPDATE OF veroeffentlicht_am ON antraege_vorlagenfassung FOR EACH ROW
  WHEN (NEW.nummer > 1 AND OLD.veroeffentlicht_am IS NULL AND NEW.veroeffentlicht_am IS NOT NULL)
  EXECUTE FUNCTION oparl_fassung_oeffentlich();
"""
MIT_DER_FASSUNG_ZURUECK = """
DROP TRIGGER oparl_fassung_oeffentlich ON antraege_vorlagenfassung;
DROP FUNCTION oparl_fassung_oeffentlich();
"""


class Migration(migrations.Migration):
    dependencies = [("antraege", "0041_rest")]
    operations = [
        migrations.AddField(
            "beratungsschritt",
            "ab_fassung",
            models.PositiveSmallIntegerField("seit Fassung", default=1, editable=False),
        ),
        migrations.AddField(
            "beratungsschritt",
            "bis_fassung",
            models.PositiveSmallIntegerField("bis Fassung", null=True, blank=True, editable=False),
        ),
        migrations.AddField(
            "beratungsschritt",
            "abgesetzt_am",
            models.DateTimeField("abgesetzt am", null=True, blank=True, editable=False),
        ),
        migrations.AddField(
            "beratungsschritt",
            "abgesetzt_durch",
            models.ForeignKey(
                "antraege.beratungsschritt",
                django.db.models.deletion.PROTECT,
                null=True,
                blank=True,
                related_name="+",
                editable=False,
                verbose_name="abgesetzt durch das Ergebnis von",
            ),
        ),
        migrations.RemoveConstraint("beratungsschritt", "beratung_je_vorlage_und_sitzung_einmal"),
        migrations.AddConstraint(
            "beratungsschritt",
            models.UniqueConstraint(
                fields=["vorlage", "sitzung"],
                condition=Q(abgesetzt_am__isnull=True),
                name="beratung_je_vorlage_und_sitzung_einmal",
                violation_error_message="In dieser Sitzung steht die Vorlage schon.",
            ),
        ),
        migrations.AddConstraint(
            "beratungsschritt",
            models.CheckConstraint(
                condition=Q(abgesetzt_am__isnull=True, abgesetzt_durch__isnull=True, bis_fassung__isnull=True)
                | Q(abgesetzt_am__isnull=False, erfasst_am__isnull=True),
                name="beratung_abgesetzt_ohne_ergebnis",
                violation_error_message="Ein abgesetzter Punkt hat kein Ergebnis.",
            ),
        ),
        migrations.RunSQL(VORLAGENSCHRITT, VORLAGENSCHRITT_ZURUECK),
        migrations.RunSQL(ERGEBNIS, ERGEBNIS_ZURUECK),
        migrations.RunSQL(BEGINN, BEGINN_ZURUECK),
        migrations.RunSQL(_oeffentlichkeit("AND b.abgesetzt_am IS NULL"), _oeffentlichkeit("")),
        migrations.RunSQL(_oparl(FASSUNG, STILL), _oparl("", "")),
        migrations.RunSQL(MIT_DER_FASSUNG, MIT_DER_FASSUNG_ZURUECK),
    ]
