CREATE TABLE "letters" (
	"id" text PRIMARY KEY NOT NULL,
	"freelancer_id" text NOT NULL,
	"sketch" integer[] NOT NULL,
	"bands" integer[] NOT NULL,
	"job_count" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "read_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "answered_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "letter_id" text;--> statement-breakpoint
ALTER TABLE "letters" ADD CONSTRAINT "letters_freelancer_id_users_id_fk" FOREIGN KEY ("freelancer_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "letters_bands" ON "letters" USING gin ("bands");--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_letter_id_letters_id_fk" FOREIGN KEY ("letter_id") REFERENCES "public"."letters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "proposals_waiting" ON "proposals" USING btree ("freelancer_id","created_at") WHERE status = 'submitted';--> statement-breakpoint
CREATE INDEX "proposals_read" ON "proposals" USING btree ("freelancer_id","created_at") WHERE status = 'submitted' and read_at is not null;--> statement-breakpoint
CREATE INDEX "proposals_letter" ON "proposals" USING btree ("letter_id","job_id");--> statement-breakpoint
-- That a proposal was read, or that its letter is known, is no news for anyone.
DROP TRIGGER proposals_note ON public.proposals;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER proposals_note AFTER INSERT OR UPDATE OF cover_letter, price_cents, timeline_days, revision, job_revision, status, decline_reason, shortlisted_at, decided_at
ON public.proposals DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.note_proposal();
--> statement-breakpoint
-- What is known of earlier answers: the messages among them are not.
UPDATE "proposals" SET "answered_at" = coalesce("shortlisted_at", "decided_at"), "read_at" = coalesce("shortlisted_at", "decided_at")
WHERE "shortlisted_at" IS NOT NULL OR "status" IN ('accepted', 'declined');
