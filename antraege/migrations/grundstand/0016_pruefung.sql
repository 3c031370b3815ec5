CREATE FUNCTION antrag_zahlen_stehen_fest()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  IF OLD.status <> 'nachforderung' AND
     (OLD.beantragt_vzae, OLD.beantragt_betrag) IS DISTINCT FROM (NEW.beantragt_vzae, NEW.beantragt_betrag)
  THEN
    RAISE EXCEPTION 'Was beantragt ist, ändert sich nach dem Eingang nur in einer Ergänzung.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'antrag_beantragt_steht_fest';
  END IF;
  IF OLD.status IN ('gezeichnet', 'im_gremium', 'beschlossen', 'beschieden', 'abgeschlossen') AND
     (OLD.empfohlen_vzae, OLD.empfohlen_betrag) IS DISTINCT FROM (NEW.empfohlen_vzae, NEW.empfohlen_betrag)
  THEN
    RAISE EXCEPTION 'Eine gezeichnete Empfehlung ändert sich nicht. Zuerst ist die Zeichnung aufzuheben.'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'antrag_empfehlung_steht_fest';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER antrag_zahlen_stehen_fest BEFORE UPDATE ON antraege_antrag FOR EACH ROW WHEN ((old.eingegangen_am IS NOT NULL)) EXECUTE FUNCTION antrag_zahlen_stehen_fest();
