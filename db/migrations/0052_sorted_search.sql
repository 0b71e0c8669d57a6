-- So many jobs are read in some order before all that match are found and sorted instead: what one page costs is bounded
-- when the jobs that match come late in that order.
CREATE FUNCTION public.search_reach() RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 15000';--> statement-breakpoint

-- Whether so many of the board match that the first of them come soon when all jobs are read in some order: `enough` of
-- those in its newest four segments.
DROP FUNCTION public.search_is_dense(text, bigint, bigint, timestamptz, text[], text[]);--> statement-breakpoint
CREATE FUNCTION public.search_is_dense(
  template text, lowest bigint, highest bigint, since timestamptz, has text[], lacks text[], enough int
) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
  recent timestamptz := (SELECT s.starts_at FROM public.search_segments s ORDER BY s.starts_at DESC OFFSET 3 LIMIT 1);
BEGIN
  RETURN enough <= (SELECT count(*)
    FROM public.search_jobs(template, lowest, highest, greatest(since, recent), has, lacks, NULL, NULL, enough));
END $$;--> statement-breakpoint

-- The open jobs that match, highest budget first. When they are many, or nothing but numbers narrows them (`is_plain`),
-- the first come soon when all jobs are read in that order. When they are few, or did not come before `search_reach`,
-- all of them are found and sorted.
DROP FUNCTION public.search_jobs_by_budget(text, bigint, bigint, timestamptz, text[], text[], bigint, text, int);--> statement-breakpoint
CREATE FUNCTION public.search_jobs_by_budget(
  template text, is_plain boolean, lowest bigint, highest bigint, since timestamptz, has text[], lacks text[],
  before_budget bigint, before_id text, wanted int
) RETURNS TABLE (job_id text, sort_key bigint)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off
  SET enable_hashjoin = off SET enable_mergejoin = off AS $$
#variable_conflict use_column
DECLARE
  ids text[];
  keys bigint[];
  far boolean;
BEGIN
  IF is_plain OR public.search_is_dense(template, lowest, highest, since, has, lacks, 500) THEN
    SELECT array_agg(f.job_id), array_agg(f.budget_cents) INTO ids, keys FROM (
      SELECT j.job_id, j.budget_cents FROM (
        SELECT * FROM public.job_search s
        WHERE s.is_open AND (s.expires_at > now()) IS TRUE
          AND (s.budget_cents, s.job_id) < (coalesce(before_budget, 9223372036854775807), coalesce(before_id, ''))
          AND s.budget_cents BETWEEN coalesce(lowest, 0) AND coalesce(highest, 9223372036854775807)
        ORDER BY s.budget_cents DESC, s.job_id DESC LIMIT public.search_reach()) j
      WHERE (since IS NULL OR j.created_at >= since)
        AND (is_plain OR j.terms @@ replace(template, E'\x1f', j.segment)::tsquery)
        AND (has IS NULL OR j.words LIKE ALL (has)) AND (lacks IS NULL OR j.words NOT LIKE ALL (lacks))
      ORDER BY j.budget_cents DESC, j.job_id DESC LIMIT wanted) f;
    far := cardinality(ids) < wanted IS NOT FALSE AND EXISTS (
      SELECT FROM public.job_search s
      WHERE s.is_open AND (s.expires_at > now()) IS TRUE
        AND (s.budget_cents, s.job_id) < (coalesce(before_budget, 9223372036854775807), coalesce(before_id, ''))
        AND s.budget_cents BETWEEN coalesce(lowest, 0) AND coalesce(highest, 9223372036854775807)
      OFFSET public.search_reach());
    IF NOT far THEN
      RETURN QUERY SELECT * FROM unnest(ids, keys);
      RETURN;
    END IF;
  END IF;
  RETURN QUERY SELECT f.job_id, f.budget_cents
    FROM public.search_jobs(template, lowest, highest, since, has, lacks, NULL, NULL, 2147483647) f
    WHERE before_budget IS NULL OR (f.budget_cents, f.job_id) < (before_budget, before_id)
    ORDER BY f.budget_cents DESC, f.job_id DESC LIMIT wanted;
END $$;--> statement-breakpoint

-- The same, fewest proposals first; among equals the newest id.
DROP FUNCTION public.search_jobs_by_fewest(text, bigint, bigint, timestamptz, text[], text[], bigint, text, int);--> statement-breakpoint
CREATE FUNCTION public.search_jobs_by_fewest(
  template text, is_plain boolean, lowest bigint, highest bigint, since timestamptz, has text[], lacks text[],
  after_count bigint, before_id text, wanted int
) RETURNS TABLE (job_id text, sort_key bigint)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off
  SET enable_hashjoin = off SET enable_mergejoin = off AS $$
#variable_conflict use_column
DECLARE
  ids text[];
  keys bigint[];
  far boolean;
