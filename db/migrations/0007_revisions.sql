CREATE TABLE "job_revisions" (
	"job_id" text NOT NULL,
	"revision" integer NOT NULL,
	"title" text NOT NULL,
	"description" text NOT NULL,
	"category" text NOT NULL,
	"skills" text[] NOT NULL,
	"budget_cents" bigint NOT NULL,
	"timeline_days" integer NOT NULL,
	"deadline_at" timestamp (3) with time zone,
	"release_rule" text NOT NULL,
	"review_window_days" integer NOT NULL,
	"files" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "job_revisions_job_id_revision_pk" PRIMARY KEY("job_id","revision")
);
--> statement-breakpoint
CREATE TABLE "proposal_revisions" (
	"proposal_id" text NOT NULL,
	"revision" integer NOT NULL,
	"cover_letter" text NOT NULL,
	"price_cents" bigint NOT NULL,
	"timeline_days" integer NOT NULL,
	"files" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "proposal_revisions_proposal_id_revision_pk" PRIMARY KEY("proposal_id","revision")
);
--> statement-breakpoint
ALTER TABLE "files" DROP CONSTRAINT "files_purpose";--> statement-breakpoint
ALTER TABLE "files" DROP CONSTRAINT "files_one_place";--> statement-breakpoint
ALTER TABLE "job_events" DROP CONSTRAINT "job_events_kind";--> statement-breakpoint
DROP INDEX "files_loose";--> statement-breakpoint
ALTER TABLE "contracts" ADD COLUMN "job_revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "contracts" ADD COLUMN "proposal_revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "contracts" ADD COLUMN "cancellation_number" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "proposal_id" text;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "job_revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "job_revisions" ADD CONSTRAINT "job_revisions_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_revisions" ADD CONSTRAINT "proposal_revisions_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "files_proposal" ON "files" USING btree ("proposal_id","position");--> statement-breakpoint
CREATE INDEX "files_loose" ON "files" USING btree ("created_at") WHERE conversation_id is null and submission_id is null and job_id is null and proposal_id is null and portfolio_item_id is null and avatar_of is null;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_purpose" CHECK ("files"."purpose" in ('message', 'submission', 'job', 'proposal', 'avatar', 'portfolio'));--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_one_place" CHECK (num_nonnulls(conversation_id, submission_id, job_id, proposal_id, portfolio_item_id, avatar_of) <= 1);--> statement-breakpoint
ALTER TABLE "job_events" ADD CONSTRAINT "job_events_kind" CHECK ("job_events"."kind" in ('posted', 'edited', 'closed', 'shortlisted', 'proposal_changed', 'proposal_confirmed', 'hired', 'submitted', 'released', 'changes_requested', 'cancellation_requested', 'cancellation_withdrawn', 'cancelled', 'refunded', 'completed', 'reviewed'));--> statement-breakpoint
-- What stands now is the first that is kept: nobody knows any more how it read before.
INSERT INTO "job_revisions" ("job_id", "revision", "title", "description", "category", "skills", "budget_cents",
  "timeline_days", "deadline_at", "release_rule", "review_window_days", "files", "created_at")
SELECT j."id", 1, j."title", j."description", j."category", j."skills", j."budget_cents", j."timeline_days",
  j."deadline_at", j."release_rule", j."review_window_days",
  coalesce((SELECT jsonb_agg(jsonb_build_object('fileId', f."id", 'name', f."name") ORDER BY f."position")
    FROM "files" f WHERE f."job_id" = j."id"), '[]'), j."created_at"
FROM "jobs" j;--> statement-breakpoint
INSERT INTO "proposal_revisions" ("proposal_id", "revision", "cover_letter", "price_cents", "timeline_days", "files", "created_at")
SELECT "id", 1, "cover_letter", "price_cents", "timeline_days", '[]', "created_at" FROM "proposals";
