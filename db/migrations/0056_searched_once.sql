-- A page of the board walks the index of terms once where it can, and a sorted one no longer tests job after job where
-- few match (docs/decisions/135-searched-once.md).

-- ---------------------------------------------------------------------------------------------
-- Jobs. What is long is kept out of their rows, and the id counted as long: each job that was found cost another look-up.
ALTER TABLE "job_search" ALTER COLUMN "job_id" SET STORAGE MAIN;--> statement-breakpoint
-- Writes the rows that are there again.
CLUSTER "job_search" USING "job_search_pkey";--> statement-breakpoint
ALTER TABLE "job_search" SET WITHOUT CLUSTER;--> statement-breakpoint
DROP INDEX "job_proposal_counts_fewest";--> statement-breakpoint
ALTER TABLE "job_proposal_counts" ADD COLUMN "segment" text;--> statement-breakpoint
UPDATE "job_proposal_counts" c SET "segment" = s.segment FROM "job_search" s WHERE s.job_id = c.job_id;--> statement-breakpoint
ALTER TABLE "job_proposal_counts" ALTER COLUMN "segment" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "job_proposal_counts" ADD CONSTRAINT "job_proposal_counts_segment_search_segments_code_fk" FOREIGN KEY ("segment") REFERENCES "public"."search_segments"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "job_proposal_counts_fewest" ON "job_proposal_counts" USING btree ("proposal_count","job_id" DESC NULLS FIRST,"segment") WHERE is_open;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION public.search_keep_job() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  code text;
  document record;
  is_shown boolean := NEW.status = 'open' AND NEW.expires_at > now();
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.title, NEW.skills, NEW.description, NEW.category, NEW.release_rule, NEW.budget_cents, NEW.language)
    IS NOT DISTINCT FROM (OLD.title, OLD.skills, OLD.description, OLD.category, OLD.release_rule, OLD.budget_cents, OLD.language)
  THEN
    UPDATE public.job_search SET is_open = is_shown, expires_at = NEW.expires_at WHERE job_id = NEW.id;
    UPDATE public.job_proposal_counts SET is_open = is_shown WHERE job_id = NEW.id;
    RETURN NULL;
  END IF;
  code := coalesce(
    (SELECT segment FROM public.job_search WHERE job_id = NEW.id), public.search_segment(NEW.created_at));
  document := public.search_document(code, NEW.title, NEW.skills, NEW.description,
    NEW.category, NEW.release_rule, NEW.budget_cents, NEW.language);
  INSERT INTO public.job_search AS known (job_id, segment, is_open, created_at, budget_cents, category, release_rule, terms, words, expires_at)
  VALUES (NEW.id, code, is_shown, NEW.created_at, NEW.budget_cents, NEW.category, NEW.release_rule,
    document.terms, document.words, NEW.expires_at)
  ON CONFLICT (job_id) DO UPDATE SET is_open = excluded.is_open, budget_cents = excluded.budget_cents,
    category = excluded.category, release_rule = excluded.release_rule, terms = excluded.terms, words = excluded.words, expires_at = excluded.expires_at;
  INSERT INTO public.job_proposal_counts AS known (job_id, is_open, segment) VALUES (NEW.id, is_shown, code)
  ON CONFLICT (job_id) DO UPDATE SET is_open = excluded.is_open WHERE known.is_open <> excluded.is_open;
  PERFORM public.search_learn(document.words, NEW.skills, NEW.language);
  RETURN NULL;
END $$;
--> statement-breakpoint
DROP FUNCTION public.search_jobs_by_budget(text, boolean, bigint, bigint, timestamptz, text[], text[], bigint, text, int);--> statement-breakpoint
DROP FUNCTION public.search_jobs_by_fewest(text, boolean, bigint, bigint, timestamptz, text[], text[], bigint, text, int);--> statement-breakpoint
DROP FUNCTION public.search_jobs_by_closing(text, boolean, bigint, bigint, timestamptz, text[], text[], bigint, text, int);--> statement-breakpoint
DROP FUNCTION public.search_is_dense(text, bigint, bigint, timestamptz, text[], text[], int);--> statement-breakpoint
DROP FUNCTION public.search_jobs(text, bigint, bigint, timestamptz, text[], text[], timestamptz, text, int);--> statement-breakpoint
-- The segments in which a job of this age may be, the newest first.
CREATE FUNCTION public.search_segments_between(since timestamptz, before_at timestamptz) RETURNS TABLE (code text)
LANGUAGE sql STABLE AS $$
  SELECT s.code FROM public.search_segments s
  WHERE (before_at IS NULL OR s.starts_at <= before_at)
    AND (since IS NULL OR s.starts_at >= (SELECT max(first.starts_at) FROM public.search_segments first WHERE first.starts_at <= since))
  ORDER BY s.starts_at DESC OFFSET 0
