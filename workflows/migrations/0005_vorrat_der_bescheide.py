"""The worklist's rows for the tasks of later notices and the deadlines of papers.

A later notice's task is sorted, filtered and found by its application; a paper's by its own deadline (its route of
signatures). Kinds of deadline are written out, as in 0003: a migration is history, a test compares with the drawings.
"""

import importlib

import django.db.models.deletion
from django.db import migrations, models

FLOWS = "workflows/flows"
FRISTARTEN = {
    f"{FLOWS}.antragsverfahren.Antragsverfahren.entwurf": "antrag",
    f"{FLOWS}.antragsverfahren.Antragsverfahren.unterschrift": "antrag",
    f"{FLOWS}.antragsverfahren.Antragsverfahren.ergaenzung": "ergaenzung",
    f"{FLOWS}.antragsverfahren.Antragsverfahren.stellungnahme": "stellungnahme",
    f"{FLOWS}.antragsverfahren.Antragsverfahren.zeichnung": "zeichnung",
    f"{FLOWS}.antragsverfahren.Antragsverfahren.bekanntgabe": "abruf",
    f"{FLOWS}.bescheidverfahren.Bescheidverfahren.bekanntgabe": "abruf",
    f"{FLOWS}.beschlussverfahren.Beschlussverfahren.mitzeichnung": "mitzeichnung",
    f"{FLOWS}.beschlussverfahren.Beschlussverfahren.freigabe": "mitzeichnung",
}
ART = " ".join(f"WHEN '{knoten}' THEN '{art}'" for knoten, art in FRISTARTEN.items())
OHNE_FRIST = "date '9999-12-31'"

FUNKTIONEN = """
CREATE OR REPLACE FUNCTION arbeitsvorrat_fristart(knoten text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE knoten {ART} END
$$;

CREATE FUNCTION arbeitsvorrat_ende_der_vorlage(fuer bigint, fristart text) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT coalesce(min(faellig_am), {OHNE_FRIST}) FROM antraege_frist
  WHERE vorlage_id = fuer AND art = fristart AND erledigt_am IS NULL
$$;

CREATE OR REPLACE FUNCTION arbeitsvorrat_fuellen(aufgabe bigint) RETURNS void LANGUAGE sql AS $$
  INSERT INTO workflows_arbeitsvorrat
    (aufgabe_id, amt, person_id, knoten, antrag_id, runde_id, vorlage_id, bis, offene_punkte)
  SELECT t.id, coalesce(t.owner_permission, ''), t.owner_id, t.flow_task, a.id, coalesce(a.runde_id, v.runde_id), v.id,
    least(arbeitsvorrat_ende(a.id, arbeitsvorrat_fristart(t.flow_task)),
          arbeitsvorrat_ende_der_vorlage(v.id, arbeitsvorrat_fristart(t.flow_task))),
    coalesce(a.offene_punkte, 0)
  FROM viewflow_task t
  LEFT JOIN workflows_antragsprozess ap ON ap.process_ptr_id = t.process_id
  LEFT JOIN workflows_bescheidprozess bp ON bp.process_ptr_id = t.process_id
  LEFT JOIN antraege_bescheid b ON b.id = bp.bescheid_id
  LEFT JOIN antraege_antrag a ON a.id = coalesce(ap.antrag_id, b.antrag_id)
  LEFT JOIN workflows_vorlagenprozess vp ON vp.process_ptr_id = t.process_id
  LEFT JOIN antraege_vorlage v ON v.id = vp.vorlage_id
  WHERE t.id = aufgabe
  ON CONFLICT (aufgabe_id) DO UPDATE SET amt = excluded.amt, person_id = excluded.person_id
$$;

CREATE FUNCTION arbeitsvorrat_frist_der_vorlage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE workflows_arbeitsvorrat SET bis = arbeitsvorrat_ende_der_vorlage(NEW.vorlage_id, NEW.art)
  WHERE vorlage_id = NEW.vorlage_id AND arbeitsvorrat_fristart(knoten) = NEW.art;
  RETURN NULL;
END $$;
CREATE TRIGGER arbeitsvorrat_frist_der_vorlage AFTER INSERT OR UPDATE OF faellig_am, erledigt_am ON antraege_frist
  FOR EACH ROW WHEN (NEW.vorlage_id IS NOT NULL) EXECUTE FUNCTION arbeitsvorrat_frist_der_vorlage();
""".replace("{ART}", ART).replace("{OHNE_FRIST}", OHNE_FRIST)
ZURUECK = """
DROP TRIGGER arbeitsvorrat_frist_der_vorlage ON antraege_frist;
DROP FUNCTION arbeitsvorrat_frist_der_vorlage(), arbeitsvorrat_ende_der_vorlage(bigint, text);
""" + "\n".join(
    teil.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)
    for teil in importlib.import_module("workflows.migrations.0003_arbeitsvorrat").FUNKTIONEN.split("\n\n")
    if "arbeitsvorrat_fristart(knoten text)" in teil or "arbeitsvorrat_fuellen(aufgabe bigint)" in teil
)
BESTAND = """
UPDATE workflows_arbeitsvorrat w SET vorlage_id = vp.vorlage_id
FROM viewflow_task t JOIN workflows_vorlagenprozess vp ON vp.process_ptr_id = t.process_id WHERE t.id = w.aufgabe_id
"""


class Migration(migrations.Migration):
    dependencies = [("workflows", "0004_bescheidverfahren"), ("antraege", "0021_gremien_und_bescheid")]
    operations = [
        migrations.AddField(
            "arbeitsvorrat",
            "vorlage",
            models.ForeignKey(
                "antraege.vorlage",
                django.db.models.deletion.DO_NOTHING,
                null=True,
                db_constraint=False,
                db_index=False,
                related_name="+",
                verbose_name="Vorlage",
            ),
        ),
        migrations.AddIndex("arbeitsvorrat", models.Index(fields=["vorlage"], name="vorrat_je_vorlage")),
        migrations.RunSQL(FUNKTIONEN, ZURUECK),
        migrations.RunSQL(BESTAND, migrations.RunSQL.noop),
    ]
