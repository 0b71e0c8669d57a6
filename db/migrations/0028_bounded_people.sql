-- The search of freelancers never touches all who match (docs/decisions/105-freelancers-who-can-be-found.md).
-- In lower case, as people are found by them. The cast through text is the same for every session, so it may be indexed.
CREATE FUNCTION public.folded_skills(skills text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT lower(skills::text)::text[] $$;
--> statement-breakpoint
DROP INDEX "freelancer_profiles_skills";--> statement-breakpoint
DROP INDEX "freelancer_profiles_rate";--> statement-breakpoint
CREATE INDEX "freelancer_profiles_standing" ON "freelancer_profiles" USING btree ("standing","user_id") WHERE is_listed;--> statement-breakpoint
CREATE INDEX "freelancer_profiles_rating" ON "freelancer_profiles" USING btree (coalesce("rating_hundredths", 0),"user_id") WHERE is_listed;--> statement-breakpoint
CREATE INDEX "freelancer_profiles_newest" ON "freelancer_profiles" USING btree ("user_id") WHERE is_listed;--> statement-breakpoint
CREATE INDEX "freelancer_profiles_skills" ON "freelancer_profiles" USING gin (folded_skills("skills"));--> statement-breakpoint
CREATE INDEX "freelancer_profiles_rate" ON "freelancer_profiles" USING btree ((- coalesce("hourly_rate_cents", 9007199254740991)),"user_id") WHERE is_listed;
--> statement-breakpoint
-- The first people of an order, after a place in it, always by its index: so many are read, and no more.
CREATE FUNCTION public.people_in_order(named text, before_key bigint, before_id text, wanted int)
RETURNS TABLE (user_id text, sort_key bigint)
LANGUAGE plpgsql STABLE ROWS 500 SET plan_cache_mode = force_generic_plan SET enable_seqscan = off
  SET enable_bitmapscan = off SET enable_sort = off AS $$
#variable_conflict use_column
BEGIN
  CASE named
  WHEN 'standing' THEN
    RETURN QUERY SELECT p.user_id, (p.standing)::bigint FROM public.freelancer_profiles p
      WHERE p.is_listed AND (p.standing, p.user_id) < (coalesce(before_key, 9223372036854775807), coalesce(before_id, ''))
      ORDER BY p.standing DESC, p.user_id DESC LIMIT wanted;
  WHEN 'proven' THEN
    RETURN QUERY SELECT p.user_id, (p.standing)::bigint FROM public.freelancer_profiles p
      WHERE p.is_listed AND p.completed_count > 0 AND (p.standing, p.user_id) < (coalesce(before_key, 9223372036854775807), coalesce(before_id, ''))
      ORDER BY p.standing DESC, p.user_id DESC LIMIT wanted;
  WHEN 'rating' THEN
    RETURN QUERY SELECT p.user_id, (coalesce(p.rating_hundredths, 0))::bigint FROM public.freelancer_profiles p
      WHERE p.is_listed AND (coalesce(p.rating_hundredths, 0), p.user_id) < (coalesce(before_key, 9223372036854775807), coalesce(before_id, ''))
      ORDER BY coalesce(p.rating_hundredths, 0) DESC, p.user_id DESC LIMIT wanted;
  WHEN 'rate' THEN
    RETURN QUERY SELECT p.user_id, ((- coalesce(p.hourly_rate_cents, 9007199254740991)))::bigint FROM public.freelancer_profiles p
      WHERE p.is_listed AND ((- coalesce(p.hourly_rate_cents, 9007199254740991)), p.user_id) < (coalesce(before_key, 9223372036854775807), coalesce(before_id, ''))
      ORDER BY (- coalesce(p.hourly_rate_cents, 9007199254740991)) DESC, p.user_id DESC LIMIT wanted;
  WHEN 'newest' THEN
    RETURN QUERY SELECT p.user_id, 0::bigint FROM public.freelancer_profiles p
      WHERE p.is_listed AND p.user_id < coalesce(before_id, 'usr_zzzzzzzzzzzzzzzzzzzzzzzzzzz')
      ORDER BY p.user_id DESC LIMIT wanted;
  WHEN 'newcomers' THEN
    RETURN QUERY SELECT p.user_id, 0::bigint FROM public.freelancer_profiles p
      WHERE p.is_listed AND p.completed_count = 0 AND p.user_id < coalesce(before_id, 'usr_zzzzzzzzzzzzzzzzzzzzzzzzzzz')
      ORDER BY p.user_id DESC LIMIT wanted;
  END CASE;
END $$;
