CREATE TABLE "notifications" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"kind" text NOT NULL,
	"about" text NOT NULL,
	"actor_id" text,
	"job_id" text,
	"facts" jsonb NOT NULL,
	"once" text,
	"count" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"read_at" timestamp (3) with time zone,
	CONSTRAINT "notifications_kind" CHECK ("notifications"."kind" in ('hired', 'proposal_received', 'proposal_declined', 'work_submitted', 'changes_requested', 'released', 'completed', 'reviewed', 'message', 'invitation', 'cancellation_requested', 'cancellation_agreed', 'cancellation_withdrawn', 'deadline_near', 'review_ending', 'job_expiring', 'search_news', 'deposit_arrived', 'deposit_failed', 'payout_arrived', 'payout_failed', 'new_device', 'password_changed')),
	CONSTRAINT "notifications_count" CHECK ("notifications"."count" > 0)
);
--> statement-breakpoint
ALTER TABLE "inbox_changes" DROP CONSTRAINT "inbox_changes_kind";--> statement-breakpoint
ALTER TABLE "inbox_changes" DROP CONSTRAINT "inbox_changes_news";--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_actor_id_users_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notifications_list" ON "notifications" USING btree ("user_id","created_at","id");--> statement-breakpoint
CREATE INDEX "notifications_unread" ON "notifications" USING btree ("user_id","about") WHERE read_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_once" ON "notifications" USING btree ("user_id","once") WHERE once is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_gathered" ON "notifications" USING btree ("user_id","kind","about") WHERE read_at is null and kind in ('proposal_received', 'message', 'search_news');--> statement-breakpoint
CREATE INDEX "contracts_due" ON "contracts" USING btree ("due_at") WHERE completed_at is null and cancelled_at is null;--> statement-breakpoint
ALTER TABLE "inbox_changes" ADD CONSTRAINT "inbox_changes_kind" CHECK ("inbox_changes"."kind" in ('message', 'edit', 'delete', 'read', 'filed', 'blocking', 'event', 'news', 'bell'));--> statement-breakpoint
ALTER TABLE "inbox_changes" ADD CONSTRAINT "inbox_changes_news" CHECK (("inbox_changes"."kind" in ('news', 'bell')) = ("inbox_changes"."conversation_id" is null));--> statement-breakpoint

-- Up to a hundred, which stands for all larger numbers: what is unread can be counted at every step.
CREATE FUNCTION public.notifications_unread(p_user_id text) RETURNS integer
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT count(*)::int FROM (
    SELECT FROM notifications WHERE user_id = p_user_id AND read_at IS NULL LIMIT 100
  ) unread
$$;--> statement-breakpoint

-- A person's open pages follow what they are told. Of a message they hear as its reader already.
CREATE FUNCTION public.note_notification() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM inbox_note(ARRAY[NEW.user_id], NULL, NEW.created_at);
  RETURN NULL;
END $$;--> statement-breakpoint

CREATE CONSTRAINT TRIGGER notifications_note AFTER INSERT OR UPDATE OF count ON public.notifications
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind NOT IN ('message', 'invitation'))
EXECUTE FUNCTION public.note_notification();--> statement-breakpoint

-- Whether it was read, answered or deleted: what told of messages follows how many are unread, and is read with the last.
CREATE FUNCTION public.read_conversation_notifications() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE notifications SET
    read_at = CASE WHEN NEW.unread_count = 0 THEN now() END,
    count = CASE WHEN kind = 'message' AND NEW.unread_count > 0 THEN least(count, NEW.unread_count) ELSE count END
  WHERE user_id = NEW.user_id AND about = NEW.conversation_id AND read_at IS NULL;
  RETURN NULL;
END $$;--> statement-breakpoint

CREATE TRIGGER participants_read_notifications AFTER UPDATE OF unread_count ON public.participants
FOR EACH ROW WHEN (NEW.unread_count < OLD.unread_count)
EXECUTE FUNCTION public.read_conversation_notifications();--> statement-breakpoint

-- As before, but what was noted of a person in no conversation says nothing beside what was noted in one.
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
    )
    SELECT * FROM taken WHERE conversation_id IS NOT NULL OR NOT EXISTS (
      SELECT FROM taken beside WHERE beside.user_id = taken.user_id AND beside.conversation_id IS NOT NULL)
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
