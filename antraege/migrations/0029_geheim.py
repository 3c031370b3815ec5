"""What is public, and when.

Whether a municipality may know its result follows from its state and its notice: no way of writing passes that. What is
published was released, and a sitting does not become closed after it told something. For OParl each object keeps when it
was made and changed; what was public and is no longer stays known as deleted.
"""

import django.db.models.deletion
from django.db import migrations, models

ERGEBNIS = """
CREATE FUNCTION antrag_ergebnis_bekannt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.ergebnis_bekannt := CASE
    WHEN NEW.status_kommune IN ('beschlossen', 'abgeschlossen') THEN true
    WHEN NEW.status_kommune = 'beschieden' THEN
      (TG_OP = 'UPDATE' AND OLD.ergebnis_bekannt)
      OR EXISTS (SELECT FROM antraege_bescheid WHERE antrag_id = NEW.id AND bekanntgegeben_am IS NOT NULL)
    ELSE false END;
  RETURN NEW;
END $$;
CREATE TRIGGER antrag_ergebnis_bekannt BEFORE INSERT OR UPDATE ON antraege_antrag
  FOR EACH ROW EXECUTE FUNCTION antrag_ergebnis_bekannt();

CREATE FUNCTION bescheid_macht_bekannt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE antraege_antrag SET ergebnis_bekannt = true
    WHERE id = NEW.antrag_id AND status_kommune = 'beschieden' AND NOT ergebnis_bekannt;
  RETURN NULL;
END $$;
CREATE TRIGGER bescheid_macht_bekannt AFTER INSERT OR UPDATE OF bekanntgegeben_am ON antraege_bescheid
  FOR EACH ROW WHEN (NEW.bekanntgegeben_am IS NOT NULL) EXECUTE FUNCTION bescheid_macht_bekannt();
"""
ERGEBNIS_ZURUECK = """
DROP TRIGGER bescheid_macht_bekannt ON antraege_bescheid;
DROP TRIGGER antrag_ergebnis_bekannt ON antraege_antrag;
DROP FUNCTION bescheid_macht_bekannt(), antrag_ergebnis_bekannt();
"""
# What was decided in public stays known while its notice waits, so this comes before the trigger.
BESTAND = """
UPDATE antraege_antrag a SET ergebnis_bekannt = true
  FROM antraege_foerderrunde r
  WHERE r.id = a.runde_id AND (
    a.status_kommune IN ('beschlossen', 'abgeschlossen')
    OR a.status_kommune = 'beschieden' AND (
      EXISTS (SELECT FROM antraege_bescheid b WHERE b.antrag_id = a.id AND b.bekanntgegeben_am IS NOT NULL)
      OR r.ergebnis_sichtbar = 'sitzung' AND EXISTS (
        SELECT FROM antraege_beschlussantrag z
          JOIN antraege_beratungsschritt s ON s.vorlage_id = z.vorlage_id
          JOIN antraege_sitzung t ON t.id = s.sitzung_id
          WHERE z.id = a.beschlussantrag_id AND s.rolle = 'beschluss' AND s.erfasst_am IS NOT NULL AND t.oeffentlich)));
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""
VEROEFFENTLICHT = """
CREATE FUNCTION vorlage_veroeffentlicht_freigegeben() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.freigegeben_von_id IS NULL AND NEW.fassung = 1 AND NEW.status <> 'zurueckgezogen' THEN
    RAISE EXCEPTION 'Veröffentlicht wird nur eine freigegebene Vorlage.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'vorlage_veroeffentlicht_freigegeben';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER vorlage_veroeffentlicht_freigegeben BEFORE UPDATE OF veroeffentlicht_am ON antraege_vorlage
  FOR EACH ROW WHEN (OLD.veroeffentlicht_am IS NULL AND NEW.veroeffentlicht_am IS NOT NULL)
  EXECUTE FUNCTION vorlage_veroeffentlicht_freigegeben();

CREATE FUNCTION vorlage_bleibt_veroeffentlicht() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Was veröffentlicht ist, bleibt es. Bitte eine neue Fassung beginnen oder die Vorlage zurückziehen.'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'vorlage_bleibt_veroeffentlicht';
END $$;
CREATE TRIGGER vorlage_bleibt_veroeffentlicht BEFORE UPDATE OF veroeffentlicht_am ON antraege_vorlage
  FOR EACH ROW WHEN (OLD.veroeffentlicht_am IS NOT NULL AND NEW.veroeffentlicht_am IS NULL)
  EXECUTE FUNCTION vorlage_bleibt_veroeffentlicht();

CREATE FUNCTION sitzung_bleibt_oeffentlich() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER sitzung_bleibt_oeffentlich BEFORE UPDATE OF oeffentlich ON antraege_sitzung
  FOR EACH ROW WHEN (OLD.oeffentlich <> NEW.oeffentlich) EXECUTE FUNCTION sitzung_bleibt_oeffentlich();
