ALTER TABLE "users" ALTER COLUMN "email" SET DATA TYPE text;--> statement-breakpoint
-- The one form in which an address is looked up. citext kept no two that differ in capitals only.
UPDATE "users" SET "email" = lower("email" collate "C") WHERE "email" <> lower("email" collate "C");--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_email_form" CHECK ("users"."email" = lower("users"."email" collate "C"));--> statement-breakpoint
-- A deadline was the noon of its day in UTC; now it is the day's last moment, so that it closes when the day is over.
UPDATE "jobs" SET "deadline_at" = date_trunc('day', "deadline_at", 'UTC') + interval '1 day' - interval '1 millisecond' WHERE "deadline_at" IS NOT NULL;--> statement-breakpoint
UPDATE "job_revisions" SET "deadline_at" = date_trunc('day', "deadline_at", 'UTC') + interval '1 day' - interval '1 millisecond' WHERE "deadline_at" IS NOT NULL;
