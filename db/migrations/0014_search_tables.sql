CREATE TABLE "job_proposal_counts" (
	"job_id" text PRIMARY KEY NOT NULL,
	"is_open" boolean NOT NULL,
	"proposal_count" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "job_search" (
	"job_id" text PRIMARY KEY NOT NULL,
	"segment" text NOT NULL,
	"is_open" boolean NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"budget_cents" bigint NOT NULL,
	"category" text NOT NULL,
	"release_rule" text NOT NULL,
	"terms" "tsvector" NOT NULL,
	"words" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_languages" (
	"language" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_segments" (
	"code" text PRIMARY KEY NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "search_segments_startsAt_unique" UNIQUE("starts_at")
);
--> statement-breakpoint
CREATE TABLE "search_skills" (
	"folded" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_synonyms" (
	"word" text NOT NULL,
	"means" text NOT NULL,
	CONSTRAINT "search_synonyms_word_means_pk" PRIMARY KEY("word","means")
);
--> statement-breakpoint
CREATE TABLE "search_words" (
	"word" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
DROP INDEX "jobs_board";--> statement-breakpoint
DROP INDEX "jobs_category";--> statement-breakpoint
DROP INDEX "jobs_search";--> statement-breakpoint
DROP INDEX "jobs_skills";--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "language" text;--> statement-breakpoint
ALTER TABLE "job_proposal_counts" ADD CONSTRAINT "job_proposal_counts_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_search" ADD CONSTRAINT "job_search_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_search" ADD CONSTRAINT "job_search_segment_search_segments_code_fk" FOREIGN KEY ("segment") REFERENCES "public"."search_segments"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "job_proposal_counts_fewest" ON "job_proposal_counts" USING btree ("proposal_count","job_id" DESC NULLS FIRST) WHERE is_open;--> statement-breakpoint
CREATE INDEX "job_search_terms" ON "job_search" USING gin ("terms") WITH (fastupdate=false) WHERE is_open;--> statement-breakpoint
CREATE INDEX "job_search_newest" ON "job_search" USING btree ("created_at" DESC NULLS FIRST,"job_id" DESC NULLS FIRST) WHERE is_open;--> statement-breakpoint
CREATE INDEX "job_search_budget" ON "job_search" USING btree ("budget_cents" DESC NULLS FIRST,"job_id" DESC NULLS FIRST) WHERE is_open;--> statement-breakpoint
CREATE INDEX "search_skills_similar" ON "search_skills" USING gin ("folded" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "search_synonyms_means" ON "search_synonyms" USING btree ("means");--> statement-breakpoint
CREATE INDEX "search_words_similar" ON "search_words" USING gin ("word" gin_trgm_ops);--> statement-breakpoint
ALTER TABLE "jobs" DROP COLUMN "search";