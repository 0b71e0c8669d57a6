-- As before, but how many proposals a job has is only looked up where it is the order: for every job that was found it
-- cost as much as finding it.
CREATE OR REPLACE FUNCTION public.search_jobs_sorted(
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
      SELECT f.job_id, CASE named
        WHEN 'budget' THEN f.budget_cents
        WHEN 'fewest' THEN (SELECT c.proposal_count::bigint FROM public.job_proposal_counts c WHERE c.job_id = f.job_id)
        ELSE (extract(epoch FROM f.expires_at) * 1000)::bigint END AS sort_key
      FROM public.search_segments_between(since, NULL) s
        CROSS JOIN LATERAL public.search_in_segment(s.code, template, lowest, highest, since, has, lacks) f
      OFFSET 0) found
    WHERE after_key IS NULL OR (found.sort_key = after_key AND found.job_id < after_id)
      OR CASE named WHEN 'budget' THEN found.sort_key < after_key ELSE found.sort_key > after_key END
    ORDER BY CASE named WHEN 'budget' THEN - found.sort_key ELSE found.sort_key END, found.job_id DESC LIMIT wanted;
END $$;
