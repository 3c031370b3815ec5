"""What is public of a sitting, item by item; and what is known of a result stays known.

A public sitting has closed items, so each step of a paper's way says itself whether it is public. Once a result is
recorded that only becomes stricter. While a later notice waits to be known, the municipality keeps reading the figures
it knows; 0032 took even those away, also where everybody had read them. For OParl: what is no longer public stays
deleted, whatever is changed of it later, and a step that a deferral added tells nothing before the deferral does.
"""

from decimal import Decimal

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

# Before the functions below: of a case whose later notice waits, what its last known notice says. Only an amendment changes
# the result; while one waits, the latest known of those that state a result tells it.
BEKANNT_BISHER = """
UPDATE antraege_antrag a SET bekannt_vzae = b.vzae, bekannt_betrag = b.betrag, bekannt_ergebnis = CASE
    WHEN NOT EXISTS (SELECT FROM antraege_bescheid w WHERE w.antrag_id = a.id AND w.art = 'aenderung'
      AND w.bekanntgegeben_am IS NULL AND w.status IN ('freigegeben', 'bereitgestellt')) THEN a.ergebnis
    WHEN e.vzae = 0 THEN 'abgelehnt' WHEN e.vzae = a.beantragt_vzae THEN 'bewilligt' ELSE 'teilbewilligt' END
  FROM (SELECT DISTINCT ON (antrag_id) antrag_id, vzae, betrag FROM antraege_bescheid
    WHERE bekanntgegeben_am IS NOT NULL ORDER BY antrag_id, id DESC) b
  JOIN (SELECT DISTINCT ON (antrag_id) antrag_id, vzae FROM antraege_bescheid
    WHERE bekanntgegeben_am IS NOT NULL AND art IN ('bewilligung', 'teilbewilligung', 'ablehnung', 'aenderung')
    ORDER BY antrag_id, id DESC) e USING (antrag_id)
  WHERE antrag_id = a.id AND folgebescheid_wartet(a.id);
"""
BEKANNT = """
DROP TRIGGER folgebescheid_verdeckt ON antraege_bescheid;
DROP FUNCTION folgebescheid_verdeckt();
CREATE OR REPLACE FUNCTION antrag_ergebnis_bekannt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.ergebnis_bekannt := CASE
    WHEN NEW.status_kommune IN ('beschlossen', 'abgeschlossen') THEN true
    WHEN NEW.status_kommune = 'beschieden' THEN
      (TG_OP = 'UPDATE' AND OLD.ergebnis_bekannt)
      OR EXISTS (SELECT FROM antraege_bescheid WHERE antrag_id = NEW.id AND bekanntgegeben_am IS NOT NULL)
    ELSE false END;
  IF NOT NEW.ergebnis_bekannt THEN
    NEW.bekannt_ergebnis := ''; NEW.bekannt_vzae := NULL; NEW.bekannt_betrag := NULL;
  ELSIF TG_OP = 'UPDATE' AND folgebescheid_wartet(NEW.id) THEN
    NEW.bekannt_ergebnis := OLD.bekannt_ergebnis;
    NEW.bekannt_vzae := OLD.bekannt_vzae; NEW.bekannt_betrag := OLD.bekannt_betrag;
  ELSE
    NEW.bekannt_ergebnis := NEW.ergebnis;
    NEW.bekannt_vzae := NEW.bewilligt_vzae; NEW.bekannt_betrag := NEW.bewilligt_betrag;
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION bescheid_macht_bekannt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE antraege_antrag SET ergebnis_bekannt = true
    WHERE id = NEW.antrag_id AND status_kommune IN ('beschieden', 'abgeschlossen')
      AND (NOT ergebnis_bekannt OR NEW.aendert_id IS NOT NULL);
  RETURN NULL;
END $$;
UPDATE antraege_antrag SET ergebnis_bekannt = ergebnis_bekannt
  WHERE status_kommune IN ('beschlossen', 'beschieden', 'abgeschlossen');
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""
BEKANNT_ZURUECK = """
CREATE OR REPLACE FUNCTION bescheid_macht_bekannt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE antraege_antrag SET ergebnis_bekannt = true
    WHERE id = NEW.antrag_id AND status_kommune IN ('beschieden', 'abgeschlossen') AND NOT ergebnis_bekannt;
  RETURN NULL;
END $$;
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
CREATE FUNCTION folgebescheid_verdeckt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE antraege_antrag SET ergebnis_bekannt = false WHERE id = NEW.antrag_id AND ergebnis_bekannt;
  RETURN NULL;
