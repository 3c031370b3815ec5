"""A notice was never final when an objection had come in time, recorded only later: its finality falls away, and only then.

Post that lay about is recorded days late (§ 70 VwGO counts its receipt). The functions of 0005 and 0027 are given anew with
this one exception.
"""

from django.db import migrations

ENTFAELLT = """
CREATE FUNCTION bestandskraft_entfaellt(alt antraege_bescheid, neu antraege_bescheid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT alt.status = 'bestandskraeftig' AND neu.status = 'bekanntgegeben' AND neu.bestandskraeftig_am IS NULL
    AND alt.verzichtet_am IS NULL AND EXISTS (
      SELECT FROM antraege_widerspruch WHERE bescheid_id = alt.id AND status = 'offen' AND NOT verspaetet)
$$;
"""
SQL = """
CREATE OR REPLACE FUNCTION bescheid_unveraenderlich() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE stufen text[] := ARRAY['entwurf', 'freigegeben', 'bereitgestellt', 'bekanntgegeben', 'bestandskraeftig'];
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'Ein freigegebener Bescheid wird nicht gelöscht.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'bescheid_unveraenderlich';
  END IF;
  IF (OLD.antrag_id, OLD.art, OLD.nummer, OLD.vzae, OLD.betrag, OLD.begruendung, OLD.nebenbestimmungen, OLD.datum,
      OLD.entworfen_von_id, OLD.entworfen_am, OLD.freigegeben_von_id, OLD.freigegeben_am)
    IS DISTINCT FROM
     (NEW.antrag_id, NEW.art, NEW.nummer, NEW.vzae, NEW.betrag, NEW.begruendung, NEW.nebenbestimmungen, NEW.datum,
      NEW.entworfen_von_id, NEW.entworfen_am, NEW.freigegeben_von_id, NEW.freigegeben_am)
    OR (array_position(stufen, NEW.status::text) < array_position(stufen, OLD.status::text)
      AND NOT bestandskraft_entfaellt(OLD, NEW))
    OR (OLD.bekanntgegeben_am IS NOT NULL AND OLD.bekanntgegeben_am IS DISTINCT FROM NEW.bekanntgegeben_am)
    OR (OLD.bereitgestellt_am IS NOT NULL AND
        (OLD.pdf, OLD.sha256, OLD.typst_version, OLD.vorlage_sha256, OLD.bereitgestellt_am)
        IS DISTINCT FROM (NEW.pdf, NEW.sha256, NEW.typst_version, NEW.vorlage_sha256, NEW.bereitgestellt_am))
    OR (OLD.geoeffnet_am IS NOT NULL AND
        (OLD.geoeffnet_am, OLD.geoeffnet_von_id) IS DISTINCT FROM (NEW.geoeffnet_am, NEW.geoeffnet_von_id))
  THEN
    RAISE EXCEPTION 'Ein freigegebener Bescheid wird nicht mehr geändert.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'bescheid_unveraenderlich';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION bekanntgabe_steht_fest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.daten IS NOT NULL AND OLD.daten IS DISTINCT FROM NEW.daten)
    OR (OLD.haushalt_ausnahme, OLD.haushalt_ausnahme_von_id)
      IS DISTINCT FROM (NEW.haushalt_ausnahme, NEW.haushalt_ausnahme_von_id)
    OR (OLD.bekanntgegeben_am IS NOT NULL AND OLD.weg <> '' AND (OLD.weg, OLD.versandt_am, OLD.versandt_von_id)
      IS DISTINCT FROM (NEW.weg, NEW.versandt_am, NEW.versandt_von_id))
    OR (OLD.verzichtet_am IS NOT NULL AND
      (OLD.verzichtet_am, OLD.verzichtet_von_id) IS DISTINCT FROM (NEW.verzichtet_am, NEW.verzichtet_von_id))
    OR (OLD.bestandskraeftig_am IS NOT NULL AND OLD.bestandskraeftig_am IS DISTINCT FROM NEW.bestandskraeftig_am
      AND NOT bestandskraft_entfaellt(OLD, NEW))
  THEN
    RAISE EXCEPTION 'Ein freigegebener Bescheid wird nicht mehr geändert.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'bescheid_unveraenderlich';
  END IF;
  IF NEW.status = 'bestandskraeftig' AND OLD.status <> 'bestandskraeftig' AND EXISTS (
    SELECT FROM antraege_widerspruch WHERE bescheid_id = NEW.id AND status = 'offen' AND NOT verspaetet) THEN
    RAISE EXCEPTION 'Solange ein Widerspruch offen ist, wird der Bescheid nicht bestandskräftig.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'bescheid_bestandskraft_ohne_widerspruch';
  END IF;
  RETURN NEW;
END $$;
"""
ZURUECK = """
CREATE OR REPLACE FUNCTION bescheid_unveraenderlich() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE stufen text[] := ARRAY['entwurf', 'freigegeben', 'bereitgestellt', 'bekanntgegeben', 'bestandskraeftig'];
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'Ein freigegebener Bescheid wird nicht gelöscht.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'bescheid_unveraenderlich';
  END IF;
  IF (OLD.antrag_id, OLD.art, OLD.nummer, OLD.vzae, OLD.betrag, OLD.begruendung, OLD.nebenbestimmungen, OLD.datum,
      OLD.entworfen_von_id, OLD.entworfen_am, OLD.freigegeben_von_id, OLD.freigegeben_am)
    IS DISTINCT FROM
     (NEW.antrag_id, NEW.art, NEW.nummer, NEW.vzae, NEW.betrag, NEW.begruendung, NEW.nebenbestimmungen, NEW.datum,
      NEW.entworfen_von_id, NEW.entworfen_am, NEW.freigegeben_von_id, NEW.freigegeben_am)
    OR array_position(stufen, NEW.status::text) < array_position(stufen, OLD.status::text)
    OR (OLD.bekanntgegeben_am IS NOT NULL AND OLD.bekanntgegeben_am IS DISTINCT FROM NEW.bekanntgegeben_am)
    OR (OLD.bereitgestellt_am IS NOT NULL AND
        (OLD.pdf, OLD.sha256, OLD.typst_version, OLD.vorlage_sha256, OLD.bereitgestellt_am)
        IS DISTINCT FROM (NEW.pdf, NEW.sha256, NEW.typst_version, NEW.vorlage_sha256, NEW.bereitgestellt_am))
    OR (OLD.geoeffnet_am IS NOT NULL AND
        (OLD.geoeffnet_am, OLD.geoeffnet_von_id) IS DISTINCT FROM (NEW.geoeffnet_am, NEW.geoeffnet_von_id))
  THEN
    RAISE EXCEPTION 'Ein freigegebener Bescheid wird nicht mehr geändert.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'bescheid_unveraenderlich';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION bekanntgabe_steht_fest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.daten IS NOT NULL AND OLD.daten IS DISTINCT FROM NEW.daten)
    OR (OLD.haushalt_ausnahme, OLD.haushalt_ausnahme_von_id)
      IS DISTINCT FROM (NEW.haushalt_ausnahme, NEW.haushalt_ausnahme_von_id)
    OR (OLD.bekanntgegeben_am IS NOT NULL AND OLD.weg <> '' AND (OLD.weg, OLD.versandt_am, OLD.versandt_von_id)
      IS DISTINCT FROM (NEW.weg, NEW.versandt_am, NEW.versandt_von_id))
    OR (OLD.verzichtet_am IS NOT NULL AND
      (OLD.verzichtet_am, OLD.verzichtet_von_id) IS DISTINCT FROM (NEW.verzichtet_am, NEW.verzichtet_von_id))
    OR (OLD.bestandskraeftig_am IS NOT NULL AND OLD.bestandskraeftig_am IS DISTINCT FROM NEW.bestandskraeftig_am)
  THEN
    RAISE EXCEPTION 'Ein freigegebener Bescheid wird nicht mehr geändert.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'bescheid_unveraenderlich';
  END IF;
  IF NEW.status = 'bestandskraeftig' AND OLD.status <> 'bestandskraeftig' AND EXISTS (
    SELECT FROM antraege_widerspruch WHERE bescheid_id = NEW.id AND status = 'offen' AND NOT verspaetet) THEN
    RAISE EXCEPTION 'Solange ein Widerspruch offen ist, wird der Bescheid nicht bestandskräftig.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'bescheid_bestandskraft_ohne_widerspruch';
  END IF;
  RETURN NEW;
END $$;
DROP FUNCTION bestandskraft_entfaellt(antraege_bescheid, antraege_bescheid);
"""


class Migration(migrations.Migration):
    dependencies = [("antraege", "0032_folgebescheid_wartet")]
    operations = [migrations.RunSQL(ENTFAELLT + SQL, ZURUECK)]
