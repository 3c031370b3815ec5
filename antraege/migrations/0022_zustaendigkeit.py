"""What a committee may decide holds from a day on; triggers ask for the sitting's day (R19, Hauptsatzung).

Each refusal has its own name (CONSTRAINT): services/gremien.py and services/beratung.py say it before the database does.
"""

from django.db import migrations, models
from django.db.models import F, Q

UEBERNEHMEN = """
INSERT INTO antraege_zustaendigkeit (gremium_id, gueltig_ab, beschliessend, stimmberechtigte, grundlage)
SELECT g.id, coalesce((SELECT min(s.tag) FROM antraege_sitzung s WHERE s.gremium_id = g.id), '1900-01-01'),
       g.beschliessend, g.stimmberechtigte, ''
FROM antraege_gremium g WHERE g.beschliessend OR g.stimmberechtigte IS NOT NULL
ON CONFLICT (gremium_id, gueltig_ab) DO NOTHING;
SET CONSTRAINTS ALL IMMEDIATE;
"""
ZURUECKSCHREIBEN = """
UPDATE antraege_gremium g SET beschliessend = z.beschliessend, stimmberechtigte = z.stimmberechtigte
FROM (SELECT DISTINCT ON (gremium_id) * FROM antraege_zustaendigkeit ORDER BY gremium_id, gueltig_ab DESC) z
WHERE z.gremium_id = g.id;
"""

ZUSTAENDIG = """
CREATE FUNCTION gremium_zustaendigkeit(gremium bigint, tag date) RETURNS antraege_zustaendigkeit LANGUAGE sql STABLE AS $$
  SELECT z FROM antraege_zustaendigkeit z WHERE z.gremium_id = $1 AND z.gueltig_ab <= $2 ORDER BY z.gueltig_ab DESC LIMIT 1
$$;
CREATE FUNCTION gremium_beschliesst(gremium bigint, tag date) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce((gremium_zustaendigkeit($1, $2)).beschliessend, false)
$$;
"""

BESCHLIESSEN = """
CREATE OR REPLACE FUNCTION beschluss_nur_beschliessend() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE schritt record;
BEGIN
  SELECT b.rolle, v.betrag, gremium_beschliesst(s.gremium_id, s.tag) AS beschliesst,
         (gremium_zustaendigkeit(s.gremium_id, s.tag)).wertgrenze AS grenze INTO schritt
    FROM antraege_beratungsschritt b JOIN antraege_sitzung s ON s.id = b.sitzung_id
    JOIN antraege_vorlage v ON v.id = b.vorlage_id WHERE b.id = NEW.schritt_id;
  IF schritt.rolle IS DISTINCT FROM 'beschluss' OR NOT schritt.beschliesst THEN
    RAISE EXCEPTION 'Beschließen kann nur ein beschließendes Gremium; die Vorberatung empfiehlt (R19).'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'beschluss_nur_beschliessend';
  ELSIF schritt.betrag > schritt.grenze THEN
    RAISE EXCEPTION 'Das Finanzvolumen der Vorlage liegt über der Wertgrenze des Gremiums.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'beschluss_in_der_wertgrenze';
  END IF;
  RETURN NEW;
END $$;
"""
BESCHLIESSEN_FRUEHER = """
CREATE OR REPLACE FUNCTION beschluss_nur_beschliessend() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM antraege_beratungsschritt b
    JOIN antraege_sitzung s ON s.id = b.sitzung_id JOIN antraege_gremium g ON g.id = s.gremium_id
    WHERE b.id = NEW.schritt_id AND b.rolle = 'beschluss' AND g.beschliessend;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Beschließen kann nur ein beschließendes Gremium; die Vorberatung empfiehlt (R19).'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'beschluss_nur_beschliessend';
  END IF;
  RETURN NEW;
END $$;
"""

