CREATE TABLE "payout_accounts" (
	"user_id" text NOT NULL,
	"provider" text NOT NULL,
	"token" text NOT NULL,
	"is_ready" boolean DEFAULT false NOT NULL,
	"due" text[] DEFAULT '{}' NOT NULL,
	"reason" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "payout_accounts_user_id_provider_pk" PRIMARY KEY("user_id","provider")
);
--> statement-breakpoint
CREATE TABLE "payout_steps" (
	"reference" text PRIMARY KEY NOT NULL,
	"payment_id" text NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"reason" text,
	"first_seen_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "payout_steps_kind" CHECK ("payout_steps"."kind" in ('transfer', 'payout', 'reversal')),
	CONSTRAINT "payout_steps_status" CHECK ("payout_steps"."status" in ('on_its_way', 'done', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "provider_events" (
	"id" text PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"kind" text NOT NULL,
	"payment_id" text NOT NULL,
	"reference" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"done_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "payments" DROP CONSTRAINT "payments_status";--> statement-breakpoint
DROP INDEX "payments_pending";--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "action_address" text;--> statement-breakpoint
ALTER TABLE "payout_accounts" ADD CONSTRAINT "payout_accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payout_steps" ADD CONSTRAINT "payout_steps_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "payout_accounts_token" ON "payout_accounts" USING btree ("provider","token");--> statement-breakpoint
CREATE INDEX "payout_steps_payment" ON "payout_steps" USING btree ("payment_id","first_seen_at");--> statement-breakpoint
CREATE INDEX "provider_events_undone" ON "provider_events" USING btree ("received_at") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "provider_events_done" ON "provider_events" USING btree ("done_at");--> statement-breakpoint
CREATE INDEX "payments_pending" ON "payments" USING btree ("created_at") WHERE status in ('created', 'requires_action', 'pending');--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_status" CHECK ("payments"."status" in ('created', 'requires_action', 'pending', 'settled', 'failed'));