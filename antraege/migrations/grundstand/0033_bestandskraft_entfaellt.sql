CREATE FUNCTION bestandskraft_entfaellt(alt antraege_bescheid, neu antraege_bescheid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $$
  SELECT alt.status = 'bestandskraeftig' AND neu.status = 'bekanntgegeben' AND neu.bestandskraeftig_am IS NULL
    AND alt.verzichtet_am IS NULL AND EXISTS (
      SELECT FROM antraege_widerspruch WHERE bescheid_id = alt.id AND status = 'offen' AND NOT verspaetet)
$$;
