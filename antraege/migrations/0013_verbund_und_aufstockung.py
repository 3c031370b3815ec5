"""What joint applications and top-ups may never say, whoever writes (Zusammenschluss; R11).

A submitted application binds every municipality it names: no other submitted one of the round may name it again. Drafts
bind nobody, so no municipality is locked out by what another one is only writing. Two connections that submit at the
same time wait for each other by an advisory lock per round and municipality, taken in the order of their ids.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

MITGLIEDER = """
CREATE FUNCTION verbund_verweigern(regel text, satz text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING MESSAGE = satz, ERRCODE = 'check_violation', CONSTRAINT = regel;
END $$;

CREATE FUNCTION zusammenschluss_im_landkreis() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT landkreis_id FROM antraege_kommune WHERE id = NEW.kommune_id)
     <> (SELECT landkreis_id FROM antraege_zusammenschluss WHERE id = NEW.zusammenschluss_id) THEN
    PERFORM verbund_verweigern('zusammenschluss_im_landkreis', 'Mitglied kann nur eine Kommune desselben Landkreises sein.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER zusammenschluss_im_landkreis AFTER INSERT OR UPDATE ON antraege_zusammenschluss_mitglieder
  FOR EACH ROW EXECUTE FUNCTION zusammenschluss_im_landkreis();

CREATE FUNCTION zusammenschluss_mitglied_bleibt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_verbundanteil v JOIN antraege_antrag a ON a.id = v.antrag_id
    WHERE a.zusammenschluss_id = OLD.zusammenschluss_id AND v.kommune_id = OLD.kommune_id;
  IF FOUND THEN
    PERFORM verbund_verweigern('zusammenschluss_mitglied_bleibt', 'Diese Kommune steht mit einem Anteil in einem gemeinsamen Antrag.');
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER zusammenschluss_mitglied_bleibt BEFORE DELETE ON antraege_zusammenschluss_mitglieder
  FOR EACH ROW EXECUTE FUNCTION zusammenschluss_mitglied_bleibt();

CREATE FUNCTION antrag_traeger_ist_mitglied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_zusammenschluss_mitglieder
    WHERE zusammenschluss_id = NEW.zusammenschluss_id AND kommune_id = NEW.kommune_id;
  IF NOT FOUND THEN
    PERFORM verbund_verweigern('antrag_traeger_ist_mitglied', 'Die antragstellende Kommune gehört nicht zu diesem Zusammenschluss.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER antrag_traeger_ist_mitglied AFTER INSERT OR UPDATE OF zusammenschluss_id, kommune_id ON antraege_antrag
  FOR EACH ROW WHEN (NEW.zusammenschluss_id IS NOT NULL) EXECUTE FUNCTION antrag_traeger_ist_mitglied();
"""

EINMAL = """
CREATE FUNCTION kommune_frei(ort bigint, runde bigint, ausser bigint) RETURNS boolean LANGUAGE sql VOLATILE AS $$
  SELECT NOT EXISTS (
    SELECT FROM antraege_antrag a
    WHERE a.runde_id = runde AND a.id <> ausser AND a.eingegangen_am IS NOT NULL AND a.status NOT IN ('zurueckgezogen', 'unzulaessig')
      AND (a.kommune_id = ort OR EXISTS (SELECT FROM antraege_verbundanteil v WHERE v.antrag_id = a.id AND v.kommune_id = ort)))
$$;

CREATE FUNCTION kommune_einmal(antrag antraege_antrag, ort bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF antrag.eingegangen_am IS NOT NULL THEN  -- whoever is named twice at the same time waits here and then sees the other one
    PERFORM pg_advisory_xact_lock(hashtextextended('verbund:' || antrag.runde_id || ':' || ort, 0));
  END IF;
  IF NOT kommune_frei(ort, antrag.runde_id, antrag.id) THEN
    PERFORM verbund_verweigern('kommune_einmal_je_runde', 'Diese Kommune ist in dieser Runde schon an einem anderen Antrag beteiligt.');
  END IF;
END $$;

CREATE FUNCTION antrag_kommunen_einmal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE ort bigint;
BEGIN
  FOR ort IN SELECT NEW.kommune_id UNION SELECT kommune_id FROM antraege_verbundanteil WHERE antrag_id = NEW.id ORDER BY 1 LOOP
    PERFORM kommune_einmal(NEW, ort);
  END LOOP;
  RETURN NEW;
END $$;
CREATE TRIGGER antrag_kommunen_einmal_neu AFTER INSERT ON antraege_antrag
  FOR EACH ROW WHEN (NEW.status NOT IN ('zurueckgezogen', 'unzulaessig')) EXECUTE FUNCTION antrag_kommunen_einmal();
CREATE TRIGGER antrag_kommunen_einmal AFTER UPDATE OF eingegangen_am ON antraege_antrag
  FOR EACH ROW WHEN (OLD.eingegangen_am IS NULL AND NEW.eingegangen_am IS NOT NULL) EXECUTE FUNCTION antrag_kommunen_einmal();

CREATE FUNCTION verbundanteil_pruefen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE antrag antraege_antrag%ROWTYPE;
BEGIN
  SELECT * INTO antrag FROM antraege_antrag WHERE id = NEW.antrag_id;
  PERFORM FROM antraege_zusammenschluss_mitglieder
    WHERE zusammenschluss_id = antrag.zusammenschluss_id AND kommune_id = NEW.kommune_id;
  IF NOT FOUND THEN
    PERFORM verbund_verweigern('verbundanteil_nur_mitglieder', 'Einen Anteil gibt es nur für Mitglieder des Zusammenschlusses.');
  ELSIF antrag.eingegangen_am IS NOT NULL AND antrag.status NOT IN ('zurueckgezogen', 'unzulaessig') THEN
    PERFORM kommune_einmal(antrag, NEW.kommune_id);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER verbundanteil_pruefen AFTER INSERT OR UPDATE ON antraege_verbundanteil
  FOR EACH ROW EXECUTE FUNCTION verbundanteil_pruefen();
"""

# Looked at when the transaction ends: the total and the parts are written one after the other.
SUMME = """
CREATE FUNCTION verbund_summe(nummer bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE antrag antraege_antrag%ROWTYPE; summe numeric;
BEGIN
  SELECT * INTO antrag FROM antraege_antrag WHERE id = nummer;
  IF antrag.eingegangen_am IS NULL OR antrag.status IN ('zurueckgezogen', 'unzulaessig') THEN RETURN; END IF;
  SELECT coalesce(sum(vzae), 0) INTO summe FROM antraege_verbundanteil WHERE antrag_id = nummer;
  IF summe IS DISTINCT FROM (CASE WHEN antrag.zusammenschluss_id IS NULL THEN 0 ELSE antrag.beantragt_vzae END) THEN
    PERFORM verbund_verweigern('verbund_summe', 'Die Anteile der Kommunen ergeben zusammen nicht den beantragten Stellenanteil.');
  END IF;
END $$;

CREATE FUNCTION antrag_verbund_summe() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM verbund_summe(NEW.id);
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER antrag_verbund_summe_neu AFTER INSERT ON antraege_antrag DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.eingegangen_am IS NOT NULL AND NEW.zusammenschluss_id IS NOT NULL) EXECUTE FUNCTION antrag_verbund_summe();
CREATE CONSTRAINT TRIGGER antrag_verbund_summe AFTER UPDATE ON antraege_antrag DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.eingegangen_am IS NOT NULL AND (NEW.zusammenschluss_id IS NOT NULL OR OLD.zusammenschluss_id IS NOT NULL)
    AND (OLD.eingegangen_am, OLD.status, OLD.beantragt_vzae, OLD.zusammenschluss_id)
      IS DISTINCT FROM (NEW.eingegangen_am, NEW.status, NEW.beantragt_vzae, NEW.zusammenschluss_id))
  EXECUTE FUNCTION antrag_verbund_summe();

CREATE FUNCTION verbundanteil_summe() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN PERFORM verbund_summe(OLD.antrag_id); END IF;
  IF TG_OP <> 'DELETE' THEN PERFORM verbund_summe(NEW.antrag_id); END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER verbundanteil_summe AFTER INSERT OR UPDATE OR DELETE ON antraege_verbundanteil DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION verbundanteil_summe();
"""

AUFSTOCKUNG = """
CREATE FUNCTION antrag_aufgestockt_eigene() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT anstellungstraeger_id FROM antraege_stelle WHERE id = NEW.aufgestockt_id) IS DISTINCT FROM NEW.kommune_id THEN
    PERFORM verbund_verweigern('antrag_aufgestockt_eigene', 'Aufstocken lässt sich nur eine Stelle der antragstellenden Kommune.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER antrag_aufgestockt_eigene AFTER INSERT OR UPDATE OF aufgestockt_id, kommune_id ON antraege_antrag
  FOR EACH ROW WHEN (NEW.aufgestockt_id IS NOT NULL) EXECUTE FUNCTION antrag_aufgestockt_eigene();
"""

ZURUECK = """
DROP TRIGGER antrag_aufgestockt_eigene ON antraege_antrag;
DROP TRIGGER verbundanteil_summe ON antraege_verbundanteil;
DROP TRIGGER antrag_verbund_summe ON antraege_antrag;
DROP TRIGGER antrag_verbund_summe_neu ON antraege_antrag;
DROP TRIGGER verbundanteil_pruefen ON antraege_verbundanteil;
DROP TRIGGER antrag_kommunen_einmal ON antraege_antrag;
DROP TRIGGER antrag_kommunen_einmal_neu ON antraege_antrag;
DROP TRIGGER antrag_traeger_ist_mitglied ON antraege_antrag;
DROP TRIGGER zusammenschluss_mitglied_bleibt ON antraege_zusammenschluss_mitglieder;
DROP TRIGGER zusammenschluss_im_landkreis ON antraege_zusammenschluss_mitglieder;
DROP FUNCTION antrag_aufgestockt_eigene(), verbundanteil_summe(), antrag_verbund_summe(), verbund_summe(bigint),
  verbundanteil_pruefen(), antrag_kommunen_einmal(), kommune_einmal(antraege_antrag, bigint),
  kommune_frei(bigint, bigint, bigint), antrag_traeger_ist_mitglied(), zusammenschluss_mitglied_bleibt(),
  zusammenschluss_im_landkreis(), verbund_verweigern(text, text);
"""


class Migration(migrations.Migration):
    dependencies = [("antraege", "0012_fassung_steht_fest")]
    operations = [
        migrations.AddField(
            "antrag",
            "gespeichert_am",
            models.DateTimeField("zuletzt gespeichert am", null=True, blank=True, editable=False),
        ),
        migrations.AddField(
            "antrag",
            "gespeichert_von",
            models.ForeignKey(
                settings.AUTH_USER_MODEL,
                django.db.models.deletion.PROTECT,
                null=True,
                blank=True,
                related_name="+",
                verbose_name="zuletzt gespeichert von",
                editable=False,
            ),
        ),
        migrations.AddConstraint(
            "antrag",
            models.CheckConstraint(
                condition=models.Q(aufgestockt__isnull=True) | models.Q(antragsart="aufstockung"),
                name="antrag_aufgestockt_nur_bei_aufstockung",
                violation_error_message="Eine aufgestockte Stelle nennt nur ein Antrag auf Aufstockung.",
            ),
        ),
        migrations.AddConstraint(
            "antrag",
            models.CheckConstraint(
                condition=models.Q(vereinbarung_vom__isnull=True) | models.Q(zusammenschluss__isnull=False),
                name="antrag_vereinbarung_nur_im_zusammenschluss",
                violation_error_message="Eine Vereinbarung der Kommunen nennt nur ein gemeinsamer Antrag.",
            ),
        ),
        migrations.RunSQL(MITGLIEDER + EINMAL + SUMME + AUFSTOCKUNG, ZURUECK),
    ]
