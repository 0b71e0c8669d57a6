ALTER TABLE "proposals" ADD COLUMN "rating_hundredths" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "is_widely_sent" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "standing" integer GENERATED ALWAYS AS (case when status = 'accepted' then 4 when status <> 'submitted' then 0
          when shortlisted_at is not null then 3 when is_widely_sent then 1 else 2 end) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "contracts_client_running" ON "contracts" USING btree ("client_id",coalesce(review_ends_at, due_at),"id") WHERE completed_at is null and cancelled_at is null;--> statement-breakpoint
CREATE INDEX "contracts_freelancer_running" ON "contracts" USING btree ("freelancer_id",coalesce(review_ends_at, due_at),"id") WHERE completed_at is null and cancelled_at is null;--> statement-breakpoint
CREATE INDEX "contracts_client_ended" ON "contracts" USING btree ("client_id",coalesce(completed_at, cancelled_at),"id") WHERE completed_at is not null or cancelled_at is not null;--> statement-breakpoint
CREATE INDEX "contracts_freelancer_ended" ON "contracts" USING btree ("freelancer_id",coalesce(completed_at, cancelled_at),"id") WHERE completed_at is not null or cancelled_at is not null;--> statement-breakpoint
CREATE INDEX "contracts_client_held" ON "contracts" USING btree ("client_id","price_cents","id") WHERE released_at is null and cancelled_at is null;--> statement-breakpoint
CREATE INDEX "contracts_freelancer_held" ON "contracts" USING btree ("freelancer_id","price_cents","id") WHERE released_at is null and cancelled_at is null;--> statement-breakpoint
CREATE INDEX "contracts_client_released" ON "contracts" USING btree ("client_id","released_at","id","price_cents") WHERE released_at is not null;--> statement-breakpoint
CREATE INDEX "contracts_freelancer_released" ON "contracts" USING btree ("freelancer_id","released_at","id","price_cents") WHERE released_at is not null;--> statement-breakpoint
CREATE INDEX "contracts_freelancer_refunded" ON "contracts" USING btree ("freelancer_id","cancelled_at","id") WHERE cancelled_at is not null;--> statement-breakpoint
CREATE INDEX "jobs_client_open" ON "jobs" USING btree ("client_id","created_at","id") WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "jobs_client_closed" ON "jobs" USING btree ("client_id","updated_at","id") WHERE status = 'closed';--> statement-breakpoint
CREATE INDEX "proposals_ended" ON "proposals" USING btree ("freelancer_id",coalesce(decided_at, created_at),"id") WHERE status in ('declined', 'not_selected', 'withdrawn');--> statement-breakpoint
CREATE INDEX "proposals_newest" ON "proposals" USING btree ("job_id","standing","created_at","id") WHERE status <> 'withdrawn';--> statement-breakpoint
CREATE INDEX "proposals_price" ON "proposals" USING btree ("job_id","standing",(-price_cents),"id") WHERE status <> 'withdrawn';--> statement-breakpoint
CREATE INDEX "proposals_timeline" ON "proposals" USING btree ("job_id","standing",(-timeline_days),"id") WHERE status <> 'withdrawn';--> statement-breakpoint
CREATE INDEX "proposals_rating" ON "proposals" USING btree ("job_id","standing","rating_hundredths","id") WHERE status <> 'withdrawn';--> statement-breakpoint
CREATE INDEX "payments_unsettled" ON "payments" USING btree ("user_id","created_at","id") WHERE status <> 'settled';--> statement-breakpoint
-- A proposal carries its freelancer's rating, as the profile has it, and whether its letter went to many jobs.
CREATE FUNCTION public.rate_proposal() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- Shared: a rating that changes meanwhile is either read here or finds this row.
  SELECT rating_hundredths INTO NEW.rating_hundredths
    FROM public.freelancer_profiles WHERE user_id = NEW.freelancer_id FOR SHARE;
  NEW.rating_hundredths := coalesce(NEW.rating_hundredths, 0);
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER proposals_rate BEFORE INSERT ON public.proposals
  FOR EACH ROW EXECUTE FUNCTION public.rate_proposal();
--> statement-breakpoint
CREATE FUNCTION public.rate_proposals() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.proposals SET rating_hundredths = coalesce(NEW.rating_hundredths, 0)
    WHERE freelancer_id = NEW.user_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER freelancer_profiles_rate_proposals AFTER UPDATE ON public.freelancer_profiles
  FOR EACH ROW WHEN (OLD.rating_hundredths IS DISTINCT FROM NEW.rating_hundredths)
  EXECUTE FUNCTION public.rate_proposals();
--> statement-breakpoint
-- To three other jobs or more: SAME_LETTER_FROM in lib/proposals/policy.ts.
CREATE FUNCTION public.is_widely_sent(job_count integer) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT coalesce(job_count, 0) - 1 >= 3 $$;
--> statement-breakpoint
CREATE FUNCTION public.mark_proposal() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.is_widely_sent := public.is_widely_sent(
    (SELECT job_count FROM public.letters WHERE id = NEW.letter_id));
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER proposals_mark BEFORE INSERT OR UPDATE OF letter_id ON public.proposals
  FOR EACH ROW EXECUTE FUNCTION public.mark_proposal();
--> statement-breakpoint
CREATE FUNCTION public.mark_proposals() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.proposals SET is_widely_sent = public.is_widely_sent(NEW.job_count)
    WHERE letter_id = NEW.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER letters_mark_proposals AFTER UPDATE OF job_count ON public.letters
  FOR EACH ROW
  WHEN (public.is_widely_sent(OLD.job_count) IS DISTINCT FROM public.is_widely_sent(NEW.job_count))
  EXECUTE FUNCTION public.mark_proposals();
--> statement-breakpoint
UPDATE public.proposals p SET rating_hundredths = f.rating_hundredths
  FROM public.freelancer_profiles f WHERE f.user_id = p.freelancer_id AND f.rating_hundredths > 0;
--> statement-breakpoint
UPDATE public.proposals p SET is_widely_sent = true
  FROM public.letters l WHERE l.id = p.letter_id AND public.is_widely_sent(l.job_count);
