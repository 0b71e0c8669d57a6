CREATE TABLE "sandbox_bank_accounts" (
	"token" text PRIMARY KEY NOT NULL,
	"standing" text NOT NULL,
	CONSTRAINT "sandbox_bank_accounts_standing" CHECK ("sandbox_bank_accounts"."standing" in ('new', 'identity_due', 'ready', 'restricted', 'closed'))
);
--> statement-breakpoint
ALTER TABLE "payout_steps" DROP CONSTRAINT "payout_steps_kind";--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "action_needs" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "refund_of" text;--> statement-breakpoint
ALTER TABLE "sandbox_bank_orders" ADD COLUMN "half_refunded_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sandbox_bank_orders" ADD COLUMN "returned_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sandbox_bank_orders" ADD COLUMN "waits_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_refund_of_payments_id_fk" FOREIGN KEY ("refund_of") REFERENCES "public"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "payments_refund_of" ON "payments" USING btree ("refund_of") WHERE refund_of is not null;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_refund_of" CHECK ("payments"."refund_of" is null or "payments"."direction" = 'payout');--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_action_needs" CHECK ("payments"."action_needs" in ('payment', 'authentication'));--> statement-breakpoint
ALTER TABLE "payout_steps" ADD CONSTRAINT "payout_steps_kind" CHECK ("payout_steps"."kind" in ('transfer', 'payout', 'reversal', 'refund'));