ERMAECHTIGEN = """
CREATE OR REPLACE FUNCTION stelle_ermaechtigt(programm antraege_foerderprogramm) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM antraege_beschlussergebnis ergebnis
    JOIN antraege_beratungsschritt schritt ON schritt.id = ergebnis.schritt_id
    JOIN antraege_sitzung sitzung ON sitzung.id = schritt.sitzung_id
    WHERE ergebnis.beschlussantrag_id = programm.ermaechtigung_id AND gremium_beschliesst(sitzung.gremium_id, sitzung.tag)
      AND ergebnis.wert IN ('unveraendert_beschlossen', 'geaendert_beschlossen', 'mit_massgabe'))
$$;
"""
ERMAECHTIGEN_FRUEHER = """
CREATE OR REPLACE FUNCTION stelle_ermaechtigt(programm antraege_foerderprogramm) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM antraege_beschlussergebnis ergebnis
    JOIN antraege_beratungsschritt schritt ON schritt.id = ergebnis.schritt_id
    JOIN antraege_sitzung sitzung ON sitzung.id = schritt.sitzung_id
    JOIN antraege_gremium gremium ON gremium.id = sitzung.gremium_id
    WHERE ergebnis.beschlussantrag_id = programm.ermaechtigung_id AND gremium.beschliessend
      AND ergebnis.wert IN ('unveraendert_beschlossen', 'geaendert_beschlossen', 'mit_massgabe'))
$$;
"""

# What a sitting decided rests on the competence of its day: neither is changed behind a recorded result.
STEHT_FEST = """
CREATE FUNCTION zustaendigkeit_traegt_ergebnis(gremium bigint, ab date) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM antraege_sitzung s JOIN antraege_beratungsschritt b ON b.sitzung_id = s.id
    JOIN antraege_beschlussergebnis e ON e.schritt_id = b.id
    WHERE s.gremium_id = $1 AND s.tag >= $2 AND NOT EXISTS (
      SELECT FROM antraege_zustaendigkeit z WHERE z.gremium_id = $1 AND z.gueltig_ab > $2 AND z.gueltig_ab <= s.tag))
$$;
CREATE FUNCTION zustaendigkeit_steht_fest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (TG_OP <> 'INSERT' AND zustaendigkeit_traegt_ergebnis(OLD.gremium_id, OLD.gueltig_ab))
     OR (TG_OP <> 'DELETE' AND zustaendigkeit_traegt_ergebnis(NEW.gremium_id, NEW.gueltig_ab)) THEN
    RAISE EXCEPTION 'Auf dieser Zuständigkeit beruhen erfasste Ergebnisse. Eine neue gilt erst ab einem späteren Tag.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'zustaendigkeit_steht_fest';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER zustaendigkeit_steht_fest BEFORE INSERT OR DELETE ON antraege_zustaendigkeit
  FOR EACH ROW EXECUTE FUNCTION zustaendigkeit_steht_fest();
CREATE TRIGGER zustaendigkeit_aendert_nichts BEFORE UPDATE ON antraege_zustaendigkeit FOR EACH ROW
  WHEN ((OLD.gremium_id, OLD.gueltig_ab, OLD.beschliessend, OLD.wertgrenze, OLD.stimmberechtigte)
    IS DISTINCT FROM (NEW.gremium_id, NEW.gueltig_ab, NEW.beschliessend, NEW.wertgrenze, NEW.stimmberechtigte))
  EXECUTE FUNCTION zustaendigkeit_steht_fest();

CREATE FUNCTION sitzung_mit_ergebnis_bleibt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_beschlussergebnis e JOIN antraege_beratungsschritt b ON b.id = e.schritt_id WHERE b.sitzung_id = OLD.id;
  IF FOUND THEN
    RAISE EXCEPTION 'Zu dieser Sitzung ist ein Ergebnis erfasst: Gremium, Tag und Öffentlichkeit stehen fest.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'sitzung_mit_ergebnis_bleibt';
  END IF;
  PERFORM FROM antraege_beratungsschritt WHERE sitzung_id = OLD.id;
  IF NEW.abgesagt AND FOUND THEN
    RAISE EXCEPTION 'Auf der abgesagten Sitzung stehen noch Vorlagen.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'sitzung_abgesagt_ohne_vorlagen';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sitzung_mit_ergebnis_bleibt BEFORE UPDATE ON antraege_sitzung FOR EACH ROW
  WHEN ((OLD.gremium_id, OLD.tag, OLD.oeffentlich) IS DISTINCT FROM (NEW.gremium_id, NEW.tag, NEW.oeffentlich)
    OR (NEW.abgesagt AND NOT OLD.abgesagt))
  EXECUTE FUNCTION sitzung_mit_ergebnis_bleibt();

CREATE FUNCTION beratung_nicht_abgesagt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_sitzung WHERE id = NEW.sitzung_id AND abgesagt;
  IF FOUND THEN
    RAISE EXCEPTION 'Diese Sitzung ist abgesagt. Bitte wählen Sie eine andere.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'beratung_nicht_abgesagt';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER beratung_nicht_abgesagt BEFORE INSERT OR UPDATE OF sitzung_id ON antraege_beratungsschritt
  FOR EACH ROW EXECUTE FUNCTION beratung_nicht_abgesagt();
"""
LOESEN = """
DROP TRIGGER beratung_nicht_abgesagt ON antraege_beratungsschritt;
DROP FUNCTION beratung_nicht_abgesagt();
DROP TRIGGER sitzung_mit_ergebnis_bleibt ON antraege_sitzung;
DROP FUNCTION sitzung_mit_ergebnis_bleibt();
DROP TRIGGER zustaendigkeit_aendert_nichts ON antraege_zustaendigkeit;
DROP TRIGGER zustaendigkeit_steht_fest ON antraege_zustaendigkeit;
DROP FUNCTION zustaendigkeit_steht_fest();
DROP FUNCTION zustaendigkeit_traegt_ergebnis(bigint, date);
"""

