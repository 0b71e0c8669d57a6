CREATE TABLE "message_reactions" (
	"conversation_id" text NOT NULL,
	"seq" bigint NOT NULL,
	"user_id" text NOT NULL,
	"reaction" text NOT NULL,
	CONSTRAINT "message_reactions_conversation_id_seq_user_id_reaction_pk" PRIMARY KEY("conversation_id","seq","user_id","reaction"),
	CONSTRAINT "message_reactions_reaction" CHECK ("message_reactions"."reaction" in ('agree', 'love', 'smile', 'celebrate', 'look', 'thank'))
);
--> statement-breakpoint
ALTER TABLE "inbox_changes" DROP CONSTRAINT "inbox_changes_kind";--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "reply_to_seq" bigint;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "reaction_changes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "message_reactions" ADD CONSTRAINT "message_reactions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_reactions" ADD CONSTRAINT "message_reactions_of" FOREIGN KEY ("conversation_id","seq") REFERENCES "public"."messages"("conversation_id","seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbox_changes" ADD CONSTRAINT "inbox_changes_kind" CHECK ("inbox_changes"."kind" in ('message', 'edit', 'delete', 'reaction', 'read', 'filed', 'blocking', 'event', 'news', 'bell'));--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_reply" CHECK ("messages"."reply_to_seq" between 1 and "messages"."seq" - 1);