"""The gates of a decision and of its first notice, whichever way they are written.

What a committee decides needs its vote on the Ziffer (R19), what it must decide the administration does not. One first
notice an application, and it says what was decided: its kind, its share, its amount.
"""

from django.db import migrations, models
from django.db.models import Q

ENTSCHIEDEN = """
CREATE FUNCTION entscheidung_mit_grundlage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'im_gremium' THEN
    PERFORM FROM antraege_beschlussergebnis e JOIN antraege_beratungsschritt b ON b.id = e.schritt_id
      WHERE e.beschlussantrag_id = NEW.beschlussantrag_id AND b.rolle = 'beschluss'
        AND (e.wert IN ('unveraendert_beschlossen', 'geaendert_beschlossen', 'mit_massgabe')
          OR (e.wert = 'abgelehnt' AND NEW.bewilligt_vzae = 0));
    IF NOT FOUND THEN
      RAISE EXCEPTION 'So hat das Gremium über die Ziffer dieses Antrags nicht beschlossen (R19).'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'entscheidung_mit_beschluss';
    END IF;
    RETURN NEW;
  END IF;
  PERFORM FROM antraege_foerderrunde WHERE id = NEW.runde_id
    AND (entscheidung = 'beschluss' OR NEW.empfohlen_betrag > beschluss_ab_betrag);
  IF FOUND THEN
    RAISE EXCEPTION 'Über diesen Antrag entscheidet das Gremium, nicht die Verwaltung (R19).'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'entscheidung_des_gremiums';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER entscheidung_mit_grundlage BEFORE UPDATE OF status ON antraege_antrag
  FOR EACH ROW WHEN (NEW.status = 'beschlossen' AND OLD.status <> 'beschlossen')
  EXECUTE FUNCTION entscheidung_mit_grundlage();
"""
ENTSCHIEDEN_ZURUECK = """
DROP TRIGGER entscheidung_mit_grundlage ON antraege_antrag;
DROP FUNCTION entscheidung_mit_grundlage();
"""

# The application is held until the end: whoever withdraws it at the same moment comes before or after.
BESCHEID = """
CREATE FUNCTION bescheid_sagt_die_entscheidung() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE fall antraege_antrag;
BEGIN
  SELECT * INTO fall FROM antraege_antrag WHERE id = NEW.antrag_id FOR SHARE;
  IF fall.status <> 'beschlossen' THEN
    RAISE EXCEPTION 'Einen Bescheid gibt es erst, wenn über den Antrag entschieden ist.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'bescheid_nach_der_entscheidung';
  ELSIF (NEW.vzae, NEW.betrag) IS DISTINCT FROM (fall.bewilligt_vzae, fall.bewilligt_betrag)
    OR (fall.ergebnis, NEW.art) NOT IN
      (('bewilligt', 'bewilligung'), ('teilbewilligt', 'teilbewilligung'), ('abgelehnt', 'ablehnung'))
  THEN
    RAISE EXCEPTION 'Der Bescheid weicht von der Entscheidung ab: Art, Stellenanteil und Betrag sind die entschiedenen.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'bescheid_sagt_die_entscheidung';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bescheid_sagt_die_entscheidung BEFORE UPDATE OF status ON antraege_bescheid
  FOR EACH ROW WHEN (NEW.aendert_id IS NULL AND OLD.status = 'entwurf' AND NEW.status NOT IN ('entwurf', 'verworfen'))
  EXECUTE FUNCTION bescheid_sagt_die_entscheidung();
"""
BESCHEID_ZURUECK = """
DROP TRIGGER bescheid_sagt_die_entscheidung ON antraege_bescheid;
DROP FUNCTION bescheid_sagt_die_entscheidung();
"""


class Migration(migrations.Migration):
    dependencies = [("antraege", "0040_rechtsbehelf_und_klage")]
    operations = [
        migrations.AddConstraint(
            "bescheid",
            models.UniqueConstraint(
                fields=["antrag"],
                condition=Q(aendert__isnull=True) & ~Q(status="verworfen"),
                name="bescheid_erster_je_antrag_einmal",
                violation_error_message="Zu diesem Antrag gibt es schon einen Bescheid.",
            ),
        ),
        migrations.RunSQL(ENTSCHIEDEN, ENTSCHIEDEN_ZURUECK),
        migrations.RunSQL(BESCHEID, BESCHEID_ZURUECK),
    ]
