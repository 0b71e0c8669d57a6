CREATE TABLE "dispute_decisions" (
	"dispute_id" text NOT NULL,
	"round" integer NOT NULL,
	"mediator_id" text NOT NULL,
	"findings" jsonb NOT NULL,
	"reason" text NOT NULL,
	"to_freelancer_cents" bigint NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "dispute_decisions_dispute_id_round_pk" PRIMARY KEY("dispute_id","round"),
	CONSTRAINT "dispute_decisions_round" CHECK ("dispute_decisions"."round" in (1, 2))
);
--> statement-breakpoint
CREATE TABLE "dispute_offers" (
	"dispute_id" text NOT NULL,
	"number" integer NOT NULL,
	"made_by" text NOT NULL,
	"request_key" text NOT NULL,
	"to_freelancer_cents" bigint NOT NULL,
	"note" text NOT NULL,
	"status" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "dispute_offers_dispute_id_number_pk" PRIMARY KEY("dispute_id","number"),
	CONSTRAINT "dispute_offers_status" CHECK ("dispute_offers"."status" in ('open', 'replaced', 'accepted', 'over')),
	CONSTRAINT "dispute_offers_ended" CHECK (("dispute_offers"."status" = 'open') = ("dispute_offers"."ended_at" is null))
);
--> statement-breakpoint
CREATE TABLE "dispute_statements" (
	"id" text PRIMARY KEY NOT NULL,
	"dispute_id" text NOT NULL,
	"author_id" text NOT NULL,
	"kind" text NOT NULL,
	"asks" text,
	"request_key" text NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "dispute_statements_kind" CHECK ("dispute_statements"."kind" in ('statement', 'question')),
	CONSTRAINT "dispute_statements_asks" CHECK ("dispute_statements"."asks" in ('client', 'freelancer', 'both')),
	CONSTRAINT "dispute_statements_question" CHECK (("dispute_statements"."kind" = 'question') = ("dispute_statements"."asks" is not null))
);
--> statement-breakpoint
CREATE TABLE "disputes" (
	"id" text PRIMARY KEY NOT NULL,
	"contract_id" text NOT NULL,
	"milestone_number" integer NOT NULL,
	"opened_by" text NOT NULL,
	"request_key" text NOT NULL,
	"amount_cents" bigint NOT NULL,
	"claim_to_freelancer_cents" bigint NOT NULL,
	"reason" text NOT NULL,
	"items" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"state" text NOT NULL,
	"agreement_version" integer NOT NULL,
	"submission_number" integer NOT NULL,
	"clock_before" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL,
	"answer" text,
	"answered_at" timestamp (3) with time zone,
	"middle_to_freelancer_cents" bigint,
	"mediation_at" timestamp (3) with time zone,
	"appealed_by" text,
	"appeal_reason" text,
	"appealed_at" timestamp (3) with time zone,
	"outcome" text,
	"to_freelancer_cents" bigint,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "disputes_state" CHECK ("disputes"."state" in ('opened', 'negotiation', 'mediation', 'decided', 'appeal', 'ended')),
	CONSTRAINT "disputes_outcome" CHECK ("disputes"."outcome" in ('claim_accepted', 'claim_granted', 'offer_accepted', 'split_in_the_middle', 'decision_carried_out', 'withdrawn', 'settled')),
	CONSTRAINT "disputes_amount" CHECK ("disputes"."amount_cents" > 0 and "disputes"."claim_to_freelancer_cents" between 0 and "disputes"."amount_cents"
        and "disputes"."middle_to_freelancer_cents" between 0 and "disputes"."amount_cents"
        and "disputes"."to_freelancer_cents" between 0 and "disputes"."amount_cents"),
	CONSTRAINT "disputes_ended" CHECK (("disputes"."state" = 'ended') = ("disputes"."ended_at" is not null)
        and num_nonnulls("disputes"."ended_at", "disputes"."outcome") in (0, 2)),
	CONSTRAINT "disputes_appealed" CHECK (num_nonnulls("disputes"."appealed_by", "disputes"."appeal_reason", "disputes"."appealed_at") in (0, 3))
);
--> statement-breakpoint
ALTER TABLE "clocks" DROP CONSTRAINT "clocks_what";--> statement-breakpoint
ALTER TABLE "clocks" DROP CONSTRAINT "clocks_waits_for";--> statement-breakpoint
ALTER TABLE "milestones" DROP CONSTRAINT "milestones_status";--> statement-breakpoint
ALTER TABLE "milestones" DROP CONSTRAINT "milestones_money";--> statement-breakpoint
ALTER TABLE "files" DROP CONSTRAINT "files_purpose";--> statement-breakpoint
ALTER TABLE "files" DROP CONSTRAINT "files_one_place";--> statement-breakpoint
ALTER TABLE "job_events" DROP CONSTRAINT "job_events_kind";--> statement-breakpoint
ALTER TABLE "notifications" DROP CONSTRAINT "notifications_kind";--> statement-breakpoint
DROP INDEX "files_loose";--> statement-breakpoint
ALTER TABLE "clocks" ADD COLUMN "to_freelancer_cents" bigint;--> statement-breakpoint
ALTER TABLE "milestones" ADD COLUMN "dispute_id" text;--> statement-breakpoint
ALTER TABLE "milestones" ADD COLUMN "disputed_cents" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "statement_id" text;--> statement-breakpoint
ALTER TABLE "dispute_decisions" ADD CONSTRAINT "dispute_decisions_dispute_id_disputes_id_fk" FOREIGN KEY ("dispute_id") REFERENCES "public"."disputes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_decisions" ADD CONSTRAINT "dispute_decisions_mediator_id_users_id_fk" FOREIGN KEY ("mediator_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_offers" ADD CONSTRAINT "dispute_offers_dispute_id_disputes_id_fk" FOREIGN KEY ("dispute_id") REFERENCES "public"."disputes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_offers" ADD CONSTRAINT "dispute_offers_made_by_users_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_statements" ADD CONSTRAINT "dispute_statements_dispute_id_disputes_id_fk" FOREIGN KEY ("dispute_id") REFERENCES "public"."disputes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_statements" ADD CONSTRAINT "dispute_statements_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_opened_by_users_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_appealed_by_users_id_fk" FOREIGN KEY ("appealed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_milestone" FOREIGN KEY ("contract_id","milestone_number") REFERENCES "public"."milestones"("contract_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "dispute_offers_open" ON "dispute_offers" USING btree ("dispute_id","made_by") WHERE status = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "dispute_offers_request" ON "dispute_offers" USING btree ("dispute_id","made_by","request_key");--> statement-breakpoint
CREATE INDEX "dispute_statements_dispute" ON "dispute_statements" USING btree ("dispute_id","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "dispute_statements_request" ON "dispute_statements" USING btree ("dispute_id","author_id","request_key");--> statement-breakpoint
CREATE UNIQUE INDEX "disputes_open" ON "disputes" USING btree ("contract_id","milestone_number") WHERE state <> 'ended';--> statement-breakpoint
CREATE UNIQUE INDEX "disputes_request" ON "disputes" USING btree ("contract_id","opened_by","request_key");--> statement-breakpoint
CREATE INDEX "disputes_contract" ON "disputes" USING btree ("contract_id","milestone_number","created_at");--> statement-breakpoint
CREATE INDEX "disputes_desk" ON "disputes" USING btree ("mediation_at","id") WHERE state in ('mediation', 'appeal');--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_statement_id_dispute_statements_id_fk" FOREIGN KEY ("statement_id") REFERENCES "public"."dispute_statements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "files_statement" ON "files" USING btree ("statement_id","position");--> statement-breakpoint
CREATE INDEX "files_loose" ON "files" USING btree ("created_at") WHERE conversation_id is null and submission_id is null and statement_id is null and job_id is null and proposal_id is null and portfolio_item_id is null and avatar_of is null;--> statement-breakpoint
ALTER TABLE "clocks" ADD CONSTRAINT "clocks_what" CHECK ("clocks"."what" in ('window_passed', 'work_never_came', 'return_unanswered', 'change_lapses', 'reviews_open', 'claim_unanswered', 'negotiation_over', 'mediation_over', 'decision_stands', 'appeal_over'));--> statement-breakpoint
ALTER TABLE "clocks" ADD CONSTRAINT "clocks_waits_for" CHECK ("clocks"."waits_for" in ('client', 'freelancer', 'both', 'mediator'));--> statement-breakpoint
ALTER TABLE "milestones" ADD CONSTRAINT "milestones_disputed" CHECK (("milestones"."status" = 'disputed') = ("milestones"."dispute_id" is not null)
        and ("milestones"."status" = 'disputed') = ("milestones"."disputed_cents" > 0)
        and "milestones"."disputed_cents" between 0 and "milestones"."amount_cents" - "milestones"."released_cents" - "milestones"."refunded_cents");--> statement-breakpoint
ALTER TABLE "milestones" ADD CONSTRAINT "milestones_status" CHECK ("milestones"."status" in ('planned', 'funded', 'submitted', 'disputed', 'released', 'settled', 'dropped'));--> statement-breakpoint
ALTER TABLE "milestones" ADD CONSTRAINT "milestones_money" CHECK (("milestones"."released_at" is null) = ("milestones"."released_cents" = 0)
        and ("milestones"."refunded_at" is null) = ("milestones"."refunded_cents" = 0)
        and "milestones"."released_cents" >= 0 and "milestones"."refunded_cents" >= 0
        and "milestones"."released_cents" + "milestones"."refunded_cents" <= case when "milestones"."funded_at" is null then 0 else "milestones"."amount_cents" end
        and case when "milestones"."ended_at" is null or "milestones"."funded_at" is null then true
          else "milestones"."released_cents" + "milestones"."refunded_cents" = "milestones"."amount_cents" end);--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_purpose" CHECK ("files"."purpose" in ('message', 'submission', 'dispute', 'job', 'proposal', 'avatar', 'portfolio'));--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_one_place" CHECK (num_nonnulls(conversation_id, submission_id, statement_id, job_id, proposal_id, portfolio_item_id, avatar_of) <= 1);--> statement-breakpoint
ALTER TABLE "job_events" ADD CONSTRAINT "job_events_kind" CHECK ("job_events"."kind" in ('posted', 'edited', 'renewed', 'closed', 'shortlisted', 'proposal_changed', 'proposal_confirmed', 'hired', 'submitted', 'released', 'changes_requested', 'cancellation_requested', 'cancellation_withdrawn', 'cancelled', 'refunded', 'completed', 'reviewed', 'funded', 'approved', 'work_never_came', 'change_proposed', 'change_accepted', 'change_declined', 'change_withdrawn', 'change_lapsed', 'free_round', 'settled', 'return_asked', 'return_refused', 'reviews_opened', 'review_answered', 'dispute_opened', 'dispute_answered', 'dispute_offered', 'dispute_in_mediation', 'dispute_decided', 'dispute_appealed', 'dispute_withdrawn', 'dispute_ended'));--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_kind" CHECK ("notifications"."kind" in ('hired', 'proposal_received', 'proposal_declined', 'work_submitted', 'changes_requested', 'released', 'completed', 'reviewed', 'message', 'invitation', 'cancellation_requested', 'cancellation_agreed', 'cancellation_withdrawn', 'deadline_near', 'review_ending', 'job_expiring', 'search_news', 'deposit_arrived', 'deposit_failed', 'payment_reversed', 'reversal_won', 'hired_on_payment', 'not_hired', 'payout_arrived', 'payout_failed', 'invoice_corrected', 'new_device', 'password_changed', 'factor_added', 'factor_removed', 'recovery_code_used', 'data_ready', 'email_changed', 'milestone_approved', 'work_never_came', 'milestone_funded', 'change_proposed', 'change_accepted', 'change_declined', 'change_lapsed', 'free_round', 'settled', 'return_asked', 'return_refused', 'review_waits', 'review_answered', 'dispute_opened', 'dispute_answered', 'dispute_offered', 'dispute_in_mediation', 'dispute_stated', 'dispute_asked', 'dispute_decided', 'dispute_appealed', 'dispute_withdrawn', 'dispute_ended'));