END $$;
CREATE TRIGGER folgebescheid_verdeckt AFTER INSERT OR UPDATE OF status ON antraege_bescheid
  FOR EACH ROW WHEN (NEW.aendert_id IS NOT NULL AND NEW.status = 'freigegeben') EXECUTE FUNCTION folgebescheid_verdeckt();
"""
JE_PUNKT = """
CREATE FUNCTION beratung_wird_nicht_oeffentlich() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Zu diesem Punkt ist ein Ergebnis erfasst. Er wird nicht mehr öffentlich.'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'beratung_wird_nicht_oeffentlich';
END $$;
CREATE TRIGGER beratung_wird_nicht_oeffentlich BEFORE UPDATE ON antraege_beratungsschritt
  FOR EACH ROW WHEN (OLD.erfasst_am IS NOT NULL AND NEW.oeffentlich AND NOT OLD.oeffentlich)
  EXECUTE FUNCTION beratung_wird_nicht_oeffentlich();

-- What the minutes have confirmed stays; only that it was public may be taken back.
CREATE OR REPLACE FUNCTION beratung_bestaetigt_steht_fest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.oeffentlich AND NOT NEW.oeffentlich THEN
    OLD.oeffentlich := false;
    IF OLD IS NOT DISTINCT FROM NEW THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION 'Dieses Ergebnis ist mit dem Auszug aus der Niederschrift bestätigt und steht fest.'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'beratung_bestaetigt_steht_fest';
END $$;

CREATE OR REPLACE FUNCTION vorlage_nur_oeffentlich() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_beratungsschritt WHERE vorlage_id = NEW.id;
  IF NOT FOUND THEN RETURN NEW; END IF;
  PERFORM FROM antraege_beratungsschritt b JOIN antraege_sitzung s ON s.id = b.sitzung_id
    WHERE b.vorlage_id = NEW.id AND b.oeffentlich AND s.oeffentlich;
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
    WHERE b.sitzung_id = NEW.id AND b.oeffentlich AND v.veroeffentlicht_am IS NOT NULL AND NOT EXISTS (
      SELECT FROM antraege_beratungsschritt c JOIN antraege_sitzung s ON s.id = c.sitzung_id
      WHERE c.vorlage_id = v.id AND c.oeffentlich AND s.oeffentlich AND s.id <> NEW.id);
  IF FOUND AND NOT NEW.oeffentlich THEN
    RAISE EXCEPTION 'Zu dieser Sitzung ist eine Vorlage veröffentlicht, die in keiner anderen öffentlichen Sitzung steht.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'sitzung_traegt_veroeffentlichte';
  END IF;
  RETURN NEW;
END $$;
"""
JE_PUNKT_ZURUECK = """
CREATE OR REPLACE FUNCTION sitzung_bleibt_oeffentlich() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_beratungsschritt WHERE sitzung_id = NEW.id AND erfasst_am IS NOT NULL;
  IF FOUND THEN
    RAISE EXCEPTION 'Aus dieser Sitzung ist ein Ergebnis erfasst. Ob sie öffentlich war, steht damit fest.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'sitzung_bleibt_oeffentlich';
  END IF;
  PERFORM FROM antraege_beratungsschritt b JOIN antraege_vorlage v ON v.id = b.vorlage_id
    WHERE b.sitzung_id = NEW.id AND v.veroeffentlicht_am IS NOT NULL AND NOT EXISTS (
      SELECT FROM antraege_beratungsschritt c JOIN antraege_sitzung s ON s.id = c.sitzung_id
      WHERE c.vorlage_id = v.id AND s.oeffentlich AND s.id <> NEW.id);
  IF FOUND AND NOT NEW.oeffentlich THEN
    RAISE EXCEPTION 'Zu dieser Sitzung ist eine Vorlage veröffentlicht, die in keiner anderen öffentlichen Sitzung steht.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'sitzung_traegt_veroeffentlichte';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION vorlage_nur_oeffentlich() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_beratungsschritt WHERE vorlage_id = NEW.id;
  IF NOT FOUND THEN RETURN NEW; END IF;
  PERFORM FROM antraege_beratungsschritt b JOIN antraege_sitzung s ON s.id = b.sitzung_id
    WHERE b.vorlage_id = NEW.id AND s.oeffentlich;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Alle Sitzungen zu dieser Vorlage sind nicht öffentlich, sie wird nicht veröffentlicht.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'vorlage_nur_oeffentlich';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION beratung_bestaetigt_steht_fest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Dieses Ergebnis ist mit dem Auszug aus der Niederschrift bestätigt und steht fest.'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'beratung_bestaetigt_steht_fest';
