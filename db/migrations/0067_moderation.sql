-- Reports of anything are gathered into cases, which moderators decide (docs/decisions/143-moderation.md).
CREATE TABLE "appeals" (
	"sanction_id" text PRIMARY KEY NOT NULL,
	"words" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"decided_by" text,
	"outcome" text,
	"reasons" text DEFAULT '' NOT NULL,
	CONSTRAINT "appeals_outcome" CHECK ("appeals"."outcome" in ('kept', 'lifted')),
	CONSTRAINT "appeals_decided" CHECK (("appeals"."decided_at" is null) = ("appeals"."outcome" is null) and ("appeals"."decided_at" is null) = ("appeals"."decided_by" is null))
);
--> statement-breakpoint
CREATE TABLE "case_looks" (
	"case_id" text NOT NULL,
	"moderator_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "case_looks_case_id_moderator_id_at_pk" PRIMARY KEY("case_id","moderator_id","at")
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"id" text PRIMARY KEY NOT NULL,
	"subject_kind" text NOT NULL,
	"subject" text NOT NULL,
	"person_id" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"closed_by" text,
	"outcome" text,
	"word" text DEFAULT '' NOT NULL,
	CONSTRAINT "cases_kind" CHECK ("cases"."subject_kind" in ('job', 'profile', 'review', 'message', 'conversation')),
	CONSTRAINT "cases_outcome" CHECK ("cases"."outcome" in ('acted', 'no_action')),
	CONSTRAINT "cases_closed" CHECK (("cases"."closed_at" is null) = ("cases"."outcome" is null))
);
--> statement-breakpoint
CREATE TABLE "sanctions" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"person_id" text NOT NULL,
	"kind" text NOT NULL,
	"hides" text,
	"acts" text[] DEFAULT '{}' NOT NULL,
	"rule" text NOT NULL,
	"facts" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"imposed_by" text NOT NULL,
	"read_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"lifted_by" text,
	"lift_reason" text DEFAULT '' NOT NULL,
	CONSTRAINT "sanctions_kind" CHECK ("sanctions"."kind" in ('warn', 'hide', 'limit', 'suspend')),
	CONSTRAINT "sanctions_rule" CHECK ("sanctions"."rule" in ('pay_here', 'be_honest', 'be_kind', 'no_spam', 'keep_the_law', 'own_work', 'keep_out')),
	CONSTRAINT "sanctions_hides" CHECK (("sanctions"."kind" = 'hide') = ("sanctions"."hides" is not null)),
	CONSTRAINT "sanctions_acts" CHECK ((cardinality("sanctions"."acts") > 0) = ("sanctions"."kind" in ('limit', 'suspend')))
);
--> statement-breakpoint
DROP TRIGGER audit_changed ON reports;
--> statement-breakpoint
ALTER TABLE "audit_entries" DROP CONSTRAINT "audit_entries_kind";
--> statement-breakpoint
ALTER TABLE "notifications" DROP CONSTRAINT "notifications_kind";
--> statement-breakpoint
ALTER TABLE "reports" DROP CONSTRAINT "reports_conversation_id_conversations_id_fk";
--> statement-breakpoint
ALTER TABLE "reports" DROP CONSTRAINT "reports_message";
--> statement-breakpoint
DROP INDEX "reports_open";
--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "is_hidden" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "is_unlisted" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_sanction_id_sanctions_id_fk" FOREIGN KEY ("sanction_id") REFERENCES "public"."sanctions"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "case_looks" ADD CONSTRAINT "case_looks_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "case_looks" ADD CONSTRAINT "case_looks_moderator_id_users_id_fk" FOREIGN KEY ("moderator_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_person_id_users_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_closed_by_users_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "sanctions" ADD CONSTRAINT "sanctions_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "sanctions" ADD CONSTRAINT "sanctions_person_id_users_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "sanctions" ADD CONSTRAINT "sanctions_imposed_by_users_id_fk" FOREIGN KEY ("imposed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "sanctions" ADD CONSTRAINT "sanctions_lifted_by_users_id_fk" FOREIGN KEY ("lifted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "appeals_waiting" ON "appeals" USING btree ("created_at","sanction_id") WHERE decided_at is null;
--> statement-breakpoint
CREATE UNIQUE INDEX "cases_open" ON "cases" USING btree ("subject","person_id") WHERE closed_at is null;
--> statement-breakpoint
CREATE INDEX "cases_waiting" ON "cases" USING btree ("opened_at","id") WHERE closed_at is null;
--> statement-breakpoint
CREATE INDEX "cases_subject" ON "cases" USING btree ("subject");
--> statement-breakpoint
CREATE INDEX "cases_person" ON "cases" USING btree ("person_id","opened_at");
--> statement-breakpoint
CREATE UNIQUE INDEX "sanctions_case" ON "sanctions" USING btree ("case_id");
--> statement-breakpoint
CREATE INDEX "sanctions_person" ON "sanctions" USING btree ("person_id","created_at");
--> statement-breakpoint
CREATE INDEX "sanctions_in_force" ON "sanctions" USING btree ("person_id") WHERE ended_at is null;
--> statement-breakpoint
CREATE INDEX "sanctions_hidden" ON "sanctions" USING btree ("hides") WHERE ended_at is null and hides is not null;
--> statement-breakpoint
CREATE INDEX "sanctions_ending" ON "sanctions" USING btree ("ends_at") WHERE ended_at is null and ends_at is not null;
--> statement-breakpoint
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_kind" CHECK ("audit_entries"."kind" in ('registered', 'role_changed', 'password_changed', 'email_changed', 'email_confirmed', 'signed_in', 'signed_out', 'passkey_added', 'passkey_removed', 'authenticator_on', 'authenticator_off', 'recovery_codes_made', 'recovery_code_used', 'deposit_made', 'withdrawal_made', 'payment_changed', 'money_moved', 'difference_explained', 'report_made', 'report_resolved', 'invoice_corrected', 'account_ended', 'audit_exported', 'setting_changed', 'case_closed', 'case_looked_at', 'sanction_imposed', 'sanction_ended', 'appeal_made', 'appeal_decided'));
--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_kind" CHECK ("notifications"."kind" in ('hired', 'proposal_received', 'proposal_declined', 'work_submitted', 'changes_requested', 'released', 'completed', 'reviewed', 'message', 'invitation', 'cancellation_requested', 'cancellation_agreed', 'cancellation_withdrawn', 'deadline_near', 'review_ending', 'job_expiring', 'search_news', 'deposit_arrived', 'deposit_failed', 'payment_reversed', 'reversal_won', 'hired_on_payment', 'not_hired', 'payout_arrived', 'payout_failed', 'invoice_corrected', 'report_answered', 'sanctioned', 'sanction_lifted', 'appeal_decided', 'new_device', 'password_changed', 'factor_added', 'factor_removed', 'recovery_code_used', 'data_ready', 'email_changed', 'milestone_approved', 'work_never_came', 'milestone_funded', 'change_proposed', 'change_accepted', 'change_declined', 'change_lapsed', 'free_round', 'settled', 'return_asked', 'return_refused', 'review_waits', 'review_answered', 'dispute_opened', 'dispute_answered', 'dispute_offered', 'dispute_in_mediation', 'dispute_stated', 'dispute_asked', 'dispute_decided', 'dispute_appealed', 'dispute_withdrawn', 'dispute_ended', 'given_back'));
--> statement-breakpoint
-- What was reported until now: what waits about one thing becomes one case, and what was dealt with a case of its own.
ALTER TABLE "reports" ADD COLUMN "case_id" text;
--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "words" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "quoted_title" text;
--> statement-breakpoint
CREATE TEMPORARY TABLE carried ON COMMIT DROP AS
SELECT r.id, r.created_at, r.resolved_at, r.conversation_id || coalesce('.' || r.message_seq, '') AS subject,
  CASE WHEN r.message_seq IS NULL THEN 'conversation' ELSE 'message' END AS subject_kind,
  coalesce(m.sender_id, CASE WHEN r.reporter_id = c.client_id THEN c.freelancer_id ELSE c.client_id END) AS person_id,
  j.title, r.reporter_id
FROM reports r JOIN conversations c ON c.id = r.conversation_id JOIN jobs j ON j.id = c.job_id
LEFT JOIN messages m ON m.conversation_id = r.conversation_id AND m.seq = r.message_seq;
--> statement-breakpoint
UPDATE reports SET words = reason, reason = 'other', quoted_title = carried.title,
  case_id = 'cas_' || substr(CASE WHEN carried.resolved_at IS NOT NULL THEN carried.id ELSE (
    SELECT min(first.id) FROM carried first
    WHERE first.subject = carried.subject AND first.person_id = carried.person_id AND first.resolved_at IS NULL) END, 5)
FROM carried WHERE carried.id = reports.id;
--> statement-breakpoint
INSERT INTO cases (id, subject_kind, subject, person_id, opened_at, closed_at, outcome)
SELECT r.case_id, min(c.subject_kind), min(c.subject), min(c.person_id), min(c.created_at), min(c.resolved_at),
  min(CASE WHEN c.resolved_at IS NOT NULL THEN 'no_action' END)
FROM reports r JOIN carried c ON c.id = r.id GROUP BY r.case_id;
--> statement-breakpoint
-- One person reports a thing once: what they said in several reports stands in the first of them.
UPDATE reports SET words = gathered.words FROM (
  SELECT min(id) AS id, string_agg(words, E'\n\n' ORDER BY id) AS words FROM reports GROUP BY case_id, reporter_id
  HAVING count(*) > 1) gathered
WHERE gathered.id = reports.id;
--> statement-breakpoint
DELETE FROM reports r USING reports first
WHERE first.case_id = r.case_id AND first.reporter_id = r.reporter_id AND first.id < r.id;
--> statement-breakpoint
ALTER TABLE "reports" ALTER COLUMN "case_id" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "reports" ALTER COLUMN "quoted_title" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE UNIQUE INDEX "reports_once" ON "reports" USING btree ("case_id","reporter_id");
--> statement-breakpoint
CREATE INDEX "reports_reporter" ON "reports" USING btree ("reporter_id","created_at");
--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_reason" CHECK ("reports"."reason" in ('fraud', 'outside', 'rude', 'untrue', 'spam', 'unlawful', 'other'));
--> statement-breakpoint
ALTER TABLE "reports" DROP COLUMN "conversation_id";
--> statement-breakpoint
ALTER TABLE "reports" DROP COLUMN "message_seq";
--> statement-breakpoint
ALTER TABLE "reports" DROP COLUMN "resolved_at";
--> statement-breakpoint
CREATE OR REPLACE FUNCTION public.search_keep_job() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  code text;
  document record;
  is_shown boolean := NEW.status = 'open' AND NEW.expires_at > now() AND NOT NEW.is_unlisted;
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.title, NEW.skills, NEW.description, NEW.category, NEW.release_rule, NEW.budget_cents, NEW.language)
    IS NOT DISTINCT FROM (OLD.title, OLD.skills, OLD.description, OLD.category, OLD.release_rule, OLD.budget_cents, OLD.language)
  THEN
    UPDATE public.job_search SET is_open = is_shown, expires_at = NEW.expires_at WHERE job_id = NEW.id;
    UPDATE public.job_proposal_counts SET is_open = is_shown WHERE job_id = NEW.id;
    RETURN NULL;
  END IF;
  code := coalesce(
    (SELECT segment FROM public.job_search WHERE job_id = NEW.id), public.search_segment(NEW.created_at));
  document := public.search_document(code, NEW.title, NEW.skills, NEW.description,
    NEW.category, NEW.release_rule, NEW.budget_cents, NEW.language);
  INSERT INTO public.job_search AS known (job_id, segment, is_open, created_at, budget_cents, category, release_rule, terms, words, expires_at)
  VALUES (NEW.id, code, is_shown, NEW.created_at, NEW.budget_cents, NEW.category, NEW.release_rule,
    document.terms, document.words, NEW.expires_at)
  ON CONFLICT (job_id) DO UPDATE SET is_open = excluded.is_open, budget_cents = excluded.budget_cents,
    category = excluded.category, release_rule = excluded.release_rule, terms = excluded.terms, words = excluded.words, expires_at = excluded.expires_at;
  INSERT INTO public.job_proposal_counts AS known (job_id, is_open, segment) VALUES (NEW.id, is_shown, code)
  ON CONFLICT (job_id) DO UPDATE SET is_open = excluded.is_open WHERE known.is_open <> excluded.is_open;
  PERFORM public.search_learn(document.words, NEW.skills, NEW.language);
  RETURN NULL;
END $$;
--> statement-breakpoint
DROP TRIGGER jobs_search ON "jobs";
--> statement-breakpoint
CREATE TRIGGER jobs_search AFTER INSERT OR UPDATE OF title, skills, description, category, release_rule, budget_cents, language, status, expires_at, is_unlisted
  ON "jobs" FOR EACH ROW EXECUTE FUNCTION public.search_keep_job();
--> statement-breakpoint
-- What is hidden, and what somebody who is suspended has posted, is in no list until that has ended.
CREATE FUNCTION public.list_sanctioned() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.jobs SET is_unlisted = NOT is_unlisted
  WHERE (id = NEW.hides OR (NEW.kind = 'suspend' AND client_id = NEW.person_id))
    AND is_unlisted <> EXISTS (
      SELECT FROM public.sanctions s WHERE s.ended_at IS NULL
        AND (s.hides = jobs.id OR (s.kind = 'suspend' AND s.person_id = jobs.client_id)));
  UPDATE public.reviews SET is_hidden = NOT is_hidden
  WHERE id = NEW.hides AND is_hidden <> EXISTS (
    SELECT FROM public.sanctions s WHERE s.ended_at IS NULL AND s.hides = reviews.id);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER list_things AFTER INSERT OR UPDATE OF ended_at ON sanctions
  FOR EACH ROW WHEN (NEW.kind IN ('hide', 'suspend')) EXECUTE FUNCTION public.list_sanctioned();
--> statement-breakpoint
-- A freelancer's numbers leave out what is hidden.
CREATE OR REPLACE FUNCTION public.count_freelancer() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  SELECT count(*) INTO NEW.completed_count
    FROM public.contracts WHERE freelancer_id = NEW.user_id AND completed_at IS NOT NULL;
  SELECT count(*), round(avg(rating) * 100) INTO NEW.review_count, NEW.rating_hundredths
    FROM public.reviews WHERE subject_id = NEW.user_id AND visible_at IS NOT NULL AND NOT is_hidden;
  NEW.search := public.workhub_search_document(
    NEW.headline,
    NEW.skills,
    concat_ws(' ',
      (SELECT name FROM public.users WHERE id = NEW.user_id),
      NEW.bio,
      (SELECT string_agg(title, ' ') FROM (
        SELECT j.title FROM public.contracts c JOIN public.jobs j ON j.id = c.job_id
        WHERE c.freelancer_id = NEW.user_id AND c.completed_at IS NOT NULL
        ORDER BY c.completed_at DESC LIMIT 50) AS done)));
  RETURN NEW;
END $$;
--> statement-breakpoint
DROP TRIGGER reviews_recount ON public.reviews;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER reviews_recount AFTER INSERT OR UPDATE OF visible_at, is_hidden ON public.reviews
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.visible_at IS NOT NULL) EXECUTE FUNCTION public.recount_freelancer();
--> statement-breakpoint
-- ---------------------------------------------------------------------------------------------
-- The audit.
CREATE OR REPLACE FUNCTION audit_reports() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM audit_note('report_made', NEW.reporter_id, NEW.id, NULL,
    jsonb_build_object('case', NEW.case_id, 'reason', NEW.reason));
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION audit_cases() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM audit_note('case_closed', NEW.person_id, NEW.id, NULL,
    jsonb_build_object('subject', NEW.subject, 'outcome', NEW.outcome));
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_changed AFTER UPDATE OF closed_at ON cases FOR EACH ROW
  WHEN (NEW.closed_at IS NOT NULL AND OLD.closed_at IS NULL) EXECUTE FUNCTION audit_cases();
