-- What a message had said before it was edited or deleted (docs/decisions/139-evidence.md).

CREATE TABLE "kept_messages" (
	"conversation_id" text NOT NULL,
	"seq" bigint NOT NULL,
	"number" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"body_hash" "bytea" NOT NULL,
	"body" text,
	"files" jsonb NOT NULL,
	CONSTRAINT "kept_messages_conversation_id_seq_number_pk" PRIMARY KEY("conversation_id","seq","number")
);
--> statement-breakpoint
ALTER TABLE "kept_messages" ADD CONSTRAINT "kept_messages_of" FOREIGN KEY ("conversation_id","seq") REFERENCES "public"."messages"("conversation_id","seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE FUNCTION public.refuse_changing_kept_messages() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'WH000', MESSAGE = 'kept_messages_are_append_only', DETAIL = TG_OP;
END $$;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON kept_messages
  FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_changing_kept_messages();