$$;
--> statement-breakpoint
-- Whether a job is within these limits; null means any. The planner puts it in place of its call.
CREATE FUNCTION public.search_is_within(
  budget bigint, created_at timestamptz, words text,
  lowest bigint, highest bigint, since timestamptz, has text[], lacks text[]
) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT (lowest IS NULL OR budget >= lowest) AND (highest IS NULL OR budget <= highest)
    AND (since IS NULL OR created_at >= since)
    AND (has IS NULL OR words LIKE ALL (has)) AND (lacks IS NULL OR words NOT LIKE ALL (lacks))
$$;
--> statement-breakpoint
-- The jobs of a segment that match and are on the board, as they are stored. Put in place of its call, too. `IS TRUE`
-- keeps the index of expiries out of it, and `OFFSET 0` the segments: only the index of terms can answer.
CREATE FUNCTION public.search_in_segment(
  code text, template text, lowest bigint, highest bigint, since timestamptz, has text[], lacks text[]
) RETURNS TABLE (
  job_id text, created_at timestamptz, budget_cents bigint, category text, release_rule text, expires_at timestamptz
) LANGUAGE sql STABLE AS $$
  SELECT j.job_id, j.created_at, j.budget_cents, j.category, j.release_rule, j.expires_at
  FROM public.job_search j
  WHERE j.is_open AND (j.expires_at > now()) IS TRUE AND j.terms @@ replace(template, E'\x1f', code)::tsquery
    AND public.search_is_within(j.budget_cents, j.created_at, j.words, lowest, highest, since, has, lacks)
  OFFSET 0
$$;
--> statement-breakpoint
-- The newest open jobs that match `template`, a tsquery in which a unit separator stands for the segment's code. Reads a
-- segment at a time and stops when it has `wanted`, so its work depends on what it returns and not on what matches.
-- Null means any. One plan for all segments: to begin a statement for each cost as much as to answer it.
CREATE FUNCTION public.search_jobs(
  template text, lowest bigint, highest bigint, since timestamptz, has text[], lacks text[],
  before_at timestamptz, before_id text, wanted int
) RETURNS TABLE (job_id text, created_at timestamptz, budget_cents bigint, category text, release_rule text)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan
  SET enable_seqscan = off SET enable_indexscan = off SET enable_bitmapscan = on AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    SELECT f.job_id, f.created_at, f.budget_cents, f.category, f.release_rule
    FROM public.search_segments_between(since, before_at) s, LATERAL (
      SELECT * FROM public.search_in_segment(s.code, template, lowest, highest, since, has, lacks) j
      WHERE before_at IS NULL OR (j.created_at, j.job_id) < (before_at, before_id)
      ORDER BY j.created_at DESC, j.job_id DESC OFFSET 0) f
    LIMIT wanted;
END $$;
--> statement-breakpoint
-- Up to `most` of the open jobs that match, from the newest segments. Those of one segment are in no order, so a common
-- word costs no more than what is returned of it.
CREATE FUNCTION public.search_some_jobs(
  template text, lowest bigint, highest bigint, since timestamptz, has text[], lacks text[], most int
) RETURNS TABLE (job_id text, created_at timestamptz)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan
  SET enable_seqscan = off SET enable_bitmapscan = on AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    SELECT f.job_id, f.created_at
    FROM public.search_segments_between(since, NULL) s,
      LATERAL public.search_in_segment(s.code, template, lowest, highest, since, has, lacks) f
    LIMIT most;
