"""A silent municipality is reminded once a day; nobody waives a round and applies in it at once, whoever writes.

Waiver and application of a municipality meet at the row of the round: whoever comes second waits there, and then sees
what the first one did.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = """
CREATE FUNCTION verzicht_ohne_antrag() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_foerderrunde WHERE id = NEW.runde_id FOR NO KEY UPDATE;
  PERFORM FROM antraege_antrag WHERE kommune_id = NEW.kommune_id AND runde_id = NEW.runde_id
    AND status NOT IN ('zurueckgezogen', 'unzulaessig');
  IF FOUND THEN
    RAISE EXCEPTION 'Diese Kommune hat in dieser Runde einen Antrag.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'verzicht_ohne_antrag';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER verzicht_ohne_antrag BEFORE INSERT OR UPDATE OF art, kommune_id, runde_id ON antraege_inanspruchnahme
  FOR EACH ROW WHEN (NEW.art = 'verzicht') EXECUTE FUNCTION verzicht_ohne_antrag();

CREATE FUNCTION antrag_ohne_verzicht() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_foerderrunde WHERE id = NEW.runde_id FOR SHARE;
  PERFORM FROM antraege_inanspruchnahme WHERE kommune_id = NEW.kommune_id AND runde_id = NEW.runde_id AND art = 'verzicht';
  IF FOUND THEN
    RAISE EXCEPTION 'Diese Kommune hat auf diese Runde verzichtet.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'antrag_ohne_verzicht';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER antrag_ohne_verzicht BEFORE INSERT ON antraege_antrag
  FOR EACH ROW EXECUTE FUNCTION antrag_ohne_verzicht();

CREATE FUNCTION ruecklauf_ein_landkreis() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT landkreis_id FROM antraege_kommune WHERE id = NEW.kommune_id)
     <> (SELECT p.landkreis_id FROM antraege_foerderrunde r JOIN antraege_foerderprogramm p ON p.id = r.programm_id
         WHERE r.id = NEW.runde_id) THEN
    RAISE EXCEPTION 'Kommune und Runde gehören nicht zu demselben Landkreis.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ein_landkreis';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ein_landkreis BEFORE INSERT OR UPDATE ON antraege_ruecklauferinnerung
  FOR EACH ROW EXECUTE FUNCTION ruecklauf_ein_landkreis();
"""
ZURUECK = """
DROP TRIGGER ein_landkreis ON antraege_ruecklauferinnerung;
DROP FUNCTION ruecklauf_ein_landkreis();
DROP TRIGGER antrag_ohne_verzicht ON antraege_antrag;
DROP FUNCTION antrag_ohne_verzicht();
DROP TRIGGER verzicht_ohne_antrag ON antraege_inanspruchnahme;
DROP FUNCTION verzicht_ohne_antrag();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("antraege", "0018_aufgaben_sammeln"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Ruecklauferinnerung",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tag", models.DateField(verbose_name="Tag")),
                (
                    "erinnert_von",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="veranlasst von",
                    ),
                ),
                (
                    "kommune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ruecklauferinnerungen",
                        to="antraege.kommune",
                        verbose_name="Kommune",
                    ),
                ),
                (
                    "runde",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ruecklauferinnerungen",
                        to="antraege.foerderrunde",
                        verbose_name="Förderrunde",
                    ),
                ),
            ],
            options={
                "verbose_name": "Erinnerung an die Förderrunde",
                "verbose_name_plural": "Erinnerungen an die Förderrunde",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kommune", "runde", "tag"),
                        name="ruecklauferinnerung_am_tag_einmal",
                        violation_error_message="Diese Kommune ist heute schon an die Runde erinnert worden.",
                    )
                ],
            },
        ),
        migrations.RunSQL(SQL, ZURUECK),
    ]
