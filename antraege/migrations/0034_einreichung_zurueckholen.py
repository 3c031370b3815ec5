"""Outside a return an application says what was handed in: each submission keeps its raw values, and a trigger compares.

``antrag_stand`` builds what ``services.rohwerte`` keeps. A submission settles which papers are handed in and which are taken
back. What is stored already: the newest submission of an application says what it says now, unless it is being changed in
a return; then its raw values are no longer known and stay empty.
"""

import django.db.models.deletion
from django.db import migrations, models

STAND = """
CREATE FUNCTION antrag_stand(nummer bigint) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'felder', jsonb_build_object(
      'ansprechperson', a.ansprechperson, 'ansprech_telefon', a.ansprech_telefon, 'ansprech_email', a.ansprech_email,
      'begruendung', a.begruendung, 'antragsart', a.antragsart, 'aufgestockt', a.aufgestockt_id,
      'vereinbarung_vom', a.vereinbarung_vom, 'beantragt_vzae', a.beantragt_vzae::text,
      'beantragt_betrag', a.beantragt_betrag::text, 'besetzt_ab', a.besetzt_ab, 'eigenanteil', a.eigenanteil::text,
      'andere_vzae', a.andere_vzae::text, 'ausnahme_grund', a.ausnahme_grund, 'personen_gesamt', a.personen_gesamt,
      'beschluss_folgt', a.beschluss_folgt, 'beschluss_folgt_bis', a.beschluss_folgt_bis,
      'erklaerung_richtig', a.erklaerung_richtig,
      'erklaerung_keine_doppelfoerderung', a.erklaerung_keine_doppelfoerderung, 'erklaerung_befugt', a.erklaerung_befugt),
    'fallzahlen', coalesce((SELECT jsonb_object_agg(zielgruppe_id, jsonb_build_array(personen, abweichung_grund))
      FROM antraege_antragfallzahl WHERE antrag_id = a.id), '{}'),
    'antworten', coalesce((SELECT jsonb_object_agg(frage_id, jsonb_build_array(wert))
      FROM antraege_antwort WHERE antrag_id = a.id), '{}'),
    'anteile', coalesce((SELECT jsonb_object_agg(kommune_id, jsonb_build_array(vzae::text, personen))
      FROM antraege_verbundanteil WHERE antrag_id = a.id), '{}'))
  FROM antraege_antrag a WHERE a.id = nummer
$$;
"""

UNTERLAGEN = """
CREATE FUNCTION einreichung_umfasst() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE antraege_anlage SET lage = CASE WHEN entfernt_am IS NULL THEN 'eingereicht' ELSE 'zurueckgenommen' END
    WHERE antrag_id = NEW.antrag_id AND lage = CASE WHEN entfernt_am IS NULL THEN 'entwurf' ELSE 'eingereicht' END;
  RETURN NULL;
END $$;
CREATE TRIGGER einreichung_umfasst AFTER INSERT ON antraege_einreichung
  FOR EACH ROW EXECUTE FUNCTION einreichung_umfasst();
"""

# Looked at when the transaction ends: the step, the submission or what is put back are written one after the other.
WIE_EINGEREICHT = """
CREATE FUNCTION antrag_wie_eingereicht() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE kept jsonb;
BEGIN
  PERFORM FROM antraege_antrag WHERE id = NEW.id AND status = 'nachforderung';
  IF FOUND THEN RETURN NULL; END IF;
  SELECT stand INTO kept FROM antraege_einreichung WHERE antrag_id = NEW.id ORDER BY nr DESC LIMIT 1;
  IF NOT FOUND THEN RETURN NULL; END IF;  -- came in before submissions were kept
  IF kept <> antrag_stand(NEW.id) OR EXISTS (
    SELECT FROM antraege_anlage WHERE antrag_id = NEW.id AND (lage = 'eingereicht') <> (entfernt_am IS NULL))
  THEN
    RAISE EXCEPTION 'Nach einer Rückgabe sagt der Antrag nur, was zuletzt eingereicht ist.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'antrag_wie_eingereicht';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER antrag_wie_eingereicht AFTER UPDATE ON antraege_antrag DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.status = 'nachforderung' AND NEW.status <> 'nachforderung' AND NEW.eingegangen_am IS NOT NULL)
  EXECUTE FUNCTION antrag_wie_eingereicht();
"""

