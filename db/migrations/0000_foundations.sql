-- What the tables stand on: extensions and the search document.
CREATE EXTENSION IF NOT EXISTS citext;--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS unaccent;--> statement-breakpoint
CREATE TEXT SEARCH CONFIGURATION public.workhub (COPY = english);--> statement-breakpoint
ALTER TEXT SEARCH CONFIGURATION public.workhub
  ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;--> statement-breakpoint
-- Declared immutable because the configuration above never changes: a generated column needs that.
CREATE FUNCTION public.workhub_search_document(title text, skills text[], description text)
RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT setweight(to_tsvector('public.workhub', title), 'A')
    || setweight(to_tsvector('public.workhub', array_to_string(skills, ' ')), 'B')
    || setweight(to_tsvector('public.workhub', description), 'C')
$$;