# Nobody could have kept a closing day after the sitting: it was a slip.
OHNE_SPAETEN_SCHLUSS = "UPDATE antraege_sitzung SET abgabeschluss = NULL WHERE abgabeschluss > tag;"
VORHER = models.CheckConstraint(
    condition=Q(abgabeschluss__isnull=True) | Q(abgabeschluss__lte=F("tag")),
    name="sitzung_abgabeschluss_vorher",
    violation_error_message="Der Abgabeschluss liegt vor der Sitzung.",
)
EINGELADEN = models.CheckConstraint(
    condition=Q(einladung_am__isnull=True) | Q(einladung_am__lte=F("tag")),
    name="sitzung_einladung_vorher",
    violation_error_message="Die Einladung liegt vor der Sitzung.",
)
OHNE_ENDE = models.CheckConstraint(
    condition=Q(beendet_am__isnull=True) | Q(abgesagt=False),
    name="sitzung_abgesagt_endet_nicht",
    violation_error_message="Eine abgesagte Sitzung hat kein Ende.",
)


class Migration(migrations.Migration):
    dependencies = [("antraege", "0021_gremien_und_bescheid")]
    operations = [
        migrations.RunSQL(UEBERNEHMEN, ZURUECKSCHREIBEN),
        migrations.RunSQL(
            ZUSTAENDIG,
            "DROP FUNCTION gremium_beschliesst(bigint, date); DROP FUNCTION gremium_zustaendigkeit(bigint, date);",
        ),
        migrations.RunSQL(BESCHLIESSEN, BESCHLIESSEN_FRUEHER),
        migrations.RunSQL(ERMAECHTIGEN, ERMAECHTIGEN_FRUEHER),
        migrations.RemoveField("gremium", "beschliessend"),
        migrations.RemoveField("gremium", "stimmberechtigte"),
        migrations.RunSQL(STEHT_FEST, LOESEN),
        migrations.RunSQL(OHNE_SPAETEN_SCHLUSS, migrations.RunSQL.noop),
        migrations.AddConstraint("sitzung", VORHER),
        migrations.AddConstraint("sitzung", EINGELADEN),
        migrations.AddConstraint("sitzung", OHNE_ENDE),
        migrations.AlterField(
            "gremium",
            "abgabe_werktage",
            models.PositiveSmallIntegerField(
                blank=True,
                help_text="Arbeitstage vor der Sitzung",
                null=True,
                verbose_name="Abgabeschluss der Vorlagen",
            ),
        ),
    ]
