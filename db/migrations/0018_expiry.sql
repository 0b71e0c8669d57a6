-- Open jobs expire. What is on the board is found out by comparing with the present; `is_open` of the search tables is
-- switched off soon afterwards, so that nobody reads past jobs that expired long ago.
ALTER TABLE "job_events" DROP CONSTRAINT "job_events_kind";--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "expires_at" timestamp (3) with time zone DEFAULT now() + interval '30 days' NOT NULL;--> statement-breakpoint
ALTER TABLE "job_search" ADD COLUMN "expires_at" timestamp (3) with time zone NOT NULL DEFAULT '-infinity';
--> statement-breakpoint
-- Jobs that are open already have a week at least, and do not all expire on one day.
UPDATE "jobs" SET "expires_at" = CASE WHEN status = 'open'
  THEN greatest(created_at + interval '30 days', now() + (7 + abs(hashtext(id)) % 23) * interval '1 day')
  ELSE created_at + interval '30 days' END;
--> statement-breakpoint
UPDATE "job_search" s SET "expires_at" = j.expires_at FROM "jobs" j WHERE j.id = s.job_id;
--> statement-breakpoint
ALTER TABLE "job_search" ALTER COLUMN "expires_at" DROP DEFAULT;
--> statement-breakpoint
CREATE INDEX "job_search_closing" ON "job_search" USING btree ("expires_at","job_id" DESC NULLS FIRST) WHERE is_open;--> statement-breakpoint
ALTER TABLE "job_events" ADD CONSTRAINT "job_events_kind" CHECK ("job_events"."kind" in ('posted', 'edited', 'renewed', 'closed', 'shortlisted', 'proposal_changed', 'proposal_confirmed', 'hired', 'submitted', 'released', 'changes_requested', 'cancellation_requested', 'cancellation_withdrawn', 'cancelled', 'refunded', 'completed', 'reviewed'));
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
  INSERT INTO public.job_proposal_counts AS known (job_id, is_open) VALUES (NEW.id, is_shown)
  ON CONFLICT (job_id) DO UPDATE SET is_open = excluded.is_open WHERE known.is_open <> excluded.is_open;
  PERFORM public.search_learn(document.words, NEW.skills, NEW.language);
  RETURN NULL;
END $$;
--> statement-breakpoint
DROP TRIGGER jobs_search ON "jobs";
--> statement-breakpoint
CREATE TRIGGER jobs_search AFTER INSERT OR UPDATE OF title, skills, description, category, release_rule, budget_cents, language, status, expires_at
  ON "jobs" FOR EACH ROW EXECUTE FUNCTION public.search_keep_job();
--> statement-breakpoint
-- `IS TRUE` keeps the index of expiries out of it: the index of terms, or of budgets, has to answer.
CREATE OR REPLACE FUNCTION public.search_jobs(
  template text, lowest bigint, highest bigint, since timestamptz, has text[], lacks text[],
  before_at timestamptz, before_id text, wanted int
) RETURNS TABLE (job_id text, created_at timestamptz, budget_cents bigint, category text, release_rule text)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = on AS $$
#variable_conflict use_column
DECLARE
  segment record;
  query tsquery;
  found int;
  missing int := wanted;
