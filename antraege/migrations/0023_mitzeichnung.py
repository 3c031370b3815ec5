"""The rules of a paper's way to its release.

Nobody signs what she wrote; nothing is released while a station is open; nothing is public that only closed sittings
deal with. A released paper need not be public yet.
A programme rests on a motion of its own district, a new wording on the paper it supplements.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

VIER_AUGEN = """
CREATE FUNCTION vorlage_bearbeitung_merken() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO antraege_vorlage_bearbeitende (vorlage_id, benutzer_id)
    SELECT NEW.id, person FROM unnest(ARRAY[NEW.erstellt_von_id, NEW.bearbeitet_von_id]) AS person
    WHERE person IS NOT NULL ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER vorlage_bearbeitung_merken AFTER INSERT OR UPDATE OF erstellt_von_id, bearbeitet_von_id ON antraege_vorlage
  FOR EACH ROW EXECUTE FUNCTION vorlage_bearbeitung_merken();

CREATE FUNCTION mitzeichnung_durch_unbeteiligte() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_vorlage_bearbeitende
    WHERE vorlage_id = NEW.vorlage_id AND benutzer_id = NEW.gezeichnet_von_id;
  IF FOUND THEN
    RAISE EXCEPTION 'Zeichnen muss eine Person, die nicht an der Vorlage geschrieben hat (Vier-Augen-Prinzip).'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'mitzeichnung_durch_unbeteiligte';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER mitzeichnung_durch_unbeteiligte BEFORE INSERT OR UPDATE ON antraege_mitzeichnung
  FOR EACH ROW WHEN (NEW.ergebnis = 'gezeichnet') EXECUTE FUNCTION mitzeichnung_durch_unbeteiligte();

CREATE FUNCTION vorlage_freigabe_pruefen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_vorlage_bearbeitende WHERE vorlage_id = NEW.id AND benutzer_id = NEW.freigegeben_von_id;
  IF FOUND THEN
    RAISE EXCEPTION 'Freigeben muss eine Person, die nicht an der Vorlage geschrieben hat (Vier-Augen-Prinzip).'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'vorlage_freigabe_durch_zweite_person';
  END IF;
  PERFORM FROM antraege_mitzeichnung WHERE vorlage_id = NEW.id AND ergebnis = 'offen';
  IF FOUND THEN
    RAISE EXCEPTION 'Vor der Freigabe zeichnen noch andere Stellen mit.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'vorlage_freigabe_nach_mitzeichnung';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER vorlage_freigabe_pruefen BEFORE UPDATE ON antraege_vorlage
  FOR EACH ROW WHEN (NEW.status = 'freigegeben' AND OLD.status <> 'freigegeben')
  EXECUTE FUNCTION vorlage_freigabe_pruefen();

CREATE FUNCTION vorlage_nur_oeffentlich() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_beratungsschritt WHERE vorlage_id = NEW.id;
  IF NOT FOUND THEN RETURN NEW; END IF;
  PERFORM FROM antraege_beratungsschritt b JOIN antraege_sitzung s ON s.id = b.sitzung_id
    WHERE b.vorlage_id = NEW.id AND s.oeffentlich;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Alle Sitzungen zu dieser Vorlage sind nicht öffentlich, sie wird nicht veröffentlicht.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'vorlage_nur_oeffentlich';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER vorlage_nur_oeffentlich BEFORE UPDATE OF veroeffentlicht_am ON antraege_vorlage
  FOR EACH ROW WHEN (OLD.veroeffentlicht_am IS NULL AND NEW.veroeffentlicht_am IS NOT NULL)
  EXECUTE FUNCTION vorlage_nur_oeffentlich();
"""
VIER_AUGEN_ZURUECK = """
DROP TRIGGER vorlage_nur_oeffentlich ON antraege_vorlage;
DROP TRIGGER vorlage_freigabe_pruefen ON antraege_vorlage;
DROP TRIGGER mitzeichnung_durch_unbeteiligte ON antraege_mitzeichnung;
DROP TRIGGER vorlage_bearbeitung_merken ON antraege_vorlage;
DROP FUNCTION vorlage_nur_oeffentlich(), vorlage_freigabe_pruefen(), mitzeichnung_durch_unbeteiligte(),
  vorlage_bearbeitung_merken();
