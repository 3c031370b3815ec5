"""What a paper was released with stays, in its rows as in its frozen version (0024); and no committee decides above its limit.

Released, decided or withdrawn, a paper keeps its head, texts and amount, its motions and the applications on them. It becomes
a draft again only as its next version. A withdrawn one gives its applications free. Supplements and motions to change
are rows of their own.

What a sitting decides on is the greater of the typed amount and what the applications get, both without those on Ziffern
that other sittings deal with. A committee with a limit accepts nothing above it, and nothing that names no amount.
"""

import importlib

from django.db import migrations, models

FEST = """
CREATE FUNCTION vorlage_steht_fest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'Eine freigegebene Vorlage wird nicht gelöscht.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'vorlage_steht_fest';
  END IF;
  IF (OLD.landkreis_id, OLD.runde_id, OLD.art, OLD.ergaenzt_id, OLD.erstellt_von_id,
      OLD.drucksache, OLD.titel, OLD.sachverhalt, OLD.finanzen, OLD.betrag)
    IS DISTINCT FROM
     (NEW.landkreis_id, NEW.runde_id, NEW.art, NEW.ergaenzt_id, NEW.erstellt_von_id,
      NEW.drucksache, NEW.titel, NEW.sachverhalt, NEW.finanzen, NEW.betrag)
    OR NEW.status = 'mitzeichnung'
    OR NEW.status = 'entwurf' AND (OLD.status <> 'freigegeben' OR NEW.fassung <> OLD.fassung + 1)
    OR NEW.status <> 'entwurf' AND (OLD.fassung, OLD.freigegeben_von_id)
      IS DISTINCT FROM (NEW.fassung, NEW.freigegeben_von_id)
  THEN
    RAISE EXCEPTION 'Eine freigegebene Vorlage wird nicht mehr geändert. Eine Änderung ist eine neue Fassung.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'vorlage_steht_fest';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER vorlage_steht_fest BEFORE UPDATE ON antraege_vorlage
  FOR EACH ROW WHEN (OLD.status IN ('freigegeben', 'beschlossen', 'zurueckgezogen')) EXECUTE FUNCTION vorlage_steht_fest();
CREATE TRIGGER vorlage_bleibt BEFORE DELETE ON antraege_vorlage
  FOR EACH ROW WHEN (OLD.status IN ('freigegeben', 'beschlossen', 'zurueckgezogen')) EXECUTE FUNCTION vorlage_steht_fest();

-- The paper is held before its state is asked: of a release and a change at once the second sees the first.
CREATE FUNCTION vorlage_ist_fest(vorlagen bigint[], ausser text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE stand text; fest boolean := false;
BEGIN
  FOR stand IN SELECT status FROM antraege_vorlage WHERE id = ANY (vorlagen) ORDER BY id FOR SHARE LOOP
    fest := fest OR stand IN ('freigegeben', 'beschlossen', 'zurueckgezogen') AND stand <> ausser;
  END LOOP;
  RETURN fest;
END $$;

CREATE FUNCTION beschlussantrag_steht_fest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF vorlage_ist_fest(ARRAY[OLD.vorlage_id, NEW.vorlage_id], '') THEN
    RAISE EXCEPTION 'Die Ziffern einer freigegebenen Vorlage stehen fest. Eine Änderung ist eine neue Fassung.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'beschlussantrag_steht_fest';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER beschlussantrag_kommt_und_geht BEFORE INSERT OR DELETE ON antraege_beschlussantrag
  FOR EACH ROW EXECUTE FUNCTION beschlussantrag_steht_fest();
CREATE TRIGGER beschlussantrag_steht_fest BEFORE UPDATE ON antraege_beschlussantrag
  FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION beschlussantrag_steht_fest();

CREATE FUNCTION antrag_auf_vorlage_steht_fest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF vorlage_ist_fest(ARRAY(SELECT vorlage_id FROM antraege_beschlussantrag WHERE id = NEW.beschlussantrag_id), '')
    OR vorlage_ist_fest(ARRAY(SELECT vorlage_id FROM antraege_beschlussantrag WHERE id = OLD.beschlussantrag_id), 'zurueckgezogen')
  THEN
    RAISE EXCEPTION 'Welche Anträge auf einer freigegebenen Vorlage stehen, steht fest.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'antrag_auf_vorlage_steht_fest';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER antrag_auf_vorlage_steht_fest BEFORE UPDATE OF beschlussantrag_id ON antraege_antrag
  FOR EACH ROW WHEN (OLD.beschlussantrag_id IS DISTINCT FROM NEW.beschlussantrag_id)
  EXECUTE FUNCTION antrag_auf_vorlage_steht_fest();
"""
FEST_ZURUECK = """
DROP TRIGGER antrag_auf_vorlage_steht_fest ON antraege_antrag;
DROP TRIGGER beschlussantrag_steht_fest ON antraege_beschlussantrag;
DROP TRIGGER beschlussantrag_kommt_und_geht ON antraege_beschlussantrag;
DROP TRIGGER vorlage_bleibt ON antraege_vorlage;
DROP TRIGGER vorlage_steht_fest ON antraege_vorlage;
DROP FUNCTION antrag_auf_vorlage_steht_fest(), beschlussantrag_steht_fest(), vorlage_ist_fest(bigint[], text),
  vorlage_steht_fest();
"""

