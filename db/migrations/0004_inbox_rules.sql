-- Numbers one change for each of these people and tells every listening process, which happens when the transaction
-- commits. People in ascending order, so that two callers cannot wait for each other; and always last in a
-- transaction, after every other lock.
CREATE FUNCTION public.inbox_announce(
  p_user_ids text[], p_conversation_id text, p_kind text, p_message_seq bigint, p_at timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_user_id text;
  v_seq bigint;
  v_told text[] := '{}';
BEGIN
  FOR v_user_id IN SELECT DISTINCT u FROM unnest(p_user_ids) u ORDER BY u LOOP
    INSERT INTO inboxes AS inbox (user_id, last_seq) VALUES (v_user_id, 1)
    ON CONFLICT (user_id) DO UPDATE SET last_seq = inbox.last_seq + 1 RETURNING last_seq INTO v_seq;
    INSERT INTO inbox_changes (user_id, seq, conversation_id, kind, message_seq, at)
    VALUES (v_user_id, v_seq, p_conversation_id, p_kind, p_message_seq, p_at);
    v_told := v_told || (v_user_id || ':' || v_seq);
  END LOOP;
  PERFORM pg_notify('inbox', array_to_string(v_told, ' '));
END $$;--> statement-breakpoint

-- What happens on a contract is a change in the inboxes of the two who talk about it.
CREATE FUNCTION public.announce_job_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_conversation record;
BEGIN
  SELECT c.id, c.client_id, c.freelancer_id INTO v_conversation
  FROM contracts k JOIN conversations c ON c.job_id = k.job_id AND c.freelancer_id = k.freelancer_id
  WHERE k.job_id = NEW.job_id;
  IF FOUND THEN
    PERFORM inbox_announce(
      ARRAY[v_conversation.client_id, v_conversation.freelancer_id], v_conversation.id, 'event', NULL, NEW.at);
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint

-- Deferred: inboxes are locked at the end of the transaction, after the ledger.
CREATE CONSTRAINT TRIGGER job_events_announce AFTER INSERT ON public.job_events
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
WHEN (NEW.kind NOT IN ('posted', 'edited', 'closed', 'shortlisted'))
EXECUTE FUNCTION public.announce_job_event();