"""
VEROEFFENTLICHT_ZURUECK = """
DROP TRIGGER sitzung_bleibt_oeffentlich ON antraege_sitzung;
DROP TRIGGER vorlage_bleibt_veroeffentlicht ON antraege_vorlage;
DROP TRIGGER vorlage_veroeffentlicht_freigegeben ON antraege_vorlage;
DROP FUNCTION sitzung_bleibt_oeffentlich(), vorlage_bleibt_veroeffentlicht(), vorlage_veroeffentlicht_freigegeben();
"""
OPARL = """
CREATE FUNCTION oparl_stempel(welche text, ids bigint[], kreis bigint, weg boolean DEFAULT false) RETURNS void LANGUAGE sql AS $$
  INSERT INTO antraege_oparlstand (art, objekt_id, landkreis_id, angelegt_am, geaendert_am, geloescht_am)
    SELECT welche, id, kreis, now(), now(), CASE WHEN weg THEN now() END FROM unnest(ids) AS id ORDER BY id
    ON CONFLICT (art, objekt_id) DO UPDATE SET geaendert_am = now(), geloescht_am = EXCLUDED.geloescht_am;
$$;

CREATE FUNCTION oparl_gremium() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM oparl_stempel('gremium', ARRAY[NEW.id], NEW.landkreis_id);
  RETURN NULL;
END $$;
CREATE TRIGGER oparl_gremium AFTER INSERT OR UPDATE ON antraege_gremium
  FOR EACH ROW EXECUTE FUNCTION oparl_gremium();

