CREATE TABLE "paid_hires" (
	"payment_id" text PRIMARY KEY NOT NULL,
	"client_id" text NOT NULL,
	"proposal_id" text NOT NULL,
	"proposal_revision" integer NOT NULL,
	"job_revision" integer NOT NULL,
	"contract_id" text,
	"not_hired" text,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "paid_hires_not_hired" CHECK ("paid_hires"."not_hired" in ('payment_failed', 'already_hired', 'no_longer_open', 'changed', 'money_used')),
	CONSTRAINT "paid_hires_ended" CHECK (num_nonnulls("paid_hires"."contract_id", "paid_hires"."not_hired") = num_nonnulls("paid_hires"."ended_at"))
);
--> statement-breakpoint
ALTER TABLE "notifications" DROP CONSTRAINT "notifications_kind";--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "purpose" text DEFAULT 'wallet' NOT NULL;--> statement-breakpoint
ALTER TABLE "paid_hires" ADD CONSTRAINT "paid_hires_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paid_hires" ADD CONSTRAINT "paid_hires_client_id_users_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paid_hires" ADD CONSTRAINT "paid_hires_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paid_hires" ADD CONSTRAINT "paid_hires_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "paid_hires_under_way" ON "paid_hires" USING btree ("proposal_id","proposal_revision","job_revision") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "paid_hires_proposal" ON "paid_hires" USING btree ("proposal_id");--> statement-breakpoint
CREATE INDEX "paid_hires_contract" ON "paid_hires" USING btree ("contract_id");--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_kind" CHECK ("notifications"."kind" in ('hired', 'proposal_received', 'proposal_declined', 'work_submitted', 'changes_requested', 'released', 'completed', 'reviewed', 'message', 'invitation', 'cancellation_requested', 'cancellation_agreed', 'cancellation_withdrawn', 'deadline_near', 'review_ending', 'job_expiring', 'search_news', 'deposit_arrived', 'deposit_failed', 'hired_on_payment', 'not_hired', 'payout_arrived', 'payout_failed', 'new_device', 'password_changed', 'factor_added', 'factor_removed', 'recovery_code_used', 'data_ready', 'email_changed'));--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_purpose" CHECK ("payments"."purpose" = 'wallet' or ("payments"."purpose" = 'hire' and "payments"."direction" = 'deposit'));