BESTAND = """
ALTER TABLE antraege_einreichung DISABLE TRIGGER einreichung_steht_fest;
UPDATE antraege_einreichung e SET stand = antrag_stand(e.antrag_id)
  WHERE e.nr = (SELECT max(nr) FROM antraege_einreichung WHERE antrag_id = e.antrag_id)
    AND NOT EXISTS (SELECT FROM antraege_antrag a WHERE a.id = e.antrag_id AND a.status = 'nachforderung'
      AND a.gespeichert_am >= (SELECT max(gestellt_am) FROM antraege_anmerkung WHERE antrag_id = a.id));
ALTER TABLE antraege_einreichung ENABLE TRIGGER einreichung_steht_fest;
"""

# A paper that is gone was handed in if a submission fell into its time, or if it followed outside a return. What came and
# went within one return nobody handed in: the office does not read it.
UNTERLAGEN_BESTAND = """
UPDATE antraege_anlage p SET lage =
    CASE WHEN p.entfernt_am IS NULL OR p.entfernt_am >= r.am THEN 'eingereicht' ELSE 'zurueckgenommen' END
  FROM antraege_antrag a, LATERAL (
    SELECT max(gestellt_am) AS am FROM antraege_anmerkung WHERE antrag_id = a.id AND a.status = 'nachforderung') r
  WHERE a.id = p.antrag_id AND a.eingegangen_am IS NOT NULL
    AND (p.entfernt_am IS NULL OR p.entfernt_am >= a.eingegangen_am)
    AND (p.art = 'original' OR r.am IS NULL OR p.hochgeladen_am < r.am)
    AND (p.entfernt_am IS NULL OR p.entfernt_am >= r.am OR p.hochgeladen_am <= a.eingegangen_am
      OR EXISTS (SELECT FROM antraege_einreichung e WHERE e.antrag_id = a.id
        AND e.eingegangen_am >= p.hochgeladen_am AND e.eingegangen_am < p.entfernt_am)
      OR NOT EXISTS (SELECT FROM antraege_anmerkung m WHERE m.antrag_id = a.id AND m.gestellt_am <= p.hochgeladen_am
        AND NOT EXISTS (SELECT FROM antraege_einreichung e WHERE e.antrag_id = a.id
          AND e.eingegangen_am >= m.gestellt_am AND e.eingegangen_am <= p.hochgeladen_am)));
"""
ZURUECK = """
DROP TRIGGER antrag_wie_eingereicht ON antraege_antrag;
DROP TRIGGER einreichung_umfasst ON antraege_einreichung;
DROP FUNCTION antrag_wie_eingereicht(), einreichung_umfasst(), antrag_stand(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("antraege", "0033_bestandskraft_entfaellt")]
    operations = [
        migrations.AddField(
            "einreichung",
            "stand",
            models.JSONField(blank=True, editable=False, null=True, verbose_name="Rohwerte"),
        ),
        migrations.AddField(
            "anlage",
            "lage",
            models.CharField(
                choices=[
                    ("entwurf", "nicht eingereicht"),
                    ("eingereicht", "eingereicht"),
                    ("zurueckgenommen", "mit einer Ergänzung entfernt"),
                ],
                default="entwurf",
                editable=False,
                max_length=15,
                verbose_name="Lage",
            ),
        ),
        migrations.AddConstraint(
            "anlage",
            models.CheckConstraint(
                condition=models.Q(("lage", "zurueckgenommen"), _negated=True)
                | models.Q(entfernt_am__isnull=False),
                name="anlage_zurueckgenommen_ist_entfernt",
                violation_error_message="Zurückgenommen ist nur eine Unterlage, die entfernt ist.",
            ),
        ),
        migrations.CreateModel(
            name="Nichteingereicht",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("verworfen_am", models.DateTimeField(verbose_name="verworfen am")),
                (
                    "aenderungen",
                    models.JSONField(
                        help_text="je Angabe: Beschriftung, eingereicht, nicht eingereicht",
                        verbose_name="Änderungen",
                    ),
                ),
                (
                    "antrag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nicht_eingereicht",
                        to="antraege.antrag",
                        verbose_name="Antrag",
                    ),
                ),
            ],
            options={
                "verbose_name": "Nicht eingereichte Änderungen",
                "verbose_name_plural": "Nicht eingereichte Änderungen",
                "ordering": ["pk"],
            },
        ),
        migrations.RunSQL(STAND + UNTERLAGEN + WIE_EINGEREICHT + BESTAND + UNTERLAGEN_BESTAND, ZURUECK),
    ]
