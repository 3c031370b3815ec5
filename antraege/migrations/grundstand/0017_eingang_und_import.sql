CREATE FUNCTION aktenvermerk_unveraenderlich()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION 'Ein Aktenvermerk wird nicht geändert und nicht gelöscht. Eine Berichtigung ist ein neuer Vermerk.'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'aktenvermerk_unveraenderlich';
END $$;
CREATE TRIGGER aktenvermerk_unveraenderlich BEFORE DELETE OR UPDATE ON antraege_aktenvermerk FOR EACH ROW EXECUTE FUNCTION aktenvermerk_unveraenderlich();
