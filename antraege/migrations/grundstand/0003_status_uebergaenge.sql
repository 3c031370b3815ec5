CREATE FUNCTION antrag_uebergang()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  IF (OLD.status, NEW.status) NOT IN (('entwurf', 'zur_unterschrift'), ('entwurf', 'eingereicht'), ('entwurf', 'zurueckgezogen'), ('zur_unterschrift', 'entwurf'), ('zur_unterschrift', 'eingereicht'), ('zur_unterschrift', 'zurueckgezogen'), ('eingereicht', 'unzulaessig'), ('eingereicht', 'nachforderung'), ('eingereicht', 'vollstaendig'), ('eingereicht', 'zurueckgezogen'), ('nachforderung', 'eingereicht'), ('nachforderung', 'zurueckgezogen'), ('vollstaendig', 'stellungnahme'), ('vollstaendig', 'in_zeichnung'), ('vollstaendig', 'zurueckgezogen'), ('stellungnahme', 'in_zeichnung'), ('stellungnahme', 'zurueckgezogen'), ('in_zeichnung', 'vollstaendig'), ('in_zeichnung', 'gezeichnet'), ('in_zeichnung', 'zurueckgezogen'), ('gezeichnet', 'vollstaendig'), ('gezeichnet', 'im_gremium'), ('gezeichnet', 'beschlossen'), ('gezeichnet', 'zurueckgezogen'), ('im_gremium', 'gezeichnet'), ('im_gremium', 'beschlossen'), ('im_gremium', 'zurueckgezogen'), ('beschlossen', 'beschieden'), ('beschlossen', 'zurueckgezogen'), ('beschieden', 'abgeschlossen')) THEN
    RAISE EXCEPTION 'Von % führt kein Schritt nach %.', OLD.status, NEW.status USING ERRCODE = 'check_violation', CONSTRAINT = 'antrag_uebergang';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER antrag_uebergang BEFORE UPDATE OF status ON antraege_antrag FOR EACH ROW WHEN (((old.status)::text IS DISTINCT FROM (new.status)::text)) EXECUTE FUNCTION antrag_uebergang();
