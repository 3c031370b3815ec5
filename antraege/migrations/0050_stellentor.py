"""What positions rest on stays beneath them, whichever way it is written; and a position has its size by day.

Without a row of size nothing changes. A share granted by a notice lasts as that notice says, which may prolong the funding
beyond the round. An answer, a consent or the days of a round cannot be taken away from under the positions resting on them.
"""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

GRUNDSTAND = (Path(__file__).parent / "grundstand" / "0007_stellen_regeln.sql").read_text()


def _frueher(funktion: str) -> str:
    """A function as it was, to be put in again or in part."""
    text = GRUNDSTAND[GRUNDSTAND.index(f"CREATE FUNCTION {funktion}(") :]
    ende = text.index("END $$;") + len("END $$;")
    return "\n" + text[:ende].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1) + "\n"


def _ersetzt(sql: str, *paare: tuple[str, str]) -> str:
    for alt, neu in paare:
        vorher, gefunden, nachher = sql.partition(alt)
        if not gefunden:
            raise ValueError(f"0050: not found: {alt}")
        sql = vorher + neu + nachher
    return sql


# Outside its time a position has no size.
GROESSE = """
CREATE FUNCTION stelle_groesse(stelle_id bigint, tag date) RETURNS numeric LANGUAGE sql STABLE AS $$
  SELECT coalesce((
    SELECT coalesce((SELECT u.vzae FROM antraege_stellenumfang u WHERE u.stelle_id = s.id AND u.ab <= $2 ORDER BY u.ab DESC LIMIT 1), s.vzae)
    FROM antraege_stelle s WHERE s.id = $1 AND $2 BETWEEN s.beginn AND s.ende), 0)
$$;

-- By how much the sources of a position exceed its size on the worst day.
CREATE FUNCTION vzae_ueberhang(stelle_id bigint) RETURNS numeric LANGUAGE sql STABLE AS $$
  SELECT coalesce(max((SELECT coalesce(sum(a.vzae), 0) FROM antraege_finanzierungsanteil a
      WHERE a.stelle_id = $1 AND tage.tag BETWEEN a.beginn AND a.ende) - stelle_groesse($1, tage.tag)), 0)
  FROM (SELECT beginn AS tag FROM antraege_finanzierungsanteil a WHERE a.stelle_id = $1
    UNION SELECT ab FROM antraege_stellenumfang u WHERE u.stelle_id = $1) tage
  JOIN antraege_stelle s ON s.id = $1 AND tage.tag BETWEEN s.beginn AND s.ende
$$;

-- VZÄ times days of the whole position, each day with its size.
CREATE FUNCTION stelle_vzae_tage(stelle_id bigint) RETURNS numeric LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(stelle_groesse($1, tag) * (bis - tag)), 0) FROM (
    SELECT tag, lead(tag, 1, ende + 1) OVER (ORDER BY tag) AS bis FROM (
      SELECT s.beginn AS tag, s.ende FROM antraege_stelle s WHERE s.id = $1
      UNION SELECT u.ab, s.ende FROM antraege_stellenumfang u JOIN antraege_stelle s ON s.id = u.stelle_id
        WHERE s.id = $1 AND u.ab BETWEEN s.beginn AND s.ende) tage) stuecke
$$;

CREATE FUNCTION stelle_frisches_bild() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('transaction_isolation') = 'repeatable read' THEN  -- would add up an old picture behind the lock
    RAISE EXCEPTION 'Stellen werden nicht in REPEATABLE READ geschrieben.' USING ERRCODE = 'invalid_transaction_state';
  END IF;
END $$;

CREATE FUNCTION stellenumfang_pruefen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE stelle antraege_stelle%ROWTYPE; betroffen bigint;
BEGIN
  PERFORM stelle_frisches_bild();
  betroffen := CASE WHEN TG_OP = 'DELETE' THEN OLD.stelle_id ELSE NEW.stelle_id END;
  SELECT * INTO stelle FROM antraege_stelle WHERE id = betroffen FOR NO KEY UPDATE;
  IF TG_OP = 'UPDATE' AND NEW.stelle_id <> OLD.stelle_id THEN
    PERFORM stelle_verweigern('stellenumfang_bleibt', 'Ein Umfang gehört zu seiner Stelle.');
  END IF;
  IF TG_OP <> 'DELETE' AND NOT NEW.ab BETWEEN stelle.beginn AND stelle.ende THEN
    PERFORM stelle_verweigern('stellenumfang_in_der_stelle', 'Der Tag liegt nicht in der Laufzeit der Stelle.');
  ELSIF TG_OP <> 'DELETE' AND NEW.vzae > stelle.vzae THEN
    PERFORM stelle_verweigern('stellenumfang_hoechstens_stelle', 'Der Umfang eines Tages kann nicht größer sein als der Umfang der Stelle.');
  ELSIF vzae_ueberhang(betroffen) > 0 THEN
    PERFORM stelle_verweigern('anteile_hoechstens_stelle', 'Die Finanzierungsanteile übersteigen an einem Tag den Umfang der Stelle.');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER stellenumfang_pruefen AFTER INSERT OR UPDATE OR DELETE ON antraege_stellenumfang
  FOR EACH ROW EXECUTE FUNCTION stellenumfang_pruefen();
CREATE CONSTRAINT TRIGGER stellenumfang_drittmittelfinanziert AFTER INSERT OR UPDATE OR DELETE ON antraege_stellenumfang
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION stelle_drittmittelfinanziert();

CREATE FUNCTION stelle_traegt_umfaenge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM antraege_stellenumfang WHERE stelle_id = NEW.id AND NOT ab BETWEEN NEW.beginn AND NEW.ende) THEN
    PERFORM stelle_verweigern('stellenumfang_in_der_stelle', 'Der Tag liegt nicht in der Laufzeit der Stelle.');
  ELSIF EXISTS (SELECT FROM antraege_stellenumfang WHERE stelle_id = NEW.id AND vzae > NEW.vzae) THEN
    PERFORM stelle_verweigern('stellenumfang_hoechstens_stelle', 'Der Umfang eines Tages kann nicht größer sein als der Umfang der Stelle.');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER stelle_traegt_umfaenge AFTER UPDATE OF vzae, beginn, ende ON antraege_stelle
  FOR EACH ROW EXECUTE FUNCTION stelle_traegt_umfaenge();
"""
GROESSE_ZURUECK = """
DROP TRIGGER stelle_traegt_umfaenge ON antraege_stelle;
DROP TRIGGER stellenumfang_drittmittelfinanziert ON antraege_stellenumfang;
DROP TRIGGER stellenumfang_pruefen ON antraege_stellenumfang;
DROP FUNCTION stelle_traegt_umfaenge(), stellenumfang_pruefen(), stelle_vzae_tage(bigint), vzae_ueberhang(bigint),
  stelle_groesse(bigint, date), stelle_frisches_bild();
"""

