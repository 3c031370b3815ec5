CREATE FUNCTION vorlage_bearbeitung_merken()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  INSERT INTO antraege_vorlage_bearbeitende (vorlage_id, benutzer_id)
    SELECT NEW.id, person FROM unnest(ARRAY[NEW.erstellt_von_id, NEW.bearbeitet_von_id]) AS person
    WHERE person IS NOT NULL ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER vorlage_bearbeitung_merken AFTER INSERT OR UPDATE OF erstellt_von_id, bearbeitet_von_id ON antraege_vorlage FOR EACH ROW EXECUTE FUNCTION vorlage_bearbeitung_merken();
CREATE FUNCTION mitzeichnung_durch_unbeteiligte()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM FROM antraege_vorlage_bearbeitende
    WHERE vorlage_id = NEW.vorlage_id AND benutzer_id = NEW.gezeichnet_von_id;
  IF FOUND THEN
    RAISE EXCEPTION 'Zeichnen muss eine Person, die nicht an der Vorlage geschrieben hat (Vier-Augen-Prinzip).'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'mitzeichnung_durch_unbeteiligte';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER mitzeichnung_durch_unbeteiligte BEFORE INSERT OR UPDATE ON antraege_mitzeichnung FOR EACH ROW WHEN (((new.ergebnis)::text = 'gezeichnet'::text)) EXECUTE FUNCTION mitzeichnung_durch_unbeteiligte();
CREATE FUNCTION vorlage_freigabe_pruefen()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
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
CREATE TRIGGER vorlage_freigabe_pruefen BEFORE UPDATE ON antraege_vorlage FOR EACH ROW WHEN ((((new.status)::text = 'freigegeben'::text) AND ((old.status)::text <> 'freigegeben'::text))) EXECUTE FUNCTION vorlage_freigabe_pruefen();
CREATE FUNCTION vorlage_nur_oeffentlich()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
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
CREATE TRIGGER vorlage_nur_oeffentlich BEFORE UPDATE OF veroeffentlicht_am ON antraege_vorlage FOR EACH ROW WHEN (((old.veroeffentlicht_am IS NULL) AND (new.veroeffentlicht_am IS NOT NULL))) EXECUTE FUNCTION vorlage_nur_oeffentlich();
CREATE FUNCTION programm_ermaechtigung_im_landkreis()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM FROM antraege_beschlussantrag z JOIN antraege_vorlage v ON v.id = z.vorlage_id
    WHERE z.id = NEW.ermaechtigung_id AND v.landkreis_id = NEW.landkreis_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Dieser Beschlussantrag gehört zu einem anderen Landkreis.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'programm_ermaechtigung_im_landkreis';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER programm_ermaechtigung_im_landkreis BEFORE INSERT OR UPDATE OF ermaechtigung_id ON antraege_foerderprogramm FOR EACH ROW WHEN ((new.ermaechtigung_id IS NOT NULL)) EXECUTE FUNCTION programm_ermaechtigung_im_landkreis();
CREATE FUNCTION neufassung_der_ergaenzten()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM FROM antraege_vorlage v JOIN antraege_beschlussantrag z ON z.vorlage_id = v.ergaenzt_id
    WHERE v.id = NEW.vorlage_id AND z.id = NEW.fasst_neu_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Neu gefasst wird nur eine Ziffer der Vorlage, die ergänzt wird.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'neufassung_der_ergaenzten';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER neufassung_der_ergaenzten BEFORE INSERT OR UPDATE OF fasst_neu_id, vorlage_id ON antraege_beschlussantrag FOR EACH ROW WHEN ((new.fasst_neu_id IS NOT NULL)) EXECUTE FUNCTION neufassung_der_ergaenzten();