"""
ZUGEHOERIG = """
CREATE FUNCTION programm_ermaechtigung_im_landkreis() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_beschlussantrag z JOIN antraege_vorlage v ON v.id = z.vorlage_id
    WHERE z.id = NEW.ermaechtigung_id AND v.landkreis_id = NEW.landkreis_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Dieser Beschlussantrag gehört zu einem anderen Landkreis.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'programm_ermaechtigung_im_landkreis';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER programm_ermaechtigung_im_landkreis BEFORE INSERT OR UPDATE OF ermaechtigung_id ON antraege_foerderprogramm
  FOR EACH ROW WHEN (NEW.ermaechtigung_id IS NOT NULL) EXECUTE FUNCTION programm_ermaechtigung_im_landkreis();

CREATE FUNCTION neufassung_der_ergaenzten() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM antraege_vorlage v JOIN antraege_beschlussantrag z ON z.vorlage_id = v.ergaenzt_id
    WHERE v.id = NEW.vorlage_id AND z.id = NEW.fasst_neu_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Neu gefasst wird nur eine Ziffer der Vorlage, die ergänzt wird.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'neufassung_der_ergaenzten';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER neufassung_der_ergaenzten BEFORE INSERT OR UPDATE OF fasst_neu_id, vorlage_id ON antraege_beschlussantrag
  FOR EACH ROW WHEN (NEW.fasst_neu_id IS NOT NULL) EXECUTE FUNCTION neufassung_der_ergaenzten();
"""
ZUGEHOERIG_ZURUECK = """
DROP TRIGGER neufassung_der_ergaenzten ON antraege_beschlussantrag;
DROP TRIGGER programm_ermaechtigung_im_landkreis ON antraege_foerderprogramm;
DROP FUNCTION neufassung_der_ergaenzten(), programm_ermaechtigung_im_landkreis();
"""
# Papers that wait for their release wait for the head of the office, as they did before there was a route.
BESTAND = """
INSERT INTO antraege_vorlage_bearbeitende (vorlage_id, benutzer_id) SELECT id, erstellt_von_id FROM antraege_vorlage;
INSERT INTO antraege_mitzeichnung (vorlage_id, durchgang, nummer, rolle, gibt_frei, frist, ergebnis, bemerkung)
  SELECT id, 1, 1, 'amtsleitung', true, '3T', 'offen', '' FROM antraege_vorlage WHERE status = 'mitzeichnung';
"""


class Migration(migrations.Migration):
    dependencies = [("antraege", "0022_zustaendigkeit")]
    operations = [
        migrations.AddField(
            "vorlage",
            "bearbeitet_von",
            models.ForeignKey(
                settings.AUTH_USER_MODEL,
                django.db.models.deletion.PROTECT,
                null=True,
                blank=True,
                related_name="+",
                verbose_name="zuletzt bearbeitet von",
            ),
        ),
        migrations.AddField(
            "vorlage",
            "bearbeitende",
            models.ManyToManyField(
                to=settings.AUTH_USER_MODEL, related_name="+", editable=False, verbose_name="bearbeitet von"
            ),
        ),
        migrations.AddField(
            "beschlussantrag",
            "fasst_neu",
            models.ForeignKey(
                "antraege.beschlussantrag",
                django.db.models.deletion.PROTECT,
                null=True,
                blank=True,
                related_name="neufassungen",
                verbose_name="neuer Wortlaut zu",
            ),
        ),
        migrations.RemoveConstraint("vorlage", "vorlage_freigegeben_mit_person_und_tag"),
        migrations.AddConstraint(
            "vorlage",
            models.CheckConstraint(
                condition=~models.Q(status__in=["freigegeben", "beschlossen"])
                | models.Q(freigegeben_von__isnull=False),
                name="vorlage_freigegeben_mit_person",
                violation_error_message="Eine freigegebene Vorlage nennt die Person, die sie freigegeben hat.",
            ),
        ),
        migrations.RunSQL(VIER_AUGEN, VIER_AUGEN_ZURUECK),
        migrations.RunSQL(ZUGEHOERIG, ZUGEHOERIG_ZURUECK),
        migrations.RunSQL(BESTAND, migrations.RunSQL.noop),
    ]