BEGIN
  FOR segment IN
    SELECT s.code, s.starts_at FROM public.search_segments s
    WHERE before_at IS NULL OR s.starts_at <= before_at ORDER BY s.starts_at DESC
  LOOP
    query := replace(template, E'\x1f', segment.code)::tsquery;
    RETURN QUERY
      WITH hit AS MATERIALIZED (
        SELECT j.job_id, j.created_at, j.budget_cents, j.category, j.release_rule,
          CASE WHEN has IS NOT NULL OR lacks IS NOT NULL THEN j.words END AS words
        FROM public.job_search j
        WHERE j.is_open AND (j.expires_at > now()) IS TRUE AND j.terms @@ query
          AND (lowest IS NULL OR j.budget_cents >= lowest) AND (highest IS NULL OR j.budget_cents <= highest)
          AND (since IS NULL OR j.created_at >= since)
          AND (before_at IS NULL OR (j.created_at, j.job_id) < (before_at, before_id))
      )
      SELECT f.job_id, f.created_at, f.budget_cents, f.category, f.release_rule
      FROM (SELECT * FROM hit ORDER BY hit.created_at DESC, hit.job_id DESC OFFSET 0) f
      WHERE (has IS NULL OR f.words LIKE ALL (has)) AND (lacks IS NULL OR f.words NOT LIKE ALL (lacks))
      LIMIT missing;
    GET DIAGNOSTICS found = ROW_COUNT;
    missing := missing - found;
    EXIT WHEN missing <= 0 OR segment.starts_at <= since;
  END LOOP;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION public.search_jobs_by_budget(
  template text, lowest bigint, highest bigint, since timestamptz, has text[], lacks text[],
  before_budget bigint, before_id text, wanted int
) RETURNS TABLE (job_id text, sort_key bigint)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off
  SET enable_hashjoin = off SET enable_mergejoin = off AS $$
#variable_conflict use_column
BEGIN
  IF template IS NOT NULL AND NOT public.search_is_dense(template, lowest, highest, since, has, lacks) THEN
    RETURN QUERY SELECT f.job_id, f.budget_cents
      FROM public.search_jobs(template, lowest, highest, since, has, lacks, NULL, NULL, 2147483647) f
      WHERE before_budget IS NULL OR (f.budget_cents, f.job_id) < (before_budget, before_id)
      ORDER BY f.budget_cents DESC, f.job_id DESC LIMIT wanted;
  ELSE
    RETURN QUERY SELECT j.job_id, j.budget_cents FROM public.job_search j
      WHERE j.is_open AND (j.expires_at > now()) IS TRUE
        AND (j.budget_cents, j.job_id) < (coalesce(before_budget, 9223372036854775807), coalesce(before_id, ''))
        AND j.budget_cents BETWEEN coalesce(lowest, 0) AND coalesce(highest, 9223372036854775807)
        AND (since IS NULL OR j.created_at >= since)
        AND (template IS NULL OR j.terms @@ replace(template, E'\x1f', j.segment)::tsquery)
        AND (has IS NULL OR j.words LIKE ALL (has)) AND (lacks IS NULL OR j.words NOT LIKE ALL (lacks))
      ORDER BY j.budget_cents DESC, j.job_id DESC LIMIT wanted;
  END IF;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION public.search_jobs_by_fewest(
  template text, lowest bigint, highest bigint, since timestamptz, has text[], lacks text[],
  after_count bigint, before_id text, wanted int
) RETURNS TABLE (job_id text, sort_key bigint)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off
  SET enable_hashjoin = off SET enable_mergejoin = off AS $$
#variable_conflict use_column
BEGIN
  IF template IS NOT NULL AND NOT public.search_is_dense(template, lowest, highest, since, has, lacks) THEN
    RETURN QUERY SELECT f.job_id, c.proposal_count::bigint
      FROM public.search_jobs(template, lowest, highest, since, has, lacks, NULL, NULL, 2147483647) f
      JOIN public.job_proposal_counts c USING (job_id)
      WHERE after_count IS NULL OR c.proposal_count > after_count
        OR (c.proposal_count = after_count AND f.job_id < before_id)
      ORDER BY c.proposal_count, f.job_id DESC LIMIT wanted;
  ELSE
    RETURN QUERY SELECT c.job_id, c.proposal_count::bigint
      FROM public.job_proposal_counts c, LATERAL (
        SELECT 1 FROM public.job_search j WHERE j.job_id = c.job_id AND j.expires_at > now()
          AND (lowest IS NULL OR j.budget_cents >= lowest) AND (highest IS NULL OR j.budget_cents <= highest)
          AND (since IS NULL OR j.created_at >= since)
          AND (template IS NULL OR j.terms @@ replace(template, E'\x1f', j.segment)::tsquery)
          AND (has IS NULL OR j.words LIKE ALL (has)) AND (lacks IS NULL OR j.words NOT LIKE ALL (lacks))
        OFFSET 0) passes
      WHERE c.is_open AND c.proposal_count >= coalesce(after_count, 0)
        AND (after_count IS NULL OR c.proposal_count > after_count OR c.job_id < before_id)
      ORDER BY c.proposal_count, c.job_id DESC LIMIT wanted;
  END IF;