# The days are asked of a share that is new, longer or of another source: a later notice may take the money, not the post.
FOERDERZEIT = """
CREATE FUNCTION anteil_foerderzeit(antrag bigint, runde bigint) RETURNS daterange LANGUAGE sql STABLE AS $$
  SELECT daterange(coalesce(b.beginn, r.beginn), coalesce(b.ende, r.ende), '[]')
  FROM antraege_foerderrunde r LEFT JOIN antraege_bescheid b ON b.id = bescheid_geltend($1) WHERE r.id = $2
$$;
"""
FOERDERZEIT_ZURUECK = "DROP FUNCTION anteil_foerderzeit(bigint, bigint);"

RAHMEN = _ersetzt(
    _frueher("anteil_rahmen"),
    (
        """  IF anteil.beginn < runde.beginn OR anteil.ende > runde.ende THEN
    PERFORM stelle_verweigern('anteil_in_der_foerderzeit', 'Der Zeitraum liegt nicht in der Förderzeit der Runde.');
  ELSIF""",
        "  IF",
    ),
    (
        "vzae_spitze(ARRAY(SELECT id FROM antraege_finanzierungsanteil WHERE stelle_id = stelle.id)) > stelle.vzae",
        "vzae_ueberhang(stelle.id) > 0",
    ),
)
# The application or the round, then the position: in this order. The days of a round are held against who moves them.
ANTEIL = _ersetzt(
    _frueher("anteil_pruefen"),
    (
        "  SELECT * INTO stelle FROM",
        "  PERFORM FROM antraege_foerderrunde WHERE id = NEW.runde_id FOR SHARE;\n  SELECT * INTO stelle FROM",
    ),
    (
        "  PERFORM anteil_rahmen(NEW, stelle, runde);\n",
        """  IF (TG_OP = 'INSERT' OR NEW.beginn < OLD.beginn OR NEW.ende > OLD.ende
      OR (NEW.runde_id, NEW.antrag_id) IS DISTINCT FROM (OLD.runde_id, OLD.antrag_id))
     AND NOT anteil_foerderzeit(NEW.antrag_id, NEW.runde_id) @> daterange(NEW.beginn, NEW.ende, '[]') THEN
    PERFORM stelle_verweigern('anteil_in_der_foerderzeit', 'Der Zeitraum liegt nicht in der Förderzeit.');
  END IF;
  PERFORM anteil_rahmen(NEW, stelle, runde);
""",
    ),
)
FINANZIERT = _ersetzt(
    _frueher("stelle_drittmittelfinanziert"),
    (
        "  ELSE\n    SELECT * INTO stelle FROM antraege_stelle WHERE id = OLD.stelle_id;",
        "  ELSE\n    SELECT * INTO stelle FROM antraege_stelle WHERE id = coalesce(OLD.stelle_id, NEW.stelle_id);",
    ),
    ("stelle.vzae * (stelle.ende - stelle.beginn + 1)", "stelle_vzae_tage(stelle.id)"),
)
REGELN = RAHMEN + ANTEIL + FINANZIERT
REGELN_ZURUECK = "".join(map(_frueher, ("anteil_rahmen", "anteil_pruefen", "stelle_drittmittelfinanziert")))