END $$;
DROP TRIGGER beratung_wird_nicht_oeffentlich ON antraege_beratungsschritt;
DROP FUNCTION beratung_wird_nicht_oeffentlich();
"""
OPARL = """
-- weg: true, it was public and is no longer; false, it is public; NULL, it is not, and what is known of its end stays.
CREATE OR REPLACE FUNCTION oparl_stempel(welche text, ids bigint[], kreis bigint, weg boolean DEFAULT false)
RETURNS void LANGUAGE sql AS $$
  INSERT INTO antraege_oparlstand AS stand (art, objekt_id, landkreis_id, angelegt_am, geaendert_am, geloescht_am)
    SELECT welche, id, kreis, now(), now(), CASE WHEN weg THEN now() END FROM unnest(ids) AS id ORDER BY id
    ON CONFLICT (art, objekt_id) DO UPDATE SET geaendert_am = now(),
      geloescht_am = CASE WHEN weg IS NULL THEN stand.geloescht_am ELSE EXCLUDED.geloescht_am END;
$$;

-- A step that a deferral added is public with the deferral, so not where only the notices tell it.
CREATE FUNCTION oparl_schritt_oeffentlich(schritt antraege_beratungsschritt) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT schritt.oeffentlich
    AND EXISTS (SELECT FROM antraege_vorlage WHERE id = schritt.vorlage_id AND veroeffentlicht_am IS NOT NULL)
    AND EXISTS (SELECT FROM antraege_sitzung WHERE id = schritt.sitzung_id AND oeffentlich)
    AND (schritt.folgt_auf_id IS NULL OR EXISTS (
      SELECT FROM antraege_beratungsschritt b JOIN antraege_sitzung s ON s.id = b.sitzung_id
        JOIN antraege_vorlage v ON v.id = b.vorlage_id LEFT JOIN antraege_foerderrunde r ON r.id = v.runde_id
      WHERE b.id = schritt.folgt_auf_id AND b.oeffentlich AND s.oeffentlich
        AND (r.id IS NULL OR r.ergebnis_sichtbar = 'sitzung')));
$$;

CREATE OR REPLACE FUNCTION oparl_sitzung() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE alt antraege_sitzung; kreis bigint; war boolean := TG_OP <> 'INSERT'; weg boolean;
BEGIN
  IF war THEN alt := OLD; ELSE alt := NEW; END IF;
  war := war AND alt.oeffentlich;
  SELECT landkreis_id INTO kreis FROM antraege_gremium WHERE id = alt.gremium_id;
  IF TG_OP = 'DELETE' AND NOT war THEN
    DELETE FROM antraege_oparlstand WHERE art = 'sitzung' AND objekt_id = alt.id AND geloescht_am IS NULL;
    RETURN NULL;
  END IF;
  weg := CASE WHEN TG_OP = 'DELETE' THEN true WHEN NEW.oeffentlich THEN false WHEN war THEN true END;
  PERFORM oparl_stempel('sitzung', ARRAY[alt.id], kreis, weg);
  IF TG_OP = 'UPDATE' THEN
    PERFORM oparl_stempel('schritt', ARRAY[b.id], kreis,
        CASE WHEN b.oeffentlich AND v.veroeffentlicht_am IS NOT NULL THEN weg END)
      FROM antraege_beratungsschritt b JOIN antraege_vorlage v ON v.id = b.vorlage_id
      WHERE b.sitzung_id = alt.id ORDER BY b.id;
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION oparl_vorlage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM oparl_stempel('vorlage', array_remove(ARRAY[NEW.id, NEW.ergaenzt_id], NULL), NEW.landkreis_id);
  IF TG_OP = 'UPDATE' AND OLD.veroeffentlicht_am IS DISTINCT FROM NEW.veroeffentlicht_am THEN
    PERFORM oparl_stempel('schritt', array_agg(id), NEW.landkreis_id, NULL) FROM antraege_beratungsschritt WHERE vorlage_id = NEW.id;
    PERFORM oparl_stempel('anlage', array_agg(id), NEW.landkreis_id) FROM antraege_vorlagenanlage WHERE vorlage_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION oparl_schritt() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE alt antraege_beratungsschritt; kreis bigint; war boolean := false; ist boolean := false;
BEGIN
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
DROP FUNCTION oparl_schritt_oeffentlich(bigint, bigint);

