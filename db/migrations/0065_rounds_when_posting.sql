ALTER TABLE "job_revisions" ADD COLUMN "rounds" integer DEFAULT 2 NOT NULL;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_rounds" CHECK ("jobs"."rounds" between 0 and 10);