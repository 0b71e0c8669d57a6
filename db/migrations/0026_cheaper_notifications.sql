ALTER TABLE "notifications" DROP CONSTRAINT "notifications_actor_id_users_id_fk";
--> statement-breakpoint
ALTER TABLE "notifications" DROP CONSTRAINT "notifications_job_id_jobs_id_fk";
--> statement-breakpoint
DROP INDEX "notifications_mail_due";--> statement-breakpoint
CREATE INDEX "notifications_mail_due" ON "notifications" USING btree ("mail_due_at","user_id") WHERE mail_due_at is not null;--> statement-breakpoint

-- Also notes, once, that this transaction has noted anybody: a row without a person.
CREATE OR REPLACE FUNCTION public.inbox_note(p_user_ids text[], p_conversation_id text, p_at timestamptz)
RETURNS void LANGUAGE sql AS $$
  INSERT INTO inbox_noted (transaction, user_id, conversation_id, at)
  SELECT pg_current_xact_id()::text, u, coalesce(p_conversation_id, ''), p_at
  FROM unnest(p_user_ids) u WHERE u IS NOT NULL
  UNION ALL SELECT pg_current_xact_id()::text, '', '', p_at
  ON CONFLICT DO NOTHING;
$$;--> statement-breakpoint

-- Queued by that row alone. Queued for each person, every one after the first would look through what that one has
-- taken, so the time grew with the square of the people.
DROP TRIGGER inbox_noted_announce ON public.inbox_noted;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER inbox_noted_announce AFTER INSERT ON public.inbox_noted
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.user_id = '')
EXECUTE FUNCTION public.inbox_announce_noted();--> statement-breakpoint

-- As before, but told apart in one pass: a statement may concern a hundred thousand people.
CREATE OR REPLACE FUNCTION public.inbox_announce_noted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_noted record;
  v_seq bigint;
  v_told text[] := '{}';
BEGIN
  FOR v_noted IN
    WITH taken AS (
      DELETE FROM inbox_noted WHERE transaction = pg_current_xact_id()::text
      RETURNING user_id, nullif(conversation_id, '') AS conversation_id, at
    ), marked AS (
      SELECT *, bool_or(conversation_id IS NOT NULL) OVER (PARTITION BY user_id) AS has_event FROM taken
    )
    SELECT * FROM marked WHERE user_id <> '' AND (conversation_id IS NOT NULL OR NOT has_event)
    ORDER BY user_id, conversation_id
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
END $$;