END $$;
--> statement-breakpoint
-- The open jobs that match, the first to expire first; among equals the newest id. `after_expiry` in milliseconds.
CREATE FUNCTION public.search_jobs_by_closing(
  template text, lowest bigint, highest bigint, since timestamptz, has text[], lacks text[],
  after_expiry bigint, before_id text, wanted int
) RETURNS TABLE (job_id text, sort_key bigint)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off
  SET enable_hashjoin = off SET enable_mergejoin = off AS $$
#variable_conflict use_column
DECLARE
  after timestamptz := to_timestamp(after_expiry / 1000.0);
BEGIN
  IF template IS NOT NULL AND NOT public.search_is_dense(template, lowest, highest, since, has, lacks) THEN
    RETURN QUERY SELECT f.job_id, (extract(epoch FROM j.expires_at) * 1000)::bigint
      FROM public.search_jobs(template, lowest, highest, since, has, lacks, NULL, NULL, 2147483647) f
      JOIN public.job_search j USING (job_id)
      WHERE after IS NULL OR j.expires_at > after OR (j.expires_at = after AND f.job_id < before_id)
      ORDER BY j.expires_at, f.job_id DESC LIMIT wanted;
  ELSE
    RETURN QUERY SELECT j.job_id, (extract(epoch FROM j.expires_at) * 1000)::bigint FROM public.job_search j
      WHERE j.is_open AND j.expires_at > now() AND j.expires_at >= coalesce(after, '-infinity')
        AND (after IS NULL OR j.expires_at > after OR j.job_id < before_id)
        AND j.budget_cents BETWEEN coalesce(lowest, 0) AND coalesce(highest, 9223372036854775807)
        AND (since IS NULL OR j.created_at >= since)
        AND (template IS NULL OR j.terms @@ replace(template, E'\x1f', j.segment)::tsquery)
        AND (has IS NULL OR j.words LIKE ALL (has)) AND (lacks IS NULL OR j.words NOT LIKE ALL (lacks))
      ORDER BY j.expires_at, j.job_id DESC LIMIT wanted;
  END IF;
END $$;
--> statement-breakpoint
-- Whoever waits with a proposal is told that the job is on the board again.
CREATE OR REPLACE FUNCTION public.note_job_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_client_id text;
  v_freelancer_id text;
  v_conversation_id text;
BEGIN
  SELECT j.client_id, k.freelancer_id, c.id INTO v_client_id, v_freelancer_id, v_conversation_id
  FROM jobs j
  LEFT JOIN contracts k
    ON k.job_id = j.id AND NEW.kind NOT IN ('posted', 'edited', 'renewed', 'closed', 'shortlisted')
  LEFT JOIN conversations c ON c.job_id = j.id AND c.freelancer_id = k.freelancer_id
  WHERE j.id = NEW.job_id;
  PERFORM inbox_note(ARRAY[v_client_id, v_freelancer_id], v_conversation_id, NEW.at);
  IF NEW.kind IN ('edited', 'renewed', 'closed') THEN
    PERFORM inbox_note(array(
      SELECT p.freelancer_id FROM proposals p WHERE p.job_id = NEW.job_id AND p.status = 'submitted'), NULL, NEW.at);
  END IF;
  RETURN NULL;
END $$;