CREATE FUNCTION oparl_landkreis() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM oparl_stempel('landkreis', ARRAY[NEW.id], NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER oparl_landkreis AFTER INSERT OR UPDATE ON antraege_landkreis
  FOR EACH ROW EXECUTE FUNCTION oparl_landkreis();

CREATE FUNCTION oparl_sitzung() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER oparl_sitzung AFTER INSERT OR UPDATE OR DELETE ON antraege_sitzung
  FOR EACH ROW EXECUTE FUNCTION oparl_sitzung();

CREATE FUNCTION oparl_vorlage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM oparl_stempel('vorlage', array_remove(ARRAY[NEW.id, NEW.ergaenzt_id], NULL), NEW.landkreis_id);
  IF TG_OP = 'UPDATE' AND OLD.veroeffentlicht_am IS DISTINCT FROM NEW.veroeffentlicht_am THEN
    PERFORM oparl_stempel('schritt', array_agg(id), NEW.landkreis_id) FROM antraege_beratungsschritt WHERE vorlage_id = NEW.id;
    PERFORM oparl_stempel('anlage', array_agg(id), NEW.landkreis_id) FROM antraege_vorlagenanlage WHERE vorlage_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER oparl_vorlage AFTER INSERT OR UPDATE ON antraege_vorlage
  FOR EACH ROW EXECUTE FUNCTION oparl_vorlage();

CREATE FUNCTION oparl_schritt_oeffentlich(vorlage bigint, sitzung bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM antraege_vorlage WHERE id = vorlage AND veroeffentlicht_am IS NOT NULL)
    AND EXISTS (SELECT FROM antraege_sitzung WHERE id = sitzung AND oeffentlich);
$$;
CREATE FUNCTION oparl_schritt() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER oparl_schritt AFTER INSERT OR UPDATE OR DELETE ON antraege_beratungsschritt
  FOR EACH ROW EXECUTE FUNCTION oparl_schritt();

CREATE FUNCTION oparl_datei() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE kreis bigint; frei boolean;
BEGIN
  SELECT landkreis_id, veroeffentlicht_am IS NOT NULL INTO kreis, frei FROM antraege_vorlage WHERE id = NEW.vorlage_id;
  PERFORM oparl_stempel('vorlage', ARRAY[NEW.vorlage_id], kreis);
  IF TG_TABLE_NAME = 'antraege_vorlagenfassung' THEN
    PERFORM oparl_stempel('fassung', ARRAY[NEW.id], kreis);
  ELSE -- an annex stays with the published versions that hold it
    PERFORM oparl_stempel('anlage', ARRAY[NEW.id], kreis,
      frei AND NEW.oeffentlich AND NEW.art <> 'anlage' AND NEW.entfernt_am IS NOT NULL);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER oparl_datei AFTER INSERT OR UPDATE ON antraege_vorlagenfassung
  FOR EACH ROW EXECUTE FUNCTION oparl_datei();
CREATE TRIGGER oparl_datei AFTER INSERT OR UPDATE ON antraege_vorlagenanlage
  FOR EACH ROW EXECUTE FUNCTION oparl_datei();

-- With the last notice that becomes known the results of its paper are public.
CREATE FUNCTION oparl_antrag() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER oparl_antrag AFTER UPDATE ON antraege_antrag
  FOR EACH ROW WHEN (NEW.beschlussantrag_id IS NOT NULL AND NEW.ergebnis_bekannt AND NOT OLD.ergebnis_bekannt)
  EXECUTE FUNCTION oparl_antrag();

SELECT oparl_stempel('landkreis', array_agg(id), id) FROM antraege_landkreis GROUP BY id;
SELECT oparl_stempel('gremium', array_agg(id), landkreis_id) FROM antraege_gremium GROUP BY landkreis_id;
SELECT oparl_stempel('sitzung', array_agg(s.id), g.landkreis_id)
  FROM antraege_sitzung s JOIN antraege_gremium g ON g.id = s.gremium_id GROUP BY g.landkreis_id;
SELECT oparl_stempel('vorlage', array_agg(id), landkreis_id) FROM antraege_vorlage GROUP BY landkreis_id;
SELECT oparl_stempel('schritt', array_agg(b.id), v.landkreis_id)
  FROM antraege_beratungsschritt b JOIN antraege_vorlage v ON v.id = b.vorlage_id GROUP BY v.landkreis_id;
SELECT oparl_stempel('fassung', array_agg(f.id), v.landkreis_id)
  FROM antraege_vorlagenfassung f JOIN antraege_vorlage v ON v.id = f.vorlage_id GROUP BY v.landkreis_id;
SELECT oparl_stempel('anlage', array_agg(a.id), v.landkreis_id)
  FROM antraege_vorlagenanlage a JOIN antraege_vorlage v ON v.id = a.vorlage_id GROUP BY v.landkreis_id;
"""
OPARL_ZURUECK = """
DROP TRIGGER oparl_antrag ON antraege_antrag;
DROP TRIGGER oparl_datei ON antraege_vorlagenanlage;
DROP TRIGGER oparl_datei ON antraege_vorlagenfassung;
DROP TRIGGER oparl_schritt ON antraege_beratungsschritt;
DROP TRIGGER oparl_vorlage ON antraege_vorlage;
DROP TRIGGER oparl_sitzung ON antraege_sitzung;
DROP TRIGGER oparl_landkreis ON antraege_landkreis;
DROP TRIGGER oparl_gremium ON antraege_gremium;
DROP FUNCTION oparl_antrag(), oparl_datei(), oparl_schritt(), oparl_schritt_oeffentlich(bigint, bigint), oparl_vorlage(),
  oparl_sitzung(), oparl_landkreis(), oparl_gremium(), oparl_stempel(text, bigint[], bigint, boolean);
"""


class Migration(migrations.Migration):
    dependencies = [("antraege", "0028_serien")]
    operations = [
        migrations.AddField(
            "antrag",
            "ergebnis_bekannt",
            models.BooleanField("Ergebnis der Kommune bekannt", default=False, editable=False),
        ),
        migrations.AddConstraint(
            "antrag",
            models.CheckConstraint(
                condition=models.Q(ergebnis_bekannt=False)
                | models.Q(status_kommune__in=["beschlossen", "beschieden", "abgeschlossen"]),
                name="antrag_ergebnis_erst_nach_freigabe",
                violation_error_message="Die Kommune erfährt das Ergebnis erst nach der öffentlichen Sitzung oder mit dem Bescheid.",
            ),
        ),
        migrations.RunSQL(BESTAND, migrations.RunSQL.noop),
        migrations.RunSQL(ERGEBNIS, ERGEBNIS_ZURUECK),
        migrations.RunSQL(VEROEFFENTLICHT, VEROEFFENTLICHT_ZURUECK),
        migrations.CreateModel(
            "Oparlstand",
            [
                (
                    "id",
                    models.BigAutoField(
                        primary_key=True, serialize=False, auto_created=True, verbose_name="ID"
                    ),
                ),
                (
                    "art",
                    models.CharField(
                        "Art",
                        max_length=10,
                        choices=[
                            ("landkreis", "Körperschaft"),
                            ("gremium", "Gremium"),
                            ("sitzung", "Sitzung"),
                            ("schritt", "Beratungsschritt"),
                            ("vorlage", "Vorlage"),
                            ("fassung", "Fassung"),
                            ("anlage", "Anlage"),
                        ],
                    ),
                ),
                ("objekt_id", models.BigIntegerField("Nummer des Gegenstands")),
                ("angelegt_am", models.DateTimeField("angelegt am")),
                ("geaendert_am", models.DateTimeField("geändert am")),
                (
                    "geloescht_am",
                    models.DateTimeField("nicht mehr öffentlich seit", null=True, blank=True),
                ),
                (
                    "landkreis",
                    models.ForeignKey(
                        "antraege.landkreis",
                        django.db.models.deletion.PROTECT,
                        related_name="+",
                        verbose_name="Landkreis",
                    ),
                ),
            ],
            options={
                "verbose_name": "Stand eines öffentlichen Gegenstands",
                "verbose_name_plural": "Stände öffentlicher Gegenstände",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["art", "objekt_id"],
                        name="oparlstand_je_gegenstand_einer",
                        violation_error_message="Zu diesem Gegenstand gibt es schon einen Stand.",
                    )
                ],
            },
        ),
        migrations.RunSQL(OPARL, OPARL_ZURUECK),
    ]