--> statement-breakpoint
CREATE FUNCTION audit_case_looks() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM audit_note('case_looked_at', c.person_id, c.id, NULL, jsonb_build_object('subject', c.subject))
    FROM cases c WHERE c.id = NEW.case_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_made AFTER INSERT ON case_looks FOR EACH ROW EXECUTE FUNCTION audit_case_looks();
--> statement-breakpoint
CREATE FUNCTION audit_sanctions() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM audit_note('sanction_imposed', NEW.person_id, NEW.id, NULL, jsonb_build_object(
      'case', NEW.case_id, 'kind', NEW.kind, 'hides', NEW.hides, 'acts', array_to_string(NEW.acts, ', '),
      'rule', NEW.rule, 'facts', NEW.facts, 'endsAt', NEW.ends_at));
  ELSE
    PERFORM audit_note('sanction_ended', NEW.person_id, NEW.id, NULL, jsonb_build_object(
      'kind', NEW.kind, 'reason', nullif(NEW.lift_reason, '')));
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_made AFTER INSERT ON sanctions FOR EACH ROW EXECUTE FUNCTION audit_sanctions();
--> statement-breakpoint
CREATE TRIGGER audit_changed AFTER UPDATE OF ended_at ON sanctions FOR EACH ROW
  WHEN (NEW.ended_at IS NOT NULL AND OLD.ended_at IS NULL) EXECUTE FUNCTION audit_sanctions();
--> statement-breakpoint
CREATE FUNCTION audit_appeals() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM audit_note(CASE TG_OP WHEN 'INSERT' THEN 'appeal_made' ELSE 'appeal_decided' END, s.person_id, s.id, NULL,
    jsonb_build_object('outcome', NEW.outcome, 'reasons', nullif(NEW.reasons, '')))
    FROM sanctions s WHERE s.id = NEW.sanction_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_made AFTER INSERT ON appeals FOR EACH ROW EXECUTE FUNCTION audit_appeals();
--> statement-breakpoint
CREATE TRIGGER audit_changed AFTER UPDATE OF decided_at ON appeals FOR EACH ROW
  WHEN (NEW.decided_at IS NOT NULL AND OLD.decided_at IS NULL) EXECUTE FUNCTION audit_appeals();
