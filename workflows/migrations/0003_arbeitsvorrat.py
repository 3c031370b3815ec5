"""The worklist's rows: one for each open task of a person, with what it is sorted and filtered by.

Kept by triggers on tasks, deadlines and applications, so whoever writes one of these needs no thought and no statement
of its own. Which kind of deadline belongs to which node is written out here because a migration is history; a test
compares it with the drawings. No foreign keys: the rows follow from others, and their checks would lock those.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

VERFAHREN = "workflows/flows.antragsverfahren.Antragsverfahren"
FRISTARTEN = {
    "entwurf": "antrag",
    "unterschrift": "antrag",
    "ergaenzung": "ergaenzung",
    "stellungnahme": "stellungnahme",
    "zeichnung": "zeichnung",
    "bekanntgabe": "abruf",
}
ART = " ".join(f"WHEN '{VERFAHREN}.{knoten}' THEN '{art}'" for knoten, art in FRISTARTEN.items())
OHNE_FRIST = "date '9999-12-31'"

FUNKTIONEN = """
CREATE FUNCTION arbeitsvorrat_fristart(knoten text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE knoten {ART} END
$$;

CREATE FUNCTION arbeitsvorrat_ende(fuer bigint, fristart text) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT coalesce(min(faellig_am), {OHNE_FRIST}) FROM antraege_frist
  WHERE antrag_id = fuer AND art = fristart AND erledigt_am IS NULL
$$;

CREATE FUNCTION arbeitsvorrat_fuellen(aufgabe bigint) RETURNS void LANGUAGE sql AS $$
  INSERT INTO workflows_arbeitsvorrat (aufgabe_id, amt, person_id, knoten, antrag_id, runde_id, bis, offene_punkte)
  SELECT t.id, coalesce(t.owner_permission, ''), t.owner_id, t.flow_task, a.id, coalesce(a.runde_id, v.runde_id),
    arbeitsvorrat_ende(a.id, arbeitsvorrat_fristart(t.flow_task)), coalesce(a.offene_punkte, 0)
  FROM viewflow_task t
  LEFT JOIN workflows_antragsprozess ap ON ap.process_ptr_id = t.process_id
  LEFT JOIN antraege_antrag a ON a.id = ap.antrag_id
  LEFT JOIN workflows_vorlagenprozess vp ON vp.process_ptr_id = t.process_id
  LEFT JOIN antraege_vorlage v ON v.id = vp.vorlage_id
  WHERE t.id = aufgabe
  ON CONFLICT (aufgabe_id) DO UPDATE SET amt = excluded.amt, person_id = excluded.person_id
$$;

CREATE FUNCTION arbeitsvorrat_aufgabe() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status IN ('NEW', 'ASSIGNED') THEN
    PERFORM arbeitsvorrat_fuellen(NEW.id);
  ELSE
    DELETE FROM workflows_arbeitsvorrat WHERE aufgabe_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER arbeitsvorrat_aufgabe AFTER INSERT OR UPDATE OF status, owner_id, owner_permission ON viewflow_task
  FOR EACH ROW WHEN (NEW.flow_task_type = 'HUMAN') EXECUTE FUNCTION arbeitsvorrat_aufgabe();

CREATE FUNCTION arbeitsvorrat_frist() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE workflows_arbeitsvorrat SET bis = arbeitsvorrat_ende(NEW.antrag_id, NEW.art)
  WHERE antrag_id = NEW.antrag_id AND arbeitsvorrat_fristart(knoten) = NEW.art;
  RETURN NULL;
END $$;
CREATE TRIGGER arbeitsvorrat_frist AFTER INSERT OR UPDATE OF faellig_am, erledigt_am ON antraege_frist
  FOR EACH ROW WHEN (NEW.antrag_id IS NOT NULL) EXECUTE FUNCTION arbeitsvorrat_frist();

CREATE FUNCTION arbeitsvorrat_punkte() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE workflows_arbeitsvorrat SET offene_punkte = NEW.offene_punkte WHERE antrag_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER arbeitsvorrat_punkte AFTER UPDATE OF offene_punkte ON antraege_antrag
  FOR EACH ROW WHEN (NEW.offene_punkte IS DISTINCT FROM OLD.offene_punkte) EXECUTE FUNCTION arbeitsvorrat_punkte();
""".replace("{ART}", ART).replace("{OHNE_FRIST}", OHNE_FRIST)
ZURUECK = """
DROP TRIGGER arbeitsvorrat_punkte ON antraege_antrag;
DROP TRIGGER arbeitsvorrat_frist ON antraege_frist;
DROP TRIGGER arbeitsvorrat_aufgabe ON viewflow_task;
DROP FUNCTION arbeitsvorrat_punkte(), arbeitsvorrat_frist(), arbeitsvorrat_aufgabe(), arbeitsvorrat_fuellen(bigint),
  arbeitsvorrat_ende(bigint, text), arbeitsvorrat_fristart(text);
"""
BESTAND = """
SELECT arbeitsvorrat_fuellen(id) FROM viewflow_task WHERE flow_task_type = 'HUMAN' AND status IN ('NEW', 'ASSIGNED')
"""


def _ohne_sperre(modell, verbose_name, **mehr):
    """A link whose target is not locked by a check of the database."""
    return models.ForeignKey(
        modell,
        django.db.models.deletion.DO_NOTHING,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
        verbose_name=verbose_name,
        **mehr,
    )


class Migration(migrations.Migration):
    dependencies = [("workflows", "0002_arbeitslisten"), ("antraege", "0018_aufgaben_sammeln")]
    operations = [
        migrations.CreateModel(
            name="Arbeitsvorrat",
            fields=[
                (
                    "aufgabe",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        db_constraint=False,
                        related_name="vorrat",
                        serialize=False,
                        to="viewflow.task",
                        verbose_name="Aufgabe",
                    ),
                ),
                ("amt", models.CharField(max_length=255, verbose_name="Stelle")),
                ("person", _ohne_sperre(settings.AUTH_USER_MODEL, "übernommen von")),
                ("knoten", models.CharField(max_length=255, verbose_name="Schritt")),
                ("antrag", _ohne_sperre("antraege.antrag", "Antrag")),
                ("runde", _ohne_sperre("antraege.foerderrunde", "Förderrunde")),
                ("bis", models.DateField(verbose_name="Frist")),
                ("offene_punkte", models.PositiveSmallIntegerField(verbose_name="offene Punkte")),
            ],
            options={
                "verbose_name": "Aufgabe im Arbeitsvorrat",
                "verbose_name_plural": "Arbeitsvorrat",
                "indexes": [
                    models.Index(fields=["amt", "bis", "aufgabe"], name="vorrat_nach_frist"),
                    models.Index(
                        fields=["amt", "offene_punkte", "bis", "aufgabe"], name="vorrat_nach_vollstaendigkeit"
                    ),
                    models.Index(fields=["antrag"], name="vorrat_je_antrag"),
                ],
            },
        ),
        migrations.RunSQL(FUNKTIONEN, ZURUECK),
        migrations.RunSQL(BESTAND, migrations.RunSQL.noop),
    ]