# The limit is asked at COMMIT: by then all Ziffern of the sitting have their result, and its applications bear what they got.
# Correcting a wording decides nothing anew, so neither is asked then.
GRENZE = """
CREATE OR REPLACE FUNCTION beschluss_nur_beschliessend() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_beratungsschritt b JOIN antraege_sitzung s ON s.id = b.sitzung_id
    WHERE b.id = NEW.schritt_id AND b.rolle = 'beschluss' AND gremium_beschliesst(s.gremium_id, s.tag);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Beschließen kann nur ein beschließendes Gremium; die Vorberatung empfiehlt (R19).'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'beschluss_nur_beschliessend';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER beschluss_nur_beschliessend ON antraege_beschlussergebnis;
CREATE TRIGGER beschluss_nur_beschliessend BEFORE INSERT OR UPDATE OF wert, schritt_id ON antraege_beschlussergebnis
  FOR EACH ROW WHEN (NEW.wert IN ('unveraendert_beschlossen', 'geaendert_beschlossen', 'mit_massgabe'))
  EXECUTE FUNCTION beschluss_nur_beschliessend();

CREATE FUNCTION schritt_volumen(schritt bigint) RETURNS numeric LANGUAGE sql STABLE AS $$
  WITH zeile AS (
    SELECT coalesce(a.bewilligt_betrag, a.empfohlen_betrag, 0) AS wert, a.empfohlen_betrag AS empfohlen,
           EXISTS (SELECT FROM antraege_beschlussergebnis e WHERE e.schritt_id = $1 AND e.beschlussantrag_id = z.id) AS hier
    FROM antraege_beratungsschritt b JOIN antraege_beschlussantrag z ON z.vorlage_id = b.vorlage_id
    JOIN antraege_antrag a ON a.beschlussantrag_id = z.id
    WHERE b.id = $1 AND a.status NOT IN ('zurueckgezogen', 'unzulaessig'))
  SELECT greatest(
    CASE WHEN v.betrag IS NOT NULL
      THEN greatest(v.betrag - coalesce((SELECT sum(empfohlen) FROM zeile WHERE NOT hier), 0), 0) END,
    (SELECT sum(wert) FROM zeile WHERE hier))
  FROM antraege_beratungsschritt b JOIN antraege_vorlage v ON v.id = b.vorlage_id WHERE b.id = $1
$$;
CREATE FUNCTION beschluss_in_der_wertgrenze() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE grenze numeric; volumen numeric;
BEGIN
  SELECT (gremium_zustaendigkeit(s.gremium_id, s.tag)).wertgrenze, schritt_volumen(b.id) INTO grenze, volumen
    FROM antraege_beratungsschritt b JOIN antraege_sitzung s ON s.id = b.sitzung_id WHERE b.id = NEW.schritt_id;
  IF grenze IS NOT NULL AND volumen IS NULL THEN
    RAISE EXCEPTION 'Die Vorlage nennt kein Finanzvolumen, das Gremium hat aber eine Wertgrenze.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'beschluss_in_der_wertgrenze';
  ELSIF volumen > grenze THEN
    RAISE EXCEPTION 'Das Finanzvolumen der Vorlage liegt über der Wertgrenze des Gremiums.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'beschluss_in_der_wertgrenze';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER beschluss_in_der_wertgrenze AFTER INSERT OR UPDATE OF wert, schritt_id ON antraege_beschlussergebnis
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.wert IN ('unveraendert_beschlossen', 'geaendert_beschlossen', 'mit_massgabe'))
  EXECUTE FUNCTION beschluss_in_der_wertgrenze();
"""
GRENZE_ZURUECK = f"""
DROP TRIGGER beschluss_in_der_wertgrenze ON antraege_beschlussergebnis;
DROP FUNCTION beschluss_in_der_wertgrenze(), schritt_volumen(bigint);
DROP TRIGGER beschluss_nur_beschliessend ON antraege_beschlussergebnis;
CREATE TRIGGER beschluss_nur_beschliessend BEFORE INSERT OR UPDATE ON antraege_beschlussergebnis
  FOR EACH ROW WHEN (NEW.wert IN ('unveraendert_beschlossen', 'geaendert_beschlossen', 'mit_massgabe'))
  EXECUTE FUNCTION beschluss_nur_beschliessend();
{importlib.import_module("antraege.migrations.0022_zustaendigkeit").BESCHLIESSEN}
"""


class Migration(migrations.Migration):
    dependencies = [("antraege", "0037_vorlage_und_ergebnis")]
    operations = [
        migrations.RunSQL(FEST, FEST_ZURUECK),
        migrations.RunSQL(GRENZE, GRENZE_ZURUECK),
        migrations.AlterField(
            "zustaendigkeit",
            "wertgrenze",
            models.DecimalField(
                "beschließt bis",
                max_digits=12,
                decimal_places=2,
                null=True,
                blank=True,
                help_text="EUR für alles, was eine Sitzung zu einer Vorlage beschließt; leer: ohne Grenze",
            ),
        ),
    ]
