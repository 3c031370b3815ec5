CREATE FUNCTION protokoll_hash(vorgaenger text, e antraege_protokolleintrag)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $$
  SELECT encode(sha256(convert_to(vorgaenger || jsonb_build_array(
    e.id, to_char(e.zeitpunkt AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'),
    to_char(e.geschehen_am AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), to_char(e.wirksam_am, 'YYYY-MM-DD'),
    e.landkreis_id, e.antrag_id, e.objekt_art, e.objekt_id, e.art, e.benutzer_id, e.vertretung_fuer_id,
    e.vorher, e.nachher, e.text_id, e.text_sha256, e.regel_version, e.sichtbar_kommune, e.historisch)::text, 'UTF8')), 'hex')
$$;
CREATE FUNCTION protokoll_siegeln()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
DECLARE letztes antraege_protokollsiegel%ROWTYPE;
BEGIN
  PERFORM pg_advisory_xact_lock(4711, 1);
  SELECT * INTO letztes FROM antraege_protokollsiegel ORDER BY nr DESC LIMIT 1;
  INSERT INTO antraege_protokollsiegel (nr, eintrag_id, vorher, hash)
  VALUES (coalesce(letztes.nr, 0) + 1, NEW.id, coalesce(letztes.hash, ''), protokoll_hash(coalesce(letztes.hash, ''), NEW));
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER protokoll_siegeln AFTER INSERT ON antraege_protokolleintrag DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION protokoll_siegeln();
CREATE FUNCTION nur_anfuegen()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION 'Der Verlauf wird nur ergänzt, nie geändert (%).', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER protokoll_nur_anfuegen BEFORE DELETE OR UPDATE ON antraege_protokolleintrag FOR EACH ROW EXECUTE FUNCTION nur_anfuegen();
CREATE TRIGGER protokoll_nicht_leeren BEFORE TRUNCATE ON antraege_protokolleintrag FOR EACH STATEMENT EXECUTE FUNCTION nur_anfuegen();
CREATE TRIGGER siegel_nur_anfuegen BEFORE DELETE OR UPDATE ON antraege_protokollsiegel FOR EACH ROW EXECUTE FUNCTION nur_anfuegen();
CREATE TRIGGER siegel_nicht_leeren BEFORE TRUNCATE ON antraege_protokollsiegel FOR EACH STATEMENT EXECUTE FUNCTION nur_anfuegen();