# Whoever creates reads answer and consent FOR SHARE: of both at the same moment one waits and then sees the other.
# A consent is renewed by ending the former and writing the next, so what is left of it is asked at COMMIT.
TRAGEN = """
CREATE FUNCTION inanspruchnahme_traegt_stellen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE kreis bigint[]; eigene bigint[]; bleibt boolean := TG_OP = 'UPDATE';
BEGIN
  PERFORM stelle_frisches_bild();
  IF bleibt THEN
    bleibt := (NEW.kommune_id, NEW.runde_id) = (OLD.kommune_id, OLD.runde_id);
  END IF;
  SELECT array_agg(a.id) FILTER (WHERE s.anstellungstraeger_id IS NULL AND s.einsatzort_id = OLD.kommune_id),
      array_agg(a.id) FILTER (WHERE s.anstellungstraeger_id = OLD.kommune_id AND a.antrag_id IS NULL) INTO kreis, eigene
    FROM antraege_finanzierungsanteil a JOIN antraege_stelle s ON s.id = a.stelle_id WHERE a.runde_id = OLD.runde_id;
  IF kreis IS NOT NULL AND (NOT bleibt OR NEW.art <> 'an_landkreis_uebertragen' OR NEW.vereinbarung_vom IS NULL
      OR NEW.vzae < vzae_spitze(kreis)) THEN
    PERFORM stelle_verweigern('inanspruchnahme_traegt_stellen', 'Auf dieser Antwort beruhen Stellen des Landkreises. Weniger lässt sich nicht mehr übertragen.');
  ELSIF eigene IS NOT NULL AND (NOT bleibt OR NEW.art <> 'selbst' OR NEW.vzae < vzae_spitze(eigene)) THEN
    PERFORM stelle_verweigern('inanspruchnahme_traegt_anteile', 'Auf dieser Antwort beruhen erfasste Stellenanteile der Kommune. Weniger lässt sich nicht mehr beanspruchen.');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER inanspruchnahme_traegt_stellen AFTER UPDATE OR DELETE ON antraege_inanspruchnahme
  FOR EACH ROW EXECUTE FUNCTION inanspruchnahme_traegt_stellen();

CREATE FUNCTION einvernehmen_traegt_stellen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM stelle_frisches_bild();
  IF EXISTS (SELECT FROM antraege_finanzierungsanteil a JOIN antraege_stelle s ON s.id = a.stelle_id
      WHERE a.runde_id = OLD.runde_id AND s.einsatzort_id = OLD.kommune_id AND s.anstellungstraeger_id IS NULL)
    AND NOT EXISTS (SELECT FROM antraege_einvernehmen e
      WHERE e.kommune_id = OLD.kommune_id AND e.runde_id = OLD.runde_id AND e.erteilt AND e.widerrufen_am IS NULL) THEN
    PERFORM stelle_verweigern('einvernehmen_traegt_stellen', 'Auf diesem Einvernehmen beruhen Stellen des Landkreises. Es lässt sich nicht mehr zurücknehmen.');
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER einvernehmen_traegt_stellen AFTER UPDATE OR DELETE ON antraege_einvernehmen
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION einvernehmen_traegt_stellen();

CREATE FUNCTION runde_traegt_stellen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM stelle_frisches_bild();
  IF EXISTS (SELECT FROM antraege_finanzierungsanteil a WHERE a.runde_id = NEW.id
      AND daterange(OLD.beginn, OLD.ende, '[]') @> daterange(a.beginn, a.ende, '[]')
      AND NOT anteil_foerderzeit(a.antrag_id, a.runde_id) @> daterange(a.beginn, a.ende, '[]')) THEN
    PERFORM stelle_verweigern('runde_traegt_stellen', 'In dieser Runde gibt es Stellen außerhalb der neuen Förderzeit.');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER runde_traegt_stellen AFTER UPDATE OF beginn, ende ON antraege_foerderrunde
  FOR EACH ROW WHEN ((OLD.beginn, OLD.ende) IS DISTINCT FROM (NEW.beginn, NEW.ende)) EXECUTE FUNCTION runde_traegt_stellen();

CREATE FUNCTION kontingent_sperrt_runde() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_foerderrunde WHERE id = NEW.runde_id FOR NO KEY UPDATE;
  RETURN NEW;
END $$;
CREATE TRIGGER kontingent_sperrt_runde BEFORE INSERT ON antraege_kontingent
  FOR EACH ROW EXECUTE FUNCTION kontingent_sperrt_runde();
"""
TRAGEN_ZURUECK = """
DROP TRIGGER kontingent_sperrt_runde ON antraege_kontingent;
DROP TRIGGER runde_traegt_stellen ON antraege_foerderrunde;
DROP TRIGGER einvernehmen_traegt_stellen ON antraege_einvernehmen;
DROP TRIGGER inanspruchnahme_traegt_stellen ON antraege_inanspruchnahme;
DROP FUNCTION kontingent_sperrt_runde(), runde_traegt_stellen(), einvernehmen_traegt_stellen(), inanspruchnahme_traegt_stellen();
"""

