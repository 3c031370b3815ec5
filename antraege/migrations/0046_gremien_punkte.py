"""A closed item is closed from the beginning, its stamps tell nothing, and a recorded condition stays as it was decided.

The agenda of the council system may be read before the paper is written: a step that is planned for such an item is closed
without waiting for the next run. What is not public of a paper does not show by when something changed, either. A condition
is part of its decision: settled once, changed never.
"""

import importlib

from django.db import migrations

# Also by number: an item read before its paper was written is linked to it by the next run only.
GESCHLOSSEN = r"""
CREATE FUNCTION punkt_geschlossen(papier bigint, tagung bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM antraege_tagesordnungspunkt t JOIN antraege_vorlage v ON v.id = papier
    WHERE t.sitzung_id = tagung AND NOT t.oeffentlich AND (t.vorlage_id = papier OR t.vorlage_id IS NULL AND
      (SELECT ltrim(m[1], '0') || '/' || m[2] FROM regexp_match(t.drucksache, '(\d{1,4})\s*/\s*(\d{4})') m)
        = ltrim(v.drucksache, '0')));
$$;

CREATE FUNCTION beratung_im_geschlossenen_punkt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF punkt_geschlossen(NEW.vorlage_id, NEW.sitzung_id) THEN NEW.oeffentlich := false; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER beratung_im_geschlossenen_punkt BEFORE INSERT OR UPDATE OF sitzung_id ON antraege_beratungsschritt
  FOR EACH ROW WHEN (NEW.oeffentlich) EXECUTE FUNCTION beratung_im_geschlossenen_punkt();

CREATE FUNCTION vorlage_im_geschlossenen_punkt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE antraege_beratungsschritt SET oeffentlich = false
    WHERE vorlage_id = NEW.id AND oeffentlich AND punkt_geschlossen(NEW.id, sitzung_id);
  RETURN NULL;
END $$;
CREATE TRIGGER vorlage_im_geschlossenen_punkt AFTER UPDATE OF drucksache ON antraege_vorlage
  FOR EACH ROW WHEN (OLD.drucksache <> NEW.drucksache) EXECUTE FUNCTION vorlage_im_geschlossenen_punkt();

UPDATE antraege_beratungsschritt SET oeffentlich = false
  WHERE oeffentlich AND erfasst_am IS NULL AND abgesetzt_am IS NULL AND punkt_geschlossen(vorlage_id, sitzung_id);
"""
GESCHLOSSEN_ZURUECK = """
DROP TRIGGER vorlage_im_geschlossenen_punkt ON antraege_vorlage;
DROP TRIGGER beratung_im_geschlossenen_punkt ON antraege_beratungsschritt;
DROP FUNCTION vorlage_im_geschlossenen_punkt(), beratung_im_geschlossenen_punkt(), punkt_geschlossen(bigint, bigint);
"""

