-- Freelancers can be found, saved, and sorted by what they have done here.
-- People with finished work, best first: the average of their ratings, drawn towards 4.00 while there are few, and a
-- little for every finished contract. Who is not available comes after everybody who is.
CREATE FUNCTION public.freelancer_standing(availability text, completed integer, reviews integer, rating integer)
RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN availability = 'unavailable' THEN 0 ELSE 1000 END
    + (coalesce(rating, 400) * reviews + 400 * 5) / (reviews + 5)
    + least(completed, 50)
$$;
--> statement-breakpoint
CREATE TABLE "saved_people" (
	"user_id" text NOT NULL,
	"freelancer_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "saved_people_user_id_freelancer_id_pk" PRIMARY KEY("user_id","freelancer_id")
);
--> statement-breakpoint
ALTER TABLE "freelancer_profiles" ADD COLUMN "is_listed" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "freelancer_profiles" ADD COLUMN "completed_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "freelancer_profiles" ADD COLUMN "review_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "freelancer_profiles" ADD COLUMN "rating_hundredths" integer;--> statement-breakpoint
ALTER TABLE "freelancer_profiles" ADD COLUMN "search" "tsvector";--> statement-breakpoint
ALTER TABLE "freelancer_profiles" ADD COLUMN "standing" integer GENERATED ALWAYS AS (freelancer_standing(availability, completed_count, review_count, rating_hundredths)) STORED;--> statement-breakpoint
ALTER TABLE "saved_people" ADD CONSTRAINT "saved_people_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_people" ADD CONSTRAINT "saved_people_freelancer_id_users_id_fk" FOREIGN KEY ("freelancer_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "freelancer_profiles_search" ON "freelancer_profiles" USING gin ("search");--> statement-breakpoint
CREATE INDEX "freelancer_profiles_proven" ON "freelancer_profiles" USING btree ("standing","user_id") WHERE is_listed and completed_count > 0;--> statement-breakpoint
CREATE INDEX "freelancer_profiles_new" ON "freelancer_profiles" USING btree ("user_id") WHERE is_listed and completed_count = 0;--> statement-breakpoint
CREATE INDEX "freelancer_profiles_rate" ON "freelancer_profiles" USING btree ("hourly_rate_cents","user_id") WHERE is_listed;
--> statement-breakpoint
-- What is counted about a freelancer, and what they can be found by: their own words, and the titles of finished work.
CREATE FUNCTION public.count_freelancer() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  SELECT count(*) INTO NEW.completed_count
    FROM public.contracts WHERE freelancer_id = NEW.user_id AND completed_at IS NOT NULL;
  SELECT count(*), round(avg(rating) * 100) INTO NEW.review_count, NEW.rating_hundredths
    FROM public.reviews WHERE subject_id = NEW.user_id;
  NEW.search := public.workhub_search_document(
    NEW.headline,
    NEW.skills,
    concat_ws(' ',
      (SELECT name FROM public.users WHERE id = NEW.user_id),
      NEW.bio,
      (SELECT string_agg(title, ' ') FROM (
        SELECT j.title FROM public.contracts c JOIN public.jobs j ON j.id = c.job_id
        WHERE c.freelancer_id = NEW.user_id AND c.completed_at IS NOT NULL
        ORDER BY c.completed_at DESC LIMIT 50) AS done)));
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER freelancer_profiles_count BEFORE INSERT OR UPDATE ON public.freelancer_profiles
  FOR EACH ROW EXECUTE FUNCTION public.count_freelancer();
--> statement-breakpoint
-- Counts anew. At the end of its transaction, so that the profile's row is the last one that is locked: two contracts of
-- one freelancer that end at once never wait for each other in a circle.
CREATE FUNCTION public.recount_freelancer() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.freelancer_profiles SET user_id = user_id
    WHERE user_id = CASE TG_TABLE_NAME
      WHEN 'contracts' THEN to_jsonb(NEW) ->> 'freelancer_id'
      WHEN 'reviews' THEN to_jsonb(NEW) ->> 'subject_id'
      ELSE to_jsonb(NEW) ->> 'id' END;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER contracts_recount AFTER UPDATE OF completed_at ON public.contracts
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.completed_at IS DISTINCT FROM NEW.completed_at)
  EXECUTE FUNCTION public.recount_freelancer();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER reviews_recount AFTER INSERT ON public.reviews
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.recount_freelancer();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER users_recount AFTER UPDATE OF name ON public.users
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.name IS DISTINCT FROM NEW.name)
  EXECUTE FUNCTION public.recount_freelancer();
--> statement-breakpoint
UPDATE public.freelancer_profiles SET user_id = user_id;