ENTSCHEIDUNG = """
CREATE FUNCTION stellenentscheidung_eigene_mittel() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_finanzierungsanteil a JOIN antraege_stelle s ON s.id = a.stelle_id
    WHERE a.id = NEW.anteil_id AND s.anstellungstraeger_id IS NULL;
  IF FOUND THEN
    PERFORM stelle_verweigern('stellenentscheidung_eigene_mittel', 'Eine Stelle des Landkreises muss an jedem Tag ganz durch Dritte finanziert sein.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER stellenentscheidung_eigene_mittel BEFORE INSERT OR UPDATE ON antraege_stellenentscheidung
  FOR EACH ROW WHEN (NEW.art = 'eigene_mittel') EXECUTE FUNCTION stellenentscheidung_eigene_mittel();
"""
ENTSCHEIDUNG_ZURUECK = """
DROP TRIGGER stellenentscheidung_eigene_mittel ON antraege_stellenentscheidung;
DROP FUNCTION stellenentscheidung_eigene_mittel();
"""


class Migration(migrations.Migration):
    dependencies = [("antraege", "0049_nachlese")]
    operations = [
        migrations.CreateModel(
            name="Stellenumfang",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ab", models.DateField(verbose_name="ab")),
                (
                    "vzae",
                    models.DecimalField(
                        decimal_places=2, help_text="VZÄ", max_digits=6, verbose_name="Umfang"
                    ),
                ),
                ("grund", models.CharField(max_length=400, verbose_name="Grund")),
                (
                    "stelle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="umfaenge",
                        to="antraege.stelle",
                        verbose_name="Stelle",
                    ),
                ),
            ],
            options={
                "verbose_name": "Umfang der Stelle",
                "verbose_name_plural": "Umfänge der Stelle",
                "ordering": ["ab", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("stelle", "ab"),
                        name="stellenumfang_je_tag_einmal",
                        violation_error_message="Für diesen Tag ist schon ein Umfang der Stelle erfasst.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("vzae__gte", 0)),
                        name="stellenumfang_vzae_nicht_negativ",
                        violation_error_message="Der Umfang darf nicht negativ sein.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Stellenentscheidung",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "art",
                    models.CharField(
                        choices=[
                            ("verlaengern", "Verlängern"),
                            ("eigene_mittel", "Aus eigenen Mitteln fortführen"),
                            ("verkleinern", "Verkleinern"),
                            ("beenden", "Beenden"),
                        ],
                        max_length=15,
                        verbose_name="Entscheidung",
                    ),
                ),
                ("ab", models.DateField(verbose_name="wirkt ab")),
                ("grund", models.CharField(max_length=400, verbose_name="Grund")),
                ("entschieden_am", models.DateTimeField(verbose_name="entschieden am")),
                (
                    "anteil",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entscheidung",
                        to="antraege.finanzierungsanteil",
                        verbose_name="Finanzierungsanteil",
                    ),
                ),
                (
                    "entschieden_von",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="entschieden von",
                    ),
                ),
            ],
            options={
                "verbose_name": "Entscheidung über eine Stelle",
                "verbose_name_plural": "Entscheidungen über Stellen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("grund", ""), _negated=True),
                        name="stellenentscheidung_mit_grund",
                        violation_error_message="Bitte nennen Sie den Grund.",
                    )
                ],
            },
        ),
        migrations.RunSQL(GROESSE, GROESSE_ZURUECK),
        migrations.RunSQL(FOERDERZEIT, FOERDERZEIT_ZURUECK),
        migrations.RunSQL(REGELN, REGELN_ZURUECK),
        migrations.RunSQL(TRAGEN, TRAGEN_ZURUECK),
        migrations.RunSQL(ENTSCHEIDUNG, ENTSCHEIDUNG_ZURUECK),
    ]
