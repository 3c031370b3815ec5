CREATE FUNCTION folgebescheid_regeln()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
DECLARE alt antraege_bescheid; belastet boolean;
BEGIN
  SELECT * INTO alt FROM antraege_bescheid WHERE id = NEW.aendert_id;
  IF alt.antrag_id <> NEW.antrag_id OR alt.status IN ('entwurf', 'verworfen') THEN
    RAISE EXCEPTION 'Ein Folgebescheid bezieht sich auf einen freigegebenen Bescheid desselben Antrags.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'folgebescheid_zum_freigegebenen';
  END IF;
  IF NEW.art IN ('widerruf', 'ruecknahme', 'schluss') AND (NEW.vzae > alt.vzae OR NEW.betrag > alt.betrag) THEN
    RAISE EXCEPTION 'Widerruf, Rücknahme und Schlussbescheid erhöhen die Bewilligung nicht.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'folgebescheid_nur_abwaerts';
  END IF;
  IF NEW.art = 'erstattung' AND (NEW.vzae, NEW.betrag) IS DISTINCT FROM (alt.vzae, alt.betrag) THEN
    RAISE EXCEPTION 'Ein Erstattungsbescheid ändert die Bewilligung nicht.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'folgebescheid_erstattung_aendert_nichts';
  END IF;
  IF NEW.status IN ('entwurf', 'verworfen') THEN
    RETURN NEW;
  END IF;
  IF (NEW.art IN ('aenderung', 'widerruf', 'ruecknahme') AND NEW.wirksam_ab IS NULL)
    OR (NEW.art IN ('widerruf', 'ruecknahme') AND NEW.vzae = alt.vzae AND NEW.betrag = alt.betrag)
    OR (NEW.art = 'erstattung' AND coalesce(NEW.erstattung, 0) = 0)
    OR (NEW.art = 'schluss' AND NEW.anerkannt IS NULL)
  THEN
    RAISE EXCEPTION 'Dem Folgebescheid fehlt, was seine Art verlangt.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'folgebescheid_vollstaendig';
  END IF;
  belastet := NEW.art IN ('widerruf', 'ruecknahme', 'erstattung') OR NEW.vzae < alt.vzae OR NEW.betrag < alt.betrag
    OR coalesce(NEW.erstattung, 0) > 0;
  IF belastet AND NEW.anhoerung_am IS NULL AND NEW.anhoerung_verzicht = '' THEN
    RAISE EXCEPTION 'Vor einem belastenden Bescheid ist die Kommune zu hören (§ 28 LVwVfG).'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'folgebescheid_angehoert';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER folgebescheid_regeln BEFORE INSERT OR UPDATE ON antraege_bescheid FOR EACH ROW WHEN ((new.aendert_id IS NOT NULL)) EXECUTE FUNCTION folgebescheid_regeln();
CREATE FUNCTION folgebescheid_unveraenderlich()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION 'Ein freigegebener oder verworfener Bescheid wird nicht mehr geändert.'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'bescheid_unveraenderlich';
END $$;
CREATE TRIGGER folgebescheid_unveraenderlich BEFORE UPDATE ON antraege_bescheid FOR EACH ROW WHEN ((((old.status)::text <> 'entwurf'::text) AND (((((((((((old.aendert_id IS DISTINCT FROM new.aendert_id) OR (old.beginn IS DISTINCT FROM new.beginn)) OR (old.ende IS DISTINCT FROM new.ende)) OR (old.wirksam_ab IS DISTINCT FROM new.wirksam_ab)) OR (old.erstattung IS DISTINCT FROM new.erstattung)) OR (old.zinsen_ab IS DISTINCT FROM new.zinsen_ab)) OR (old.anerkannt IS DISTINCT FROM new.anerkannt)) OR (old.anhoerung_am IS DISTINCT FROM new.anhoerung_am)) OR (old.anhoerung_antwort IS DISTINCT FROM new.anhoerung_antwort)) OR (old.anhoerung_verzicht IS DISTINCT FROM new.anhoerung_verzicht)) OR (((old.status)::text = 'verworfen'::text) <> ((new.status)::text = 'verworfen'::text))))) EXECUTE FUNCTION folgebescheid_unveraenderlich();
