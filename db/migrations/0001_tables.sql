CREATE SCHEMA "ledger";
--> statement-breakpoint
CREATE TYPE "ledger"."account_kind" AS ENUM('wallet', 'hold', 'platform', 'external');--> statement-breakpoint
CREATE TYPE "ledger"."transfer_kind" AS ENUM('deposit', 'payout', 'hold', 'release', 'refund', 'fee', 'adjustment');--> statement-breakpoint
CREATE TABLE "contracts" (
	"id" text PRIMARY KEY NOT NULL,
	"job_id" text NOT NULL,
	"proposal_id" text NOT NULL,
	"client_id" text NOT NULL,
	"freelancer_id" text NOT NULL,
	"price_cents" bigint NOT NULL,
	"timeline_days" integer NOT NULL,
	"release_rule" text NOT NULL,
	"review_window_days" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"review_ends_at" timestamp (3) with time zone,
	"released_at" timestamp (3) with time zone,
	"completed_at" timestamp (3) with time zone,
	"cancelled_at" timestamp (3) with time zone,
	"cancellation_requested_by" text,
	CONSTRAINT "contracts_jobId_unique" UNIQUE("job_id"),
	CONSTRAINT "contracts_proposalId_unique" UNIQUE("proposal_id"),
	CONSTRAINT "contracts_release_rule" CHECK ("contracts"."release_rule" in ('on_submission', 'on_approval')),
	CONSTRAINT "contracts_price" CHECK ("contracts"."price_cents" > 0),
	CONSTRAINT "contracts_parties" CHECK ("contracts"."client_id" <> "contracts"."freelancer_id")
);
--> statement-breakpoint
CREATE TABLE "reviews" (
	"id" text PRIMARY KEY NOT NULL,
	"contract_id" text NOT NULL,
	"author_id" text NOT NULL,
	"subject_id" text NOT NULL,
	"rating" integer NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "reviews_rating" CHECK ("reviews"."rating" between 1 and 5),
	CONSTRAINT "reviews_self" CHECK ("reviews"."author_id" <> "reviews"."subject_id")
);
--> statement-breakpoint
CREATE TABLE "submissions" (
	"id" text PRIMARY KEY NOT NULL,
	"contract_id" text NOT NULL,
	"number" integer NOT NULL,
	"request_key" text NOT NULL,
	"note" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changes_note" text,
	"changes_requested_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "job_events" (
	"id" text PRIMARY KEY NOT NULL,
	"job_id" text NOT NULL,
	"kind" text NOT NULL,
	"actor_id" text,
	"proposal_id" text,
	"amount_cents" bigint,
	"held_after_cents" bigint,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "job_events_kind" CHECK ("job_events"."kind" in ('posted', 'edited', 'closed', 'shortlisted', 'hired', 'submitted', 'released', 'changes_requested', 'cancellation_requested', 'cancellation_withdrawn', 'cancelled', 'refunded', 'completed', 'reviewed'))
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" text PRIMARY KEY NOT NULL,
	"client_id" text NOT NULL,
	"request_key" text NOT NULL,
	"title" text NOT NULL,
	"description" text NOT NULL,
	"category" text NOT NULL,
	"skills" text[] NOT NULL,
	"budget_cents" bigint NOT NULL,
	"timeline_days" integer NOT NULL,
	"deadline_at" timestamp (3) with time zone,
	"release_rule" text NOT NULL,
	"review_window_days" integer NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"search" "tsvector" GENERATED ALWAYS AS (workhub_search_document(title, skills, description)) STORED,
	CONSTRAINT "jobs_status" CHECK ("jobs"."status" in ('open', 'in_progress', 'under_review', 'completed', 'closed', 'cancelled')),
	CONSTRAINT "jobs_release_rule" CHECK ("jobs"."release_rule" in ('on_submission', 'on_approval')),
	CONSTRAINT "jobs_review_window" CHECK ("jobs"."review_window_days" in (3, 7, 14)),
	CONSTRAINT "jobs_budget" CHECK ("jobs"."budget_cents" > 0)
);
--> statement-breakpoint
CREATE TABLE "proposals" (
	"id" text PRIMARY KEY NOT NULL,
	"job_id" text NOT NULL,
	"freelancer_id" text NOT NULL,
	"cover_letter" text NOT NULL,
	"price_cents" bigint NOT NULL,
	"timeline_days" integer NOT NULL,
	"status" text DEFAULT 'submitted' NOT NULL,
	"decline_reason" text,
	"shortlisted_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"decided_at" timestamp (3) with time zone,
	CONSTRAINT "proposals_status" CHECK ("proposals"."status" in ('submitted', 'accepted', 'declined', 'withdrawn', 'not_selected')),
	CONSTRAINT "proposals_price" CHECK ("proposals"."price_cents" > 0)
);
--> statement-breakpoint
CREATE TABLE "saved_jobs" (
	"user_id" text NOT NULL,
	"job_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "saved_jobs_user_id_job_id_pk" PRIMARY KEY("user_id","job_id")
);
--> statement-breakpoint
CREATE TABLE "ledger"."accounts" (
	"id" bigint PRIMARY KEY NOT NULL,
	"kind" "ledger"."account_kind" NOT NULL,
	"owner" text NOT NULL,
	"currency" char(3) NOT NULL,
	"balance" bigint DEFAULT 0 NOT NULL,
	"seq" bigint DEFAULT 0 NOT NULL,
	"last_hash" "bytea",
	"held" bigint DEFAULT 0 NOT NULL,
	"released" bigint DEFAULT 0 NOT NULL,
	"refunded" bigint DEFAULT 0 NOT NULL,
	"payer_id" bigint,
	"payee_id" bigint,
	"rolled_up_to" "xid8",
	"closed_at" timestamp (3) with time zone,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "accounts_owner" UNIQUE("kind","owner"),
	CONSTRAINT "accounts_floor" CHECK (balance >= 0 or kind in ('platform', 'external'))
);
--> statement-breakpoint
CREATE TABLE "ledger"."entries" (
	"account_id" bigint NOT NULL,
	"seq" bigint NOT NULL,
	"transfer_id" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"amount" bigint NOT NULL,
	"balance_after" bigint,
	"hash" "bytea",
	"xid" "xid8",
	CONSTRAINT "entries_account_id_seq_pk" PRIMARY KEY("account_id","seq"),
	CONSTRAINT "entries_amount" CHECK ("ledger"."entries"."amount" <> 0)
);
--> statement-breakpoint
CREATE TABLE "ledger"."transfers" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ledger"."transfers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" "ledger"."transfer_kind" NOT NULL,
	"idempotency_key" text NOT NULL,
	"request_hash" "bytea" NOT NULL,
	"reference" text NOT NULL,
	"currency" char(3) NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "transfers_idempotency_key" UNIQUE("idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"direction" text NOT NULL,
	"amount_cents" bigint NOT NULL,
	"status" text NOT NULL,
	"method" text NOT NULL,
	"method_token" text NOT NULL,
	"provider" text NOT NULL,
	"provider_reference" text,
	"failure_reason" text,
	"request_key" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expected_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "payments_direction" CHECK ("payments"."direction" in ('deposit', 'payout')),
	CONSTRAINT "payments_status" CHECK ("payments"."status" in ('created', 'pending', 'settled', 'failed')),
	CONSTRAINT "payments_amount" CHECK ("payments"."amount_cents" > 0)
);
--> statement-breakpoint
CREATE TABLE "sandbox_bank_orders" (
	"reference" text PRIMARY KEY NOT NULL,
	"payment_id" text NOT NULL,
	"direction" text NOT NULL,
	"amount_cents" bigint NOT NULL,
	"outcome" text NOT NULL,
	"failure_reason" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"settles_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sandbox_bank_orders_paymentId_unique" UNIQUE("payment_id")
);
--> statement-breakpoint
CREATE TABLE "client_profiles" (
	"user_id" text PRIMARY KEY NOT NULL,
	"company_name" text NOT NULL,
	"website" text,
	"size" text,
	"location" text,
	"about" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "freelancer_profiles" (
	"user_id" text PRIMARY KEY NOT NULL,
	"headline" text NOT NULL,
	"bio" text DEFAULT '' NOT NULL,
	"skills" text[] NOT NULL,
	"hourly_rate_cents" bigint,
	"location" text,
	"availability" text DEFAULT 'available' NOT NULL,
	CONSTRAINT "freelancer_profiles_availability" CHECK ("freelancer_profiles"."availability" in ('available', 'limited', 'unavailable'))
);
--> statement-breakpoint
CREATE TABLE "portfolio_items" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"url" text,
	"description" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text NOT NULL,
	"points" integer NOT NULL,
	"expire" timestamp (3) with time zone,
	CONSTRAINT "rate_limits_key_pk" PRIMARY KEY("key")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"user_agent" text
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"email" "citext" NOT NULL,
	"password_hash" text NOT NULL,
	"role" text NOT NULL,
	"name" text NOT NULL,
	"handle" "citext" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"onboarded_at" timestamp (3) with time zone,
	CONSTRAINT "users_email_unique" UNIQUE("email"),
	CONSTRAINT "users_handle_unique" UNIQUE("handle"),
	CONSTRAINT "users_role" CHECK ("users"."role" in ('client', 'freelancer', 'admin'))
);
--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_client_id_users_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_freelancer_id_users_id_fk" FOREIGN KEY ("freelancer_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_cancellation_requested_by_users_id_fk" FOREIGN KEY ("cancellation_requested_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_subject_id_users_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_events" ADD CONSTRAINT "job_events_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_events" ADD CONSTRAINT "job_events_actor_id_users_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_events" ADD CONSTRAINT "job_events_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_client_id_users_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_freelancer_id_users_id_fk" FOREIGN KEY ("freelancer_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_jobs" ADD CONSTRAINT "saved_jobs_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_jobs" ADD CONSTRAINT "saved_jobs_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_profiles" ADD CONSTRAINT "client_profiles_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "freelancer_profiles" ADD CONSTRAINT "freelancer_profiles_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portfolio_items" ADD CONSTRAINT "portfolio_items_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contracts_client" ON "contracts" USING btree ("client_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "contracts_freelancer" ON "contracts" USING btree ("freelancer_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "contracts_review_ends" ON "contracts" USING btree ("review_ends_at") WHERE review_ends_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "reviews_direction" ON "reviews" USING btree ("contract_id","author_id");--> statement-breakpoint
CREATE INDEX "reviews_subject" ON "reviews" USING btree ("subject_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "submissions_number" ON "submissions" USING btree ("contract_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "submissions_request" ON "submissions" USING btree ("contract_id","request_key");--> statement-breakpoint
CREATE INDEX "job_events_job" ON "job_events" USING btree ("job_id","at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_request" ON "jobs" USING btree ("client_id","request_key");--> statement-breakpoint
CREATE INDEX "jobs_board" ON "jobs" USING btree ("status","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "jobs_category" ON "jobs" USING btree ("category","created_at" DESC NULLS LAST) WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "jobs_client" ON "jobs" USING btree ("client_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "jobs_search" ON "jobs" USING gin ("search");--> statement-breakpoint
CREATE INDEX "jobs_skills" ON "jobs" USING gin ("skills");--> statement-breakpoint
CREATE UNIQUE INDEX "proposals_live" ON "proposals" USING btree ("job_id","freelancer_id") WHERE status in ('submitted', 'accepted');--> statement-breakpoint
CREATE UNIQUE INDEX "proposals_hired" ON "proposals" USING btree ("job_id") WHERE status = 'accepted';--> statement-breakpoint
CREATE INDEX "proposals_job" ON "proposals" USING btree ("job_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "proposals_freelancer" ON "proposals" USING btree ("freelancer_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "entries_tail" ON "ledger"."entries" USING btree ("account_id","xid") WHERE xid is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "payments_request" ON "payments" USING btree ("user_id","request_key");--> statement-breakpoint
CREATE UNIQUE INDEX "payments_provider" ON "payments" USING btree ("provider","provider_reference");--> statement-breakpoint
CREATE INDEX "payments_user" ON "payments" USING btree ("user_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "payments_pending" ON "payments" USING btree ("created_at") WHERE status in ('created', 'pending');--> statement-breakpoint
CREATE INDEX "freelancer_profiles_skills" ON "freelancer_profiles" USING gin ("skills");--> statement-breakpoint
CREATE INDEX "portfolio_items_user" ON "portfolio_items" USING btree ("user_id","position");--> statement-breakpoint
CREATE INDEX "rate_limits_expire" ON "rate_limits" USING btree ("expire");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");