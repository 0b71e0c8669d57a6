ALTER TABLE "jobs" DROP CONSTRAINT "jobs_review_window";--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_review_window" CHECK ("jobs"."review_window_days" between 1 and 30);