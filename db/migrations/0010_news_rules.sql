UPDATE participants SET shown_read_seq = last_read_seq;--> statement-breakpoint

-- Its rows live as long as their transaction: after a crash it is empty, as it has to be.
ALTER TABLE public.inbox_noted SET UNLOGGED;--> statement-breakpoint

-- Notes whom this transaction has to tell of something when it commits. Takes no lock on any inbox.
CREATE FUNCTION public.inbox_note(p_user_ids text[], p_conversation_id text, p_at timestamptz)
RETURNS void LANGUAGE sql AS $$
  INSERT INTO inbox_noted (transaction, user_id, conversation_id, at)
  SELECT pg_current_xact_id()::text, u, coalesce(p_conversation_id, ''), p_at
  FROM unnest(p_user_ids) u WHERE u IS NOT NULL
  ON CONFLICT DO NOTHING;
$$;--> statement-breakpoint

-- Numbers everything that was noted, all people in ascending order whatever has noted them, and tells every listening
-- process. A notification carries at most 8,000 bytes.
CREATE FUNCTION public.inbox_announce_noted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_noted record;
  v_seq bigint;
  v_told text[] := '{}';
BEGIN
  FOR v_noted IN
    WITH taken AS (
      DELETE FROM inbox_noted WHERE transaction = pg_current_xact_id()::text
      RETURNING user_id, nullif(conversation_id, '') AS conversation_id, at
    )
    SELECT * FROM taken ORDER BY user_id, conversation_id NULLS FIRST
  LOOP
    INSERT INTO inboxes AS inbox (user_id, last_seq) VALUES (v_noted.user_id, 1)
    ON CONFLICT (user_id) DO UPDATE SET last_seq = inbox.last_seq + 1 RETURNING last_seq INTO v_seq;
    INSERT INTO inbox_changes (user_id, seq, conversation_id, kind, at)
    VALUES (v_noted.user_id, v_seq, v_noted.conversation_id,
      CASE WHEN v_noted.conversation_id IS NULL THEN 'news' ELSE 'event' END, v_noted.at);
    v_told := v_told || (v_noted.user_id || ':' || v_seq);
    IF cardinality(v_told) = 100 THEN
      PERFORM pg_notify('inbox', array_to_string(v_told, ' '));
      v_told := '{}';
    END IF;
  END LOOP;
  IF cardinality(v_told) > 0 THEN PERFORM pg_notify('inbox', array_to_string(v_told, ' ')); END IF;
  RETURN NULL;
END $$;--> statement-breakpoint

-- Queued by what was noted. All that notes is deferred too, so everything has been noted when the first one runs: it
-- takes all, and the later ones find nothing.
CREATE CONSTRAINT TRIGGER inbox_noted_announce AFTER INSERT ON public.inbox_noted
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.inbox_announce_noted();--> statement-breakpoint

DROP TRIGGER job_events_announce ON public.job_events;--> statement-breakpoint
DROP FUNCTION public.announce_job_event();--> statement-breakpoint

-- What happens on a job: to its client; on a contract to both, in the conversation that they have about it, if any;
-- of an edited or closed job also to everybody whose proposal lives.
CREATE FUNCTION public.note_job_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_client_id text;
  v_freelancer_id text;
  v_conversation_id text;
BEGIN
  SELECT j.client_id, k.freelancer_id, c.id INTO v_client_id, v_freelancer_id, v_conversation_id
  FROM jobs j
  LEFT JOIN contracts k
    ON k.job_id = j.id AND NEW.kind NOT IN ('posted', 'edited', 'closed', 'shortlisted')
  LEFT JOIN conversations c ON c.job_id = j.id AND c.freelancer_id = k.freelancer_id
  WHERE j.id = NEW.job_id;
  PERFORM inbox_note(ARRAY[v_client_id, v_freelancer_id], v_conversation_id, NEW.at);
  IF NEW.kind IN ('edited', 'closed') THEN
    PERFORM inbox_note(array(
      SELECT p.freelancer_id FROM proposals p WHERE p.job_id = NEW.job_id AND p.status = 'submitted'), NULL, NEW.at);
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint

-- Deferred, so that it sees the contract and the conversation however the transaction was ordered.
CREATE CONSTRAINT TRIGGER job_events_note AFTER INSERT ON public.job_events
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.note_job_event();--> statement-breakpoint

-- A proposal concerns the job's client and its freelancer.
CREATE FUNCTION public.note_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_client_id text;
BEGIN
  SELECT client_id INTO v_client_id FROM jobs WHERE id = NEW.job_id;
  PERFORM inbox_note(ARRAY[v_client_id, NEW.freelancer_id], NULL, now());
  RETURN NULL;
END $$;--> statement-breakpoint

CREATE CONSTRAINT TRIGGER proposals_note AFTER INSERT OR UPDATE ON public.proposals
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.note_proposal();--> statement-breakpoint

CREATE FUNCTION public.note_payment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM inbox_note(ARRAY[NEW.user_id], NULL, now());
  RETURN NULL;
END $$;--> statement-breakpoint

CREATE CONSTRAINT TRIGGER payments_note AFTER INSERT OR UPDATE OF status ON public.payments
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.note_payment();--> statement-breakpoint

-- However a session is ended, every process that holds a stream for it hears so.
CREATE FUNCTION public.tell_session_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('session_ended', OLD.id);
  RETURN NULL;
END $$;--> statement-breakpoint

CREATE TRIGGER sessions_tell_end AFTER DELETE ON public.sessions
FOR EACH ROW EXECUTE FUNCTION public.tell_session_end();