END $$;
--> statement-breakpoint
-- The first open jobs of an order after a place in it, always by its index: `most` are read, and no more. Highest budget,
-- fewest proposals, or the first to expire (a time in milliseconds); among equals the newest id.
CREATE FUNCTION public.jobs_in_order(named text, lowest bigint, highest bigint, after_key bigint, after_id text, most int)
RETURNS TABLE (job_id text, sort_key bigint, segment text)
LANGUAGE plpgsql STABLE ROWS 1000 SET plan_cache_mode = force_generic_plan SET enable_seqscan = off
  SET enable_bitmapscan = off SET enable_sort = off AS $$
#variable_conflict use_column
DECLARE
  after_time timestamptz := to_timestamp(after_key / 1000.0);
  found int;
BEGIN
  CASE named
  WHEN 'budget' THEN
    RETURN QUERY SELECT s.job_id, s.budget_cents, s.segment FROM public.job_search s
      WHERE s.is_open AND (s.expires_at > now()) IS TRUE
        AND (s.budget_cents, s.job_id) < (coalesce(after_key, 9223372036854775807), coalesce(after_id, ''))
        AND s.budget_cents BETWEEN coalesce(lowest, 0) AND coalesce(highest, 9223372036854775807)
      ORDER BY s.budget_cents DESC, s.job_id DESC LIMIT most;
  WHEN 'fewest' THEN
    RETURN QUERY SELECT c.job_id, c.proposal_count::bigint, c.segment FROM public.job_proposal_counts c
      WHERE c.is_open AND c.proposal_count = after_key AND c.job_id < after_id
      ORDER BY c.job_id DESC LIMIT most;
    GET DIAGNOSTICS found = ROW_COUNT;
    RETURN QUERY SELECT c.job_id, c.proposal_count::bigint, c.segment FROM public.job_proposal_counts c
      WHERE c.is_open AND c.proposal_count > coalesce(after_key, -1)
      ORDER BY c.proposal_count, c.job_id DESC LIMIT most - found;
  WHEN 'closing' THEN
    RETURN QUERY SELECT s.job_id, (extract(epoch FROM s.expires_at) * 1000)::bigint, s.segment FROM public.job_search s
      WHERE s.is_open AND s.expires_at > now() AND s.expires_at = after_time AND s.job_id < after_id
      ORDER BY s.job_id DESC LIMIT most;
    GET DIAGNOSTICS found = ROW_COUNT;
    RETURN QUERY SELECT s.job_id, (extract(epoch FROM s.expires_at) * 1000)::bigint, s.segment FROM public.job_search s
      WHERE s.is_open AND s.expires_at > now() AND s.expires_at > coalesce(after_time, '-infinity')
      ORDER BY s.expires_at, s.job_id DESC LIMIT most - found;
  END CASE;
END $$;
--> statement-breakpoint
-- The first that match among the first `most` of an order, tested one by one: for what many jobs have. `is_plain`: nothing
-- but numbers narrows it, so no terms are read.
CREATE FUNCTION public.search_jobs_along(
  named text, template text, is_plain boolean,
  lowest bigint, highest bigint, since timestamptz, has text[], lacks text[],
  after_key bigint, after_id text, most int, wanted int
) RETURNS TABLE (job_id text, sort_key bigint)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off
  SET enable_hashjoin = off SET enable_mergejoin = off AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    SELECT o.job_id, o.sort_key
    FROM public.jobs_in_order(named, lowest, highest, after_key, after_id, most) o, LATERAL (
      SELECT FROM public.job_search j WHERE j.job_id = o.job_id AND j.expires_at > now()
        AND public.search_is_within(j.budget_cents, j.created_at, j.words, lowest, highest, since, has, lacks)
        AND (is_plain OR j.terms @@ replace(template, E'\x1f', j.segment)::tsquery)
      OFFSET 0) passes
    LIMIT wanted;
