ALTER TABLE "clocks" DROP CONSTRAINT "clocks_what";--> statement-breakpoint
ALTER TABLE "clocks" DROP CONSTRAINT "clocks_waits_for";--> statement-breakpoint
ALTER TABLE "job_events" DROP CONSTRAINT "job_events_kind";--> statement-breakpoint
ALTER TABLE "notifications" DROP CONSTRAINT "notifications_kind";--> statement-breakpoint
DROP INDEX "reviews_subject";--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "visible_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "answer" text;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "answered_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "reviews_shown" ON "reviews" USING btree ("subject_id","visible_at" DESC NULLS FIRST) WHERE visible_at is not null;--> statement-breakpoint
ALTER TABLE "clocks" ADD CONSTRAINT "clocks_what" CHECK ("clocks"."what" in ('window_passed', 'work_never_came', 'return_unanswered', 'change_lapses', 'reviews_open'));--> statement-breakpoint
ALTER TABLE "clocks" ADD CONSTRAINT "clocks_waits_for" CHECK ("clocks"."waits_for" in ('client', 'freelancer', 'both'));--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_answer" CHECK (("reviews"."answer" is null) = ("reviews"."answered_at" is null)
        and ("reviews"."answer" is null or "reviews"."visible_at" is not null));--> statement-breakpoint
ALTER TABLE "job_events" ADD CONSTRAINT "job_events_kind" CHECK ("job_events"."kind" in ('posted', 'edited', 'renewed', 'closed', 'shortlisted', 'proposal_changed', 'proposal_confirmed', 'hired', 'submitted', 'released', 'changes_requested', 'cancellation_requested', 'cancellation_withdrawn', 'cancelled', 'refunded', 'completed', 'reviewed', 'funded', 'approved', 'work_never_came', 'change_proposed', 'change_accepted', 'change_declined', 'change_withdrawn', 'change_lapsed', 'free_round', 'settled', 'return_asked', 'return_refused', 'reviews_opened', 'review_answered'));--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_kind" CHECK ("notifications"."kind" in ('hired', 'proposal_received', 'proposal_declined', 'work_submitted', 'changes_requested', 'released', 'completed', 'reviewed', 'message', 'invitation', 'cancellation_requested', 'cancellation_agreed', 'cancellation_withdrawn', 'deadline_near', 'review_ending', 'job_expiring', 'search_news', 'deposit_arrived', 'deposit_failed', 'payment_reversed', 'reversal_won', 'hired_on_payment', 'not_hired', 'payout_arrived', 'payout_failed', 'invoice_corrected', 'new_device', 'password_changed', 'factor_added', 'factor_removed', 'recovery_code_used', 'data_ready', 'email_changed', 'milestone_approved', 'work_never_came', 'milestone_funded', 'change_proposed', 'change_accepted', 'change_declined', 'change_lapsed', 'free_round', 'settled', 'return_asked', 'return_refused', 'review_waits', 'review_answered'));--> statement-breakpoint

-- ---------------------------------------------------------------------------------------------
-- Reviews that were there stay where everyone reads them.
UPDATE reviews SET visible_at = created_at;--> statement-breakpoint
-- Contracts that were completed lately can be reviewed for the rest of their time.
INSERT INTO clocks (contract_id, subject, what, at, waits_for)
SELECT id, 'reviews', 'reviews_open', completed_at + interval '14 days', 'both'
FROM contracts WHERE completed_at > now() - interval '14 days';--> statement-breakpoint
-- A freelancer's numbers count what has appeared, and nothing before.
CREATE OR REPLACE FUNCTION public.count_freelancer() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  SELECT count(*) INTO NEW.completed_count
    FROM public.contracts WHERE freelancer_id = NEW.user_id AND completed_at IS NOT NULL;
  SELECT count(*), round(avg(rating) * 100) INTO NEW.review_count, NEW.rating_hundredths
    FROM public.reviews WHERE subject_id = NEW.user_id AND visible_at IS NOT NULL;
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
DROP TRIGGER reviews_recount ON public.reviews;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER reviews_recount AFTER INSERT OR UPDATE OF visible_at ON public.reviews
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.visible_at IS NOT NULL) EXECUTE FUNCTION public.recount_freelancer();