-- With the last notice that becomes known the results of its paper are public, and the sittings they led to.
CREATE OR REPLACE FUNCTION oparl_antrag() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE papier bigint;
BEGIN
  SELECT vorlage_id INTO papier FROM antraege_beschlussantrag WHERE id = NEW.beschlussantrag_id;
  PERFORM FROM antraege_antrag a JOIN antraege_beschlussantrag z ON z.id = a.beschlussantrag_id
    WHERE z.vorlage_id = papier AND NOT a.ergebnis_bekannt AND a.status NOT IN ('zurueckgezogen', 'unzulaessig');
  IF NOT FOUND THEN
    PERFORM oparl_stempel('schritt', array_agg(id), NEW.landkreis_id, NULL) FROM antraege_beratungsschritt WHERE vorlage_id = papier;
    PERFORM oparl_stempel('sitzung', array_agg(sitzung_id), NEW.landkreis_id, NULL) FROM antraege_beratungsschritt WHERE vorlage_id = papier;
    PERFORM oparl_stempel('vorlage', ARRAY[papier], NEW.landkreis_id);
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION oparl_gremium_weg() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM oparl_stempel('gremium', ARRAY[OLD.id], OLD.landkreis_id, true);
  RETURN NULL;
END $$;
CREATE TRIGGER oparl_gremium_weg AFTER DELETE ON antraege_gremium
  FOR EACH ROW EXECUTE FUNCTION oparl_gremium_weg();
"""
OPARL_ZURUECK = """
DROP TRIGGER oparl_gremium_weg ON antraege_gremium;
DROP FUNCTION oparl_gremium_weg();
CREATE OR REPLACE FUNCTION oparl_antrag() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE papier bigint;
BEGIN
  SELECT vorlage_id INTO papier FROM antraege_beschlussantrag WHERE id = NEW.beschlussantrag_id;
  PERFORM FROM antraege_antrag a JOIN antraege_beschlussantrag z ON z.id = a.beschlussantrag_id
    WHERE z.vorlage_id = papier AND NOT a.ergebnis_bekannt AND a.status NOT IN ('zurueckgezogen', 'unzulaessig');
  IF NOT FOUND THEN
    PERFORM oparl_stempel('schritt', array_agg(id), NEW.landkreis_id) FROM antraege_beratungsschritt WHERE vorlage_id = papier;
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION oparl_schritt_oeffentlich(vorlage bigint, sitzung bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM antraege_vorlage WHERE id = vorlage AND veroeffentlicht_am IS NOT NULL)
    AND EXISTS (SELECT FROM antraege_sitzung WHERE id = sitzung AND oeffentlich);
$$;
CREATE OR REPLACE FUNCTION oparl_schritt() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE alt antraege_beratungsschritt; kreis bigint; war boolean := TG_OP <> 'INSERT'; ist boolean := TG_OP <> 'DELETE';
BEGIN
  IF war THEN alt := OLD; ELSE alt := NEW; END IF;
  war := war AND oparl_schritt_oeffentlich(alt.vorlage_id, alt.sitzung_id);
  IF ist THEN ist := oparl_schritt_oeffentlich(NEW.vorlage_id, NEW.sitzung_id); END IF;
  SELECT landkreis_id INTO kreis FROM antraege_vorlage WHERE id = alt.vorlage_id;
  IF TG_OP = 'DELETE' AND NOT war THEN
    DELETE FROM antraege_oparlstand WHERE art = 'schritt' AND objekt_id = alt.id;
    RETURN NULL;
  END IF;
  PERFORM oparl_stempel('schritt', ARRAY[alt.id], kreis, war AND NOT ist);
  PERFORM oparl_stempel('vorlage', ARRAY[alt.vorlage_id], kreis);
  PERFORM oparl_stempel('sitzung', ARRAY[alt.sitzung_id], kreis);
  IF TG_OP = 'UPDATE' AND NEW.sitzung_id <> alt.sitzung_id THEN
    PERFORM oparl_stempel('sitzung', ARRAY[NEW.sitzung_id], kreis);
  END IF;
  RETURN NULL;
END $$;
DROP FUNCTION oparl_schritt_oeffentlich(antraege_beratungsschritt);
CREATE OR REPLACE FUNCTION oparl_vorlage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM oparl_stempel('vorlage', array_remove(ARRAY[NEW.id, NEW.ergaenzt_id], NULL), NEW.landkreis_id);
  IF TG_OP = 'UPDATE' AND OLD.veroeffentlicht_am IS DISTINCT FROM NEW.veroeffentlicht_am THEN
    PERFORM oparl_stempel('schritt', array_agg(id), NEW.landkreis_id) FROM antraege_beratungsschritt WHERE vorlage_id = NEW.id;
    PERFORM oparl_stempel('anlage', array_agg(id), NEW.landkreis_id) FROM antraege_vorlagenanlage WHERE vorlage_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION oparl_sitzung() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE alt antraege_sitzung; kreis bigint; war boolean := TG_OP <> 'INSERT';