BEGIN
  IF is_plain OR public.search_is_dense(template, lowest, highest, since, has, lacks, 180) THEN
    SELECT array_agg(f.job_id), array_agg(f.proposal_count) INTO ids, keys FROM (
      SELECT c.job_id, c.proposal_count FROM (
        SELECT n.job_id, n.proposal_count FROM public.job_proposal_counts n
        WHERE n.is_open AND n.proposal_count >= coalesce(after_count, 0)
          AND (after_count IS NULL OR n.proposal_count > after_count OR n.job_id < before_id)
        ORDER BY n.proposal_count, n.job_id DESC LIMIT public.search_reach()) c,
      LATERAL (
        SELECT 1 FROM public.job_search j WHERE j.job_id = c.job_id AND j.expires_at > now()
          AND (lowest IS NULL OR j.budget_cents >= lowest) AND (highest IS NULL OR j.budget_cents <= highest)
          AND (since IS NULL OR j.created_at >= since)
          AND (is_plain OR j.terms @@ replace(template, E'\x1f', j.segment)::tsquery)
          AND (has IS NULL OR j.words LIKE ALL (has)) AND (lacks IS NULL OR j.words NOT LIKE ALL (lacks))
        OFFSET 0) passes
      ORDER BY c.proposal_count, c.job_id DESC LIMIT wanted) f;
    far := cardinality(ids) < wanted IS NOT FALSE AND EXISTS (
      SELECT FROM public.job_proposal_counts n
      WHERE n.is_open AND n.proposal_count >= coalesce(after_count, 0)
        AND (after_count IS NULL OR n.proposal_count > after_count OR n.job_id < before_id)
      OFFSET public.search_reach());
    IF NOT far THEN
      RETURN QUERY SELECT * FROM unnest(ids, keys);
      RETURN;
    END IF;
  END IF;
  RETURN QUERY SELECT f.job_id, c.proposal_count::bigint
    FROM public.search_jobs(template, lowest, highest, since, has, lacks, NULL, NULL, 2147483647) f
    JOIN public.job_proposal_counts c USING (job_id)
    WHERE after_count IS NULL OR c.proposal_count > after_count
      OR (c.proposal_count = after_count AND f.job_id < before_id)
    ORDER BY c.proposal_count, f.job_id DESC LIMIT wanted;
END $$;--> statement-breakpoint

-- The same, the first to expire first; among equals the newest id. `after_expiry` in milliseconds.
DROP FUNCTION public.search_jobs_by_closing(text, bigint, bigint, timestamptz, text[], text[], bigint, text, int);--> statement-breakpoint
CREATE FUNCTION public.search_jobs_by_closing(
  template text, is_plain boolean, lowest bigint, highest bigint, since timestamptz, has text[], lacks text[],
  after_expiry bigint, before_id text, wanted int
) RETURNS TABLE (job_id text, sort_key bigint)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off
  SET enable_hashjoin = off SET enable_mergejoin = off AS $$
#variable_conflict use_column
DECLARE
  after timestamptz := to_timestamp(after_expiry / 1000.0);
  ids text[];
  keys bigint[];
  far boolean;
BEGIN
  IF is_plain OR public.search_is_dense(template, lowest, highest, since, has, lacks, 500) THEN
    SELECT array_agg(f.job_id), array_agg((extract(epoch FROM f.expires_at) * 1000)::bigint) INTO ids, keys FROM (
      SELECT j.job_id, j.expires_at FROM (
        SELECT * FROM public.job_search s
        WHERE s.is_open AND s.expires_at > now() AND s.expires_at >= coalesce(after, '-infinity')
          AND (after IS NULL OR s.expires_at > after OR s.job_id < before_id)
        ORDER BY s.expires_at, s.job_id DESC LIMIT public.search_reach()) j
      WHERE j.budget_cents BETWEEN coalesce(lowest, 0) AND coalesce(highest, 9223372036854775807)
        AND (since IS NULL OR j.created_at >= since)
        AND (is_plain OR j.terms @@ replace(template, E'\x1f', j.segment)::tsquery)
        AND (has IS NULL OR j.words LIKE ALL (has)) AND (lacks IS NULL OR j.words NOT LIKE ALL (lacks))
      ORDER BY j.expires_at, j.job_id DESC LIMIT wanted) f;
    far := cardinality(ids) < wanted IS NOT FALSE AND EXISTS (
      SELECT FROM public.job_search s
      WHERE s.is_open AND s.expires_at > now() AND s.expires_at >= coalesce(after, '-infinity')
        AND (after IS NULL OR s.expires_at > after OR s.job_id < before_id)
      OFFSET public.search_reach());
    IF NOT far THEN
      RETURN QUERY SELECT * FROM unnest(ids, keys);
      RETURN;
    END IF;
  END IF;
  RETURN QUERY SELECT f.job_id, (extract(epoch FROM j.expires_at) * 1000)::bigint
    FROM public.search_jobs(template, lowest, highest, since, has, lacks, NULL, NULL, 2147483647) f
    JOIN public.job_search j USING (job_id)
    WHERE after IS NULL OR j.expires_at > after OR (j.expires_at = after AND f.job_id < before_id)
    ORDER BY j.expires_at, f.job_id DESC LIMIT wanted;
END $$;