VORHER = importlib.import_module("antraege.migrations.0042_gremien_rest")
# What everybody reads of a paper comes from its row or from its last published version, which stamps it itself.
OPARL_VORLAGE = """
CREATE OR REPLACE FUNCTION oparl_vorlage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM oparl_stempel('vorlage', ARRAY[NEW.id], NEW.landkreis_id);
  ELSIF (OLD.veroeffentlicht_am, OLD.drucksache, OLD.art, OLD.ergaenzt_id)
      IS DISTINCT FROM (NEW.veroeffentlicht_am, NEW.drucksache, NEW.art, NEW.ergaenzt_id)
    OR OLD.titel <> NEW.titel AND NOT EXISTS (
      SELECT FROM antraege_vorlagenfassung WHERE vorlage_id = NEW.id AND veroeffentlicht_am IS NOT NULL)
  THEN
    PERFORM oparl_stempel('vorlage', ARRAY[NEW.id], NEW.landkreis_id);
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.veroeffentlicht_am IS DISTINCT FROM NEW.veroeffentlicht_am THEN
    PERFORM oparl_stempel('vorlage', array_remove(ARRAY[NEW.ergaenzt_id], NULL), NEW.landkreis_id);
    PERFORM oparl_stempel('schritt', array_agg(id), NEW.landkreis_id, NULL) FROM antraege_beratungsschritt WHERE vorlage_id = NEW.id;
    PERFORM oparl_stempel('anlage', array_agg(id), NEW.landkreis_id) FROM antraege_vorlagenanlage WHERE vorlage_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;
"""
OPARL_VORLAGE_ZURUECK = """
CREATE OR REPLACE FUNCTION oparl_vorlage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM oparl_stempel('vorlage', array_remove(ARRAY[NEW.id, NEW.ergaenzt_id], NULL), NEW.landkreis_id);
  IF TG_OP = 'UPDATE' AND OLD.veroeffentlicht_am IS DISTINCT FROM NEW.veroeffentlicht_am THEN
    PERFORM oparl_stempel('schritt', array_agg(id), NEW.landkreis_id, NULL) FROM antraege_beratungsschritt WHERE vorlage_id = NEW.id;
    PERFORM oparl_stempel('anlage', array_agg(id), NEW.landkreis_id) FROM antraege_vorlagenanlage WHERE vorlage_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;
"""
# A step that nobody may know of yet is as old as its paper, and stamps nothing until it is public.
OPARL_SCHRITT = f"""
CREATE OR REPLACE FUNCTION oparl_schritt() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE alt antraege_beratungsschritt; kreis bigint; war boolean := false; ist boolean := false;
BEGIN
  {VORHER.STILL}
  IF TG_OP <> 'INSERT' THEN alt := OLD; war := oparl_schritt_oeffentlich(OLD); ELSE alt := NEW; END IF;
  IF TG_OP <> 'DELETE' THEN ist := oparl_schritt_oeffentlich(NEW); END IF;
  IF NOT (war OR ist) THEN
    IF TG_OP = 'DELETE' THEN
      DELETE FROM antraege_oparlstand WHERE art = 'schritt' AND objekt_id = alt.id AND geloescht_am IS NULL;
    ELSIF TG_OP = 'INSERT' THEN
      INSERT INTO antraege_oparlstand (art, objekt_id, landkreis_id, angelegt_am, geaendert_am)
        SELECT 'schritt', NEW.id, landkreis_id, angelegt_am, geaendert_am FROM antraege_oparlstand
        WHERE art = 'vorlage' AND objekt_id = NEW.vorlage_id ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
  END IF;
  SELECT landkreis_id INTO kreis FROM antraege_vorlage WHERE id = alt.vorlage_id;
  PERFORM oparl_stempel('schritt', ARRAY[alt.id], kreis, NOT ist);
  PERFORM oparl_stempel('vorlage', ARRAY[alt.vorlage_id], kreis);
  PERFORM oparl_stempel('sitzung', ARRAY[alt.sitzung_id], kreis, NULL);
  IF TG_OP = 'UPDATE' AND NEW.sitzung_id <> alt.sitzung_id THEN
    PERFORM oparl_stempel('sitzung', ARRAY[NEW.sitzung_id], kreis, NULL);
  END IF;
  RETURN NULL;
END $$;
"""  # noqa: S608

# The triggers of 0025 fire first (by name) and hold what is settled or confirmed; these what is recorded.
MASSGABE = """
CREATE FUNCTION massgabe_erfasst_steht_fest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_beschlussergebnis e JOIN antraege_beratungsschritt b ON b.id = e.schritt_id
    WHERE e.id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.ergebnis_id END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.ergebnis_id END)
      AND b.erfasst_am IS NOT NULL AND (TG_OP = 'INSERT' OR b.bestaetigt_am IS NULL);
  IF FOUND THEN
    RAISE EXCEPTION 'Diese Maßgabe gehört zu einem erfassten Ergebnis. Sie wird einmal erledigt und sonst nicht geändert.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'massgabe_erfasst_steht_fest';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER massgabe_zum_erfassten BEFORE INSERT OR DELETE ON antraege_massgabe
  FOR EACH ROW EXECUTE FUNCTION massgabe_erfasst_steht_fest();
CREATE TRIGGER massgabe_zum_erfassten_fest BEFORE UPDATE ON antraege_massgabe FOR EACH ROW
  WHEN (to_jsonb(OLD) - '{erledigt_am,erledigt_von_id,vermerk}'::text[]
    <> to_jsonb(NEW) - '{erledigt_am,erledigt_von_id,vermerk}'::text[])
  EXECUTE FUNCTION massgabe_erfasst_steht_fest();
"""
MASSGABE_ZURUECK = """
DROP TRIGGER massgabe_zum_erfassten_fest ON antraege_massgabe;
DROP TRIGGER massgabe_zum_erfassten ON antraege_massgabe;
DROP FUNCTION massgabe_erfasst_steht_fest();
"""


class Migration(migrations.Migration):
    dependencies = [("antraege", "0045_datenbankregeln")]
    operations = [
        migrations.RunSQL(GESCHLOSSEN, GESCHLOSSEN_ZURUECK),
        migrations.RunSQL(
            OPARL_VORLAGE + OPARL_SCHRITT,
            OPARL_VORLAGE_ZURUECK + VORHER._oparl(VORHER.FASSUNG, VORHER.STILL),
        ),
        migrations.RunSQL(MASSGABE, MASSGABE_ZURUECK),
    ]
