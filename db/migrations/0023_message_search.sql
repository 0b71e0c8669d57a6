CREATE TABLE "message_search" (
	"conversation_id" text NOT NULL,
	"seq" bigint NOT NULL,
	"user_id" text NOT NULL,
	"segment" integer NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	"terms" "tsvector" NOT NULL,
	CONSTRAINT "message_search_conversation_id_seq_user_id_pk" PRIMARY KEY("conversation_id","seq","user_id")
);
--> statement-breakpoint
ALTER TABLE "message_search" ADD CONSTRAINT "message_search_of" FOREIGN KEY ("conversation_id","seq") REFERENCES "public"."messages"("conversation_id","seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "message_search_terms" ON "message_search" USING gin ("terms") WITH (fastupdate=false);
--> statement-breakpoint
-- What a message can be found by: "." a word, "~" the same without its ending, in the language of the job, "&" two
-- neighbours (hashed). A unit separator is between the text and the names of the files.
CREATE FUNCTION public.message_terms(value text, language text) RETURNS text[]
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH token AS MATERIALIZED (
    SELECT t.word, t.also, lead(t.word) OVER (ORDER BY t.chunk, t.place) AS next FROM public.search_tokens(value) t
  ), form AS MATERIALIZED (
    SELECT DISTINCT f.form FROM token, LATERAL unnest(token.word || token.also) f (form) WHERE token.word <> '|'
  )
  SELECT ARRAY(
    SELECT '.' || form FROM form
    UNION ALL SELECT '~' || language || s.stem FROM form, LATERAL (SELECT public.search_stem(language, form.form) AS stem) s
      WHERE s.stem IS NOT NULL
    UNION ALL SELECT '&' || substr(md5(word || ' ' || next), 1, 4) FROM token WHERE '|' NOT IN (word, next))
$$;
--> statement-breakpoint
-- What all terms of a person's segment begin with. Two people may have the same code, so whoever searches also compares
-- the person.
CREATE FUNCTION public.message_search_code(user_id text, segment int) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT right(user_id, 7) || segment $$;
--> statement-breakpoint
-- Brings what finds a message up to date, for both people. A new one goes into each one's present segment.
CREATE FUNCTION public.keep_message_search(of_conversation text, of_seq bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  message record;
  terms text[] := '{}';
BEGIN
  SELECT m.body, m.created_at, m.deleted_at, coalesce(j.language, 'en') AS language,
    (SELECT string_agg(f.name, E'\x1f' ORDER BY f.position) FROM files f
      WHERE f.conversation_id = m.conversation_id AND f.message_seq = m.seq) AS names
  INTO message FROM messages m JOIN conversations c ON c.id = m.conversation_id JOIN jobs j ON j.id = c.job_id
  WHERE m.conversation_id = of_conversation AND m.seq = of_seq;
  IF message.deleted_at IS NULL THEN
    terms := message_terms(concat_ws(E'\x1f', message.body, message.names), message.language);
  END IF;
  IF cardinality(terms) = 0 THEN
    DELETE FROM message_search WHERE conversation_id = of_conversation AND seq = of_seq;
    RETURN;
  END IF;
  INSERT INTO message_search AS known (conversation_id, seq, user_id, segment, sent_at, terms)
  SELECT of_conversation, of_seq, s.user_id, s.segment, message.created_at,
    array_to_tsvector(ARRAY(SELECT message_search_code(s.user_id, s.segment) || t FROM unnest(terms) t))
  FROM (
    SELECT p.user_id, coalesce(k.segment, i.last_seq / 8192, 0)::int AS segment FROM participants p
    LEFT JOIN inboxes i ON i.user_id = p.user_id
    LEFT JOIN message_search k ON k.conversation_id = of_conversation AND k.seq = of_seq AND k.user_id = p.user_id
    WHERE p.conversation_id = of_conversation) s
  ON CONFLICT (conversation_id, seq, user_id) DO UPDATE SET terms = excluded.terms;
END $$;
--> statement-breakpoint
CREATE FUNCTION public.search_message() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.keep_message_search(NEW.conversation_id, NEW.seq);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER messages_search AFTER INSERT OR UPDATE OF body, deleted_at ON "messages"
  FOR EACH ROW EXECUTE FUNCTION public.search_message();
--> statement-breakpoint
CREATE FUNCTION public.search_message_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.conversation_id IS NOT NULL THEN
    PERFORM public.keep_message_search(OLD.conversation_id, OLD.message_seq);
  END IF;
  IF TG_OP <> 'DELETE' AND NEW.conversation_id IS NOT NULL THEN
    PERFORM public.keep_message_search(NEW.conversation_id, NEW.message_seq);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER files_search AFTER INSERT OR DELETE OR UPDATE OF conversation_id, message_seq, name ON "files"
  FOR EACH ROW EXECUTE FUNCTION public.search_message_file();
--> statement-breakpoint
-- What is there already. Every message has given each of its people a number, so nobody's segment is ahead of them.
INSERT INTO message_search (conversation_id, seq, user_id, segment, sent_at, terms)
SELECT s.conversation_id, s.seq, s.user_id, s.segment, s.created_at,
  array_to_tsvector(ARRAY(SELECT message_search_code(s.user_id, s.segment) || t FROM unnest(s.terms) t))
FROM (
  SELECT m.conversation_id, m.seq, p.user_id, m.created_at, m.terms,
    ((row_number() OVER (PARTITION BY p.user_id ORDER BY m.created_at) - 1) / 8192)::int AS segment
  FROM participants p JOIN (
    SELECT m.conversation_id, m.seq, m.created_at, message_terms(concat_ws(E'\x1f', m.body,
      (SELECT string_agg(f.name, E'\x1f' ORDER BY f.position) FROM files f
        WHERE f.conversation_id = m.conversation_id AND f.message_seq = m.seq)), coalesce(j.language, 'en')) AS terms
    FROM messages m JOIN conversations c ON c.id = m.conversation_id JOIN jobs j ON j.id = c.job_id
    WHERE m.deleted_at IS NULL
  ) m ON m.conversation_id = p.conversation_id
) s WHERE cardinality(s.terms) > 0;
--> statement-breakpoint
-- The messages that `reader` may find, newest first: those that match `template`, a tsquery in which a unit separator
-- stands for the code of a segment. Reads a segment at a time and stops when it has `wanted`, has looked at 4,096
-- matches that the filter leaves out, or at 256 segments: then the last row is no match but the place to go on after.
-- Conversations between people of whom one has blocked the other are left out.
CREATE FUNCTION public.search_messages(
  reader text, template text, filter text,
  before_segment int, before_at timestamptz, before_id text, before_seq bigint, wanted int
) RETURNS TABLE (is_match boolean, segment int, sent_at timestamptz, conversation_id text, seq bigint)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = on AS $$
#variable_conflict use_column
DECLARE
  newest int := coalesce((SELECT last_seq / 8192 FROM inboxes WHERE user_id = reader), 0);
  part int := least(newest, coalesce(before_segment, newest));
  last int := greatest(0, part - 255);
  missing int := wanted;
  others int := 4096;
  found record;
BEGIN
  WHILE part >= last LOOP
    FOR found IN
      WITH hit AS MATERIALIZED (
        SELECT m.sent_at, m.conversation_id, m.seq FROM message_search m
        WHERE m.terms @@ replace(template, E'\x1f', message_search_code(reader, part))::tsquery AND m.user_id = reader
          AND (before_id IS NULL OR part < before_segment
            OR (m.sent_at, m.conversation_id, m.seq) < (before_at, before_id, before_seq))
      )
      SELECT h.*, EXISTS (
        SELECT 1 FROM participants own JOIN participants other
          ON other.conversation_id = own.conversation_id AND other.user_id <> own.user_id
        WHERE own.conversation_id = h.conversation_id AND own.user_id = reader
          AND CASE filter WHEN 'archived' THEN own.archived_at IS NOT NULL
            WHEN 'unread' THEN own.archived_at IS NULL AND (own.unread_count > 0 OR own.is_marked_unread)
            ELSE own.archived_at IS NULL END
          AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.blocker_id = reader AND b.blocked_id = other.user_id)
          AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.blocker_id = other.user_id AND b.blocked_id = reader)
      ) AS fits
      FROM (SELECT * FROM hit ORDER BY hit.sent_at DESC, hit.conversation_id DESC, hit.seq DESC OFFSET 0) h
    LOOP
      sent_at := found.sent_at;
      conversation_id := found.conversation_id;
      seq := found.seq;
      segment := part;
      is_match := found.fits;
      IF found.fits THEN missing := missing - 1; ELSE others := others - 1; END IF;
      IF found.fits OR others = 0 THEN RETURN NEXT; END IF;
      IF missing = 0 OR others = 0 THEN RETURN; END IF;
    END LOOP;
    part := part - 1;
  END LOOP;
  IF last > 0 THEN
    RETURN QUERY SELECT false, part, NULL::timestamptz, NULL::text, NULL::bigint;
  END IF;
END $$;