END $$;
--> statement-breakpoint
-- The same, for what fewer jobs have: the index of terms is asked for the segments that the first `most` are in, and what
-- it finds is compared with them. Without nested loops, so that both sides are hashed however few the planner expects.
CREATE FUNCTION public.search_jobs_among(
  named text, template text, lowest bigint, highest bigint, since timestamptz, has text[], lacks text[],
  after_key bigint, after_id text, most int, wanted int
) RETURNS TABLE (job_id text, sort_key bigint)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan
  SET enable_seqscan = off SET enable_bitmapscan = on SET enable_nestloop = off SET enable_hashjoin = on AS $$
#variable_conflict use_column
DECLARE
  ids text[];
  keys bigint[];
  codes text[];
BEGIN
  SELECT array_agg(o.job_id), array_agg(o.sort_key), array_agg(o.segment) INTO ids, keys, codes
  FROM public.jobs_in_order(named, lowest, highest, after_key, after_id, most) o;
  codes := ARRAY(SELECT DISTINCT code FROM unnest(codes) code);
  RETURN QUERY
    WITH hit AS MATERIALIZED (
      SELECT f.job_id FROM unnest(codes) code,
        LATERAL public.search_in_segment(code, template, lowest, highest, since, has, lacks) f)
    SELECT o.job_id, o.sort_key FROM unnest(ids, keys) WITH ORDINALITY o (job_id, sort_key, n) JOIN hit USING (job_id)
    ORDER BY o.n LIMIT wanted;
END $$;
--> statement-breakpoint
-- So many jobs are tested one by one in an order before all that match are found and sorted.
CREATE OR REPLACE FUNCTION public.search_reach() RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 5000';
--> statement-breakpoint
-- The open jobs that match, in an order (see jobs_in_order). `spread` is how many of the newest segments the newest
-- thousand are in: the fewer, the more match, and the sooner the first come when jobs are read in that order. Where they
-- do not come soon enough, all that match are found and sorted. The highest budgets are in all segments, so nothing is
-- won by asking for them apart.
CREATE FUNCTION public.search_jobs_sorted(
  named text, template text, is_plain boolean,
  lowest bigint, highest bigint, since timestamptz, has text[], lacks text[],
  spread int, after_key bigint, after_id text, wanted int
) RETURNS TABLE (job_id text, sort_key bigint)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan
  SET enable_seqscan = off SET enable_bitmapscan = on SET enable_hashjoin = off SET enable_mergejoin = off AS $$
#variable_conflict use_column
DECLARE
  ids text[];
  keys bigint[];
  reach int;
BEGIN
  IF is_plain OR spread <= (CASE named WHEN 'budget' THEN 5 ELSE 2 END) THEN
    FOREACH reach IN ARRAY ARRAY[12 * wanted, CASE WHEN is_plain THEN public.search_reach() ELSE 96 * wanted END] LOOP
      SELECT array_agg(f.job_id), array_agg(f.sort_key) INTO ids, keys FROM public.search_jobs_along(
        named, template, is_plain, lowest, highest, since, has, lacks, after_key, after_id,
        least(reach, public.search_reach()), wanted) f;
      EXIT WHEN cardinality(ids) = wanted;
    END LOOP;
  ELSIF named <> 'budget' AND spread <= 20 THEN
    reach := least(24 * spread * wanted, 3 * public.search_reach());
    SELECT array_agg(f.job_id), array_agg(f.sort_key) INTO ids, keys FROM public.search_jobs_among(
      named, template, lowest, highest, since, has, lacks, after_key, after_id, reach, wanted) f;
  END IF;
  IF cardinality(ids) = wanted THEN
    RETURN QUERY SELECT * FROM unnest(ids, keys);
    RETURN;
  END IF;
  RETURN QUERY
    SELECT * FROM (
      SELECT f.job_id, CASE named WHEN 'budget' THEN f.budget_cents WHEN 'fewest' THEN c.proposal_count::bigint
        ELSE (extract(epoch FROM f.expires_at) * 1000)::bigint END AS sort_key
      FROM public.search_segments_between(since, NULL) s
        CROSS JOIN LATERAL public.search_in_segment(s.code, template, lowest, highest, since, has, lacks) f
        LEFT JOIN public.job_proposal_counts c ON named = 'fewest' AND c.job_id = f.job_id) found
    WHERE after_key IS NULL OR (found.sort_key = after_key AND found.job_id < after_id)
      OR CASE named WHEN 'budget' THEN found.sort_key < after_key ELSE found.sort_key > after_key END
    ORDER BY CASE named WHEN 'budget' THEN - found.sort_key ELSE found.sort_key END, found.job_id DESC LIMIT wanted;
