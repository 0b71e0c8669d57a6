CREATE TABLE "inbox_noted" (
	"transaction" text NOT NULL,
	"user_id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "inbox_noted_transaction_user_id_conversation_id_pk" PRIMARY KEY("transaction","user_id","conversation_id")
);
--> statement-breakpoint
ALTER TABLE "inbox_changes" DROP CONSTRAINT "inbox_changes_kind";--> statement-breakpoint
ALTER TABLE "inbox_changes" ALTER COLUMN "conversation_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "participants" ADD COLUMN "shown_read_seq" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "inbox_changes" ADD CONSTRAINT "inbox_changes_news" CHECK (("inbox_changes"."kind" = 'news') = ("inbox_changes"."conversation_id" is null));--> statement-breakpoint
ALTER TABLE "inbox_changes" ADD CONSTRAINT "inbox_changes_kind" CHECK ("inbox_changes"."kind" in ('message', 'edit', 'delete', 'read', 'filed', 'blocking', 'event', 'news'));--> statement-breakpoint
ALTER TABLE "participants" ADD CONSTRAINT "participants_shown_read" CHECK ("participants"."shown_read_seq" <= "participants"."last_read_seq");