BEGIN
  IF war THEN alt := OLD; ELSE alt := NEW; END IF;
  war := war AND alt.oeffentlich;
  SELECT landkreis_id INTO kreis FROM antraege_gremium WHERE id = alt.gremium_id;
  IF TG_OP = 'DELETE' AND NOT war THEN
    DELETE FROM antraege_oparlstand WHERE art = 'sitzung' AND objekt_id = alt.id;
    RETURN NULL;
  END IF;
  PERFORM oparl_stempel('sitzung', ARRAY[alt.id], kreis, war AND (TG_OP = 'DELETE' OR NOT NEW.oeffentlich));
  IF TG_OP = 'UPDATE' THEN
    PERFORM oparl_stempel('schritt', array_agg(id), kreis) FROM antraege_beratungsschritt WHERE sitzung_id = alt.id;
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION oparl_stempel(welche text, ids bigint[], kreis bigint, weg boolean DEFAULT false)
RETURNS void LANGUAGE sql AS $$
  INSERT INTO antraege_oparlstand (art, objekt_id, landkreis_id, angelegt_am, geaendert_am, geloescht_am)
    SELECT welche, id, kreis, now(), now(), CASE WHEN weg THEN now() END FROM unnest(ids) AS id ORDER BY id
    ON CONFLICT (art, objekt_id) DO UPDATE SET geaendert_am = now(), geloescht_am = EXCLUDED.geloescht_am;
$$;
"""
# After everything else: a paper's item that the council system calls closed is closed here.
BESTAND = """
UPDATE antraege_beratungsschritt b SET oeffentlich = false
  FROM antraege_tagesordnungspunkt t
  WHERE t.sitzung_id = b.sitzung_id AND t.vorlage_id = b.vorlage_id AND NOT t.oeffentlich;
"""

NICHT_NEGATIV = django.core.validators.MinValueValidator(Decimal("0.00"))


def _zahl(name: str, stellen: int, einheit: str, pruefer: list) -> models.DecimalField:
    return models.DecimalField(
        name,
        max_digits=stellen,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=einheit,
        validators=pruefer,
    )


class Migration(migrations.Migration):
    dependencies = [("antraege", "0035_kleine_tueren")]
    operations = [
        migrations.AddField(
            "beratungsschritt", "oeffentlich", models.BooleanField("öffentlich", default=True)
        ),
        migrations.AddField(
            "beratungsschritt",
            "folgt_auf",
            models.ForeignKey(
                "antraege.beratungsschritt",
                django.db.models.deletion.PROTECT,
                null=True,
                blank=True,
                related_name="+",
                editable=False,
                verbose_name="vertagt oder verwiesen in",
            ),
        ),
        migrations.AddField(
            "sitzung",
            "fehlt_seit",
            models.DateField("fehlt im Ratsinformationssystem seit", null=True, blank=True, editable=False),
        ),
        migrations.AddField(
            "antrag",
            "bekannt_ergebnis",
            models.CharField(
                "Bekanntes Ergebnis",
                max_length=15,
                choices=[
                    ("bewilligt", "Bewilligt"),
                    ("teilbewilligt", "Teilweise bewilligt"),
                    ("abgelehnt", "Abgelehnt"),
                    ("verfristet", "Verspätet eingegangen"),
                ],
                blank=True,
            ),
        ),
        migrations.AddField(
            "antrag", "bekannt_vzae", _zahl("Als bewilligt bekannt", 6, "VZÄ", [NICHT_NEGATIV])
        ),
        migrations.AddField(
            "antrag", "bekannt_betrag", _zahl("Als bewilligt bekannte Förderung", 12, "EUR", [])
        ),
        migrations.RunSQL(BEKANNT_BISHER, migrations.RunSQL.noop),
        migrations.RunSQL(BEKANNT, BEKANNT_ZURUECK),
        migrations.RunSQL(JE_PUNKT, JE_PUNKT_ZURUECK),
        migrations.RunSQL(OPARL, OPARL_ZURUECK),
        migrations.RunSQL(BESTAND, migrations.RunSQL.noop),
    ]