END $$;
--> statement-breakpoint

-- ---------------------------------------------------------------------------------------------
-- People: skills in the form in which they are compared. The function can only be called, not put in place of its call,
-- and to call it for 500 people took longer than all the rest of a page.
DROP INDEX "freelancer_profiles_skills";--> statement-breakpoint
ALTER TABLE "freelancer_profiles" ADD COLUMN "skills_folded" text[] GENERATED ALWAYS AS (folded_skills(skills)) STORED;--> statement-breakpoint
CREATE INDEX "freelancer_profiles_skills" ON "freelancer_profiles" USING gin ("skills_folded");
--> statement-breakpoint

-- ---------------------------------------------------------------------------------------------
-- Conversations: what a person finds one by, beside what was written in it (110).
CREATE TABLE "conversation_names" (
	"conversation_id" text NOT NULL,
	"user_id" text NOT NULL,
	"other_name" text NOT NULL,
	"job_title" text NOT NULL,
	CONSTRAINT "conversation_names_conversation_id_user_id_pk" PRIMARY KEY("conversation_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "conversation_names" ADD CONSTRAINT "conversation_names_of" FOREIGN KEY ("conversation_id","user_id") REFERENCES "public"."participants"("conversation_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "conversation_names_person" ON "conversation_names" USING btree ("user_id");
--> statement-breakpoint
-- The other person's name and the job's title, for one side of a conversation. The rows that they come from are held
-- until the transaction ends: a change of them either is read here, or sees the row that is written here.
CREATE FUNCTION public.name_conversation(of_conversation text, of_user text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_other_id text;
  v_job_id text;
BEGIN
  SELECT CASE WHEN c.client_id = of_user THEN c.freelancer_id ELSE c.client_id END, c.job_id INTO v_other_id, v_job_id
  FROM conversations c WHERE c.id = of_conversation;
  PERFORM FROM jobs WHERE id = v_job_id FOR SHARE;
  PERFORM FROM users WHERE id = v_other_id FOR SHARE;
  INSERT INTO conversation_names (conversation_id, user_id, other_name, job_title)
  SELECT of_conversation, of_user, search_fold(coalesce(p.company_name, u.name)), search_fold(j.title)
  FROM users u LEFT JOIN client_profiles p ON p.user_id = u.id, jobs j WHERE u.id = v_other_id AND j.id = v_job_id;
END $$;
--> statement-breakpoint
CREATE FUNCTION public.name_participant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM name_conversation(NEW.conversation_id, NEW.user_id);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER participants_named AFTER INSERT ON "participants"
  FOR EACH ROW EXECUTE FUNCTION public.name_participant();
--> statement-breakpoint
-- A person or their company has another name. Whoever changes a company's name holds its person's row.
CREATE FUNCTION public.rename_in_conversations() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_user_id text := CASE TG_TABLE_NAME WHEN 'users' THEN to_jsonb(NEW) ->> 'id' ELSE to_jsonb(NEW) ->> 'user_id' END;
  v_name text := (SELECT search_fold(coalesce(p.company_name, u.name))
    FROM users u LEFT JOIN client_profiles p ON p.user_id = u.id WHERE u.id = v_user_id);
BEGIN
  UPDATE conversation_names n SET other_name = v_name FROM participants mine
  WHERE mine.user_id = v_user_id AND n.conversation_id = mine.conversation_id AND n.user_id <> v_user_id
    AND n.other_name <> v_name;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER users_named AFTER UPDATE OF name ON "users"
  FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION public.rename_in_conversations();
--> statement-breakpoint
CREATE TRIGGER client_profiles_named AFTER INSERT OR UPDATE OF company_name ON "client_profiles"
  FOR EACH ROW EXECUTE FUNCTION public.rename_in_conversations();
--> statement-breakpoint
CREATE FUNCTION public.retitle_conversations() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE conversation_names n SET job_title = search_fold(NEW.title) FROM conversations c
  WHERE c.job_id = NEW.id AND n.conversation_id = c.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER jobs_named AFTER UPDATE OF title ON "jobs"
  FOR EACH ROW WHEN (OLD.title IS DISTINCT FROM NEW.title) EXECUTE FUNCTION public.retitle_conversations();
--> statement-breakpoint
-- What is there already.
INSERT INTO conversation_names (conversation_id, user_id, other_name, job_title)
SELECT own.conversation_id, own.user_id, search_fold(coalesce(p.company_name, other.name)), search_fold(j.title)
FROM participants own JOIN conversations c ON c.id = own.conversation_id JOIN jobs j ON j.id = c.job_id
JOIN users other ON other.id = CASE WHEN c.client_id = own.user_id THEN c.freelancer_id ELSE c.client_id END
LEFT JOIN client_profiles p ON p.user_id = other.id;
--> statement-breakpoint
-- The same, written so that the planner can put it in place of its call.
CREATE OR REPLACE FUNCTION public.message_search_code(user_id text, segment int) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT right(user_id, 7) || segment::text $$;
--> statement-breakpoint
-- The messages that `reader` may find, newest first: those that match `template`, a tsquery in which a unit separator
-- stands for the code of a segment. Reads a segment at a time, all by one plan, and stops when it has `wanted`, has
-- looked at 4,096 matches that the filter leaves out, or at 256 segments: then the last row is no match but the place to
-- go on after. Conversations between people of whom one has blocked the other are left out. Whether a match fits is
-- asked for it alone: an EXISTS would be answered for all conversations of the person at once.
CREATE OR REPLACE FUNCTION public.search_messages(
  reader text, template text, filter text,
  before_segment int, before_at timestamptz, before_id text, before_seq bigint, wanted int
) RETURNS TABLE (is_match boolean, segment int, sent_at timestamptz, conversation_id text, seq bigint)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = on AS $$
#variable_conflict use_column
DECLARE
  newest int := coalesce((SELECT last_seq / 8192 FROM inboxes WHERE user_id = reader), 0);
  newest_asked int := least(newest, coalesce(before_segment, newest));
  last int := greatest(0, newest_asked - 255);
  missing int := wanted;
  others int := 4096;
  found record;
BEGIN
  FOR found IN
    SELECT h.*, coalesce((
      SELECT true FROM participants own JOIN participants other
        ON other.conversation_id = own.conversation_id AND other.user_id <> own.user_id
      WHERE own.conversation_id = h.conversation_id AND own.user_id = reader
        AND CASE filter WHEN 'archived' THEN own.archived_at IS NOT NULL
          WHEN 'unread' THEN own.archived_at IS NULL AND (own.unread_count > 0 OR own.is_marked_unread)
          ELSE own.archived_at IS NULL END
        AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.blocker_id = reader AND b.blocked_id = other.user_id)
        AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.blocker_id = other.user_id AND b.blocked_id = reader)
      LIMIT 1), false) AS fits
    FROM generate_series(newest_asked, last, -1) part, LATERAL (
      SELECT part, m.sent_at, m.conversation_id, m.seq FROM message_search m
      WHERE m.terms @@ replace(template, E'\x1f', message_search_code(reader, part))::tsquery AND m.user_id = reader
        AND (before_id IS NULL OR part < before_segment
          OR (m.sent_at, m.conversation_id, m.seq) < (before_at, before_id, before_seq))
      ORDER BY m.sent_at DESC, m.conversation_id DESC, m.seq DESC OFFSET 0) h
  LOOP
    sent_at := found.sent_at;
    conversation_id := found.conversation_id;
    seq := found.seq;
    segment := found.part;
    is_match := found.fits;
    IF found.fits THEN missing := missing - 1; ELSE others := others - 1; END IF;
    IF found.fits OR others = 0 THEN RETURN NEXT; END IF;
    IF missing = 0 OR others = 0 THEN RETURN; END IF;
  END LOOP;
  IF last > 0 THEN
    RETURN QUERY SELECT false, last - 1, NULL::timestamptz, NULL::text, NULL::bigint;
  END IF;
END $$;
