-- What search reads: words, documents, and the triggers that keep them (docs/decisions/095-search.md).
-- The same letters whatever their case, accents and width: "Übersetzung" and "ubersetzung", "İ", "I" and "ı".
-- Lower case twice removed from the locale: unaccent turns İ and ı into plain letters before and after.
CREATE FUNCTION public.search_fold(value text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT public.unaccent('public.unaccent', lower(public.unaccent('public.unaccent', normalize(value, NFKC))))
$$;
--> statement-breakpoint
-- The words of a text in order. `also` has further forms of the same chunk, on its first word: "front-end" is front and
-- end, also frontend; "Node.js" is node and js, also node.js and nodejs; "C++", "C#" and ".NET" keep their signs.
-- Text without spaces (Chinese, Japanese, Korean, Thai) becomes pairs of neighbours and the last sign: `is_gram`. A unit
-- separator, which nobody can type, is the word "|".
CREATE FUNCTION public.search_tokens(value text)
RETURNS TABLE (chunk bigint, place bigint, word text, also text[], is_gram boolean)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT m.chunk, p.place, left(p.word, 64), CASE WHEN p.place = 1 AND m.found[1] ~ '[.&''_-]' THEN array_remove(ARRAY[
      CASE WHEN m.found[1] ~ '[.&]' THEN left(m.found[1], 64) END,
      nullif(left(translate(m.found[1], '.&''_-', ''), 64), ltrim(m.found[1], '.')),
      CASE WHEN m.found[1] ~ '[^.]\.net$' THEN '.net' END], NULL) END, m.found[2] IS NOT NULL
  FROM regexp_matches(public.search_fold(value), '(\.?[^\s\x01-\x2f\x3a-\x40\x5b-\x60\x7b-\xbf\u0e00-\u0e7f\u2000-\u206f\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+(?:[.&''_+#-]+[^\s\x01-\x2f\x3a-\x40\x5b-\x60\x7b-\xbf\u0e00-\u0e7f\u2000-\u206f\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+)*[+#]*)|([\u0e01-\u0e7f\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+)|(\x1f)', 'g') WITH ORDINALITY m (found, chunk),
    LATERAL unnest(CASE
      WHEN m.found[2] IS NOT NULL THEN ARRAY(SELECT substr(m.found[2], n, 2) FROM generate_series(1, length(m.found[2])) n)
      WHEN m.found[3] IS NOT NULL THEN ARRAY['|']
      WHEN m.found[1] !~ '[.&''_+#-]' THEN ARRAY[m.found[1]]
      ELSE string_to_array(
        regexp_replace(translate(ltrim(m.found[1], '.'), '.&''_-', '     '), '[+#]+(?=[^\s+#])', ' ', 'g'), ' ')
    END) WITH ORDINALITY p (word, place)
  WHERE p.word <> ''
$$;
--> statement-breakpoint
-- A word without its ending, in the job's own language; null when that changes nothing.
CREATE FUNCTION public.search_stem(language text, word text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif((CASE language
    WHEN 'en' THEN ts_lexize('pg_catalog.english_stem', word)
    WHEN 'de' THEN ts_lexize('pg_catalog.german_stem', word)
    WHEN 'fr' THEN ts_lexize('pg_catalog.french_stem', word)
    WHEN 'es' THEN ts_lexize('pg_catalog.spanish_stem', word)
    WHEN 'pt' THEN ts_lexize('pg_catalog.portuguese_stem', word)
    WHEN 'it' THEN ts_lexize('pg_catalog.italian_stem', word)
    WHEN 'nl' THEN ts_lexize('pg_catalog.dutch_stem', word)
    WHEN 'sv' THEN ts_lexize('pg_catalog.swedish_stem', word)
    WHEN 'da' THEN ts_lexize('pg_catalog.danish_stem', word)
    WHEN 'tr' THEN ts_lexize('pg_catalog.turkish_stem', word)
    WHEN 'ru' THEN ts_lexize('pg_catalog.russian_stem', word)
  END)[1], word)
$$;
--> statement-breakpoint
-- The language of a text, from its commonest short words; English when nothing tells.
CREATE FUNCTION public.search_guess_language(value text) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  found text[] := ARRAY(SELECT word FROM public.search_tokens(left(value, 800)));
BEGIN
  RETURN (SELECT known.language FROM (VALUES
      ('en', string_to_array('the and for with you our are this that from have will not your who can is of to in it we', ' ')),
      ('de', string_to_array('und der die das fur mit eine einen ist wir nicht auf den von sie unsere ein zu im auch werden', ' ')),
      ('fr', string_to_array('les des pour une avec est nous dans vous sur qui notre pas votre le et du au la cette', ' ')),
      ('es', string_to_array('los las para una con del que por nuestra nuestro como esta sus mas el y la se necesitamos', ' ')),
      ('pt', string_to_array('uma para com nao dos das que nossa nosso os em mais voce sao ao pelo e da do', ' ')),
      ('it', string_to_array('della per una con che sono nostro nostra gli delle nel alla questo non il di da le dei', ' ')),
      ('nl', string_to_array('het een van voor met zijn niet wij onze ook naar wordt op aan bij de en', ' ')),
      ('sv', string_to_array('och att det som for inte med till vara vi ett en ar av har eller', ' ')),
      ('da', string_to_array('og det at som ikke med til vores vi et en er af har eller skal', ' ')),
      ('tr', string_to_array('bir ve icin ile bu olan da gibi daha olarak cok bizim icinde gerekiyor', ' ')),
      ('ru', string_to_array('и в на не для что мы с по как это или наш нужен нужна', ' '))
    ) known (language, words)
    ORDER BY (SELECT count(*) FROM unnest(found) word WHERE word = ANY (known.words)) DESC, known.language = 'en' DESC
    LIMIT 1);
END $$;
--> statement-breakpoint
-- What a job can be found by. Each term begins with the segment's code and a sign: "." a word, "^" a word of the title or
-- the skills, "~" and "%" the same without their endings, "=" a whole skill, "&" two neighbours (hashed), "#" the
-- category, "@" the release rule, "$" the budget's power of two, "*" every job.
CREATE FUNCTION public.search_document(
  code text, title text, skills text[], description text,
  category text, release_rule text, budget bigint, language text, OUT terms tsvector, OUT words text
) LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
#variable_conflict use_variable
BEGIN
  WITH token AS MATERIALIZED (
    SELECT row_number() OVER () AS n, t.word, t.also
    FROM public.search_tokens(title || E'\x1f' || array_to_string(skills, E'\x1f') || E'\x1f' || description) t
  ), head AS MATERIALIZED (
    SELECT max(n) AS ends FROM token WHERE token.word = '|'
  ), form AS MATERIALIZED (
    SELECT f.form, token.n < head.ends AS is_head, language || public.search_stem(language, f.form) AS stem
    FROM token, head, LATERAL unnest(token.word || token.also) f (form) WHERE token.word <> '|'
  ), term (term) AS (
    SELECT '.' || form FROM form UNION ALL SELECT '~' || stem FROM form
    UNION ALL SELECT '^' || form FROM form WHERE is_head UNION ALL SELECT '%' || stem FROM form WHERE is_head
    UNION ALL SELECT '&' || substr(md5(pair.word || ' ' || pair.next), 1, 4)
      FROM (SELECT token.word, lead(token.word) OVER (ORDER BY n) AS next FROM token) pair WHERE next IS NOT NULL
    UNION ALL SELECT '=' || left(skill, 64) FROM string_to_table(public.search_fold(array_to_string(skills, E'\x1f')), E'\x1f') skill
    UNION ALL SELECT unnest(ARRAY['#' || category, '@' || release_rule, '$' || floor(log(2, budget)), '*'])
  )
  SELECT array_to_tsvector(array_agg(code || term.term)), (SELECT ' ' || string_agg(token.word, ' ' ORDER BY n) || ' ' FROM token)
  INTO terms, words FROM term WHERE term.term IS NOT NULL;
END $$;
--> statement-breakpoint
INSERT INTO "search_segments" VALUES ('0', '-infinity');
--> statement-breakpoint
CREATE SEQUENCE public.search_documents;
--> statement-breakpoint
-- The segment of a job that was posted at this time. Every 16,384th job begins a new one, a minute later than any job so
-- far: whoever posts by then sees it.
CREATE FUNCTION public.search_segment(at timestamptz) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  number bigint := nextval('public.search_documents');
BEGIN
  IF number % 16384 = 0 THEN
    INSERT INTO public.search_segments (code, starts_at)
    SELECT (number / 16384)::text, greatest(max(created_at), at) + interval '1 minute' FROM public.job_search
    ON CONFLICT DO NOTHING;
  END IF;
  RETURN (SELECT code FROM public.search_segments WHERE starts_at <= at ORDER BY starts_at DESC LIMIT 1);
END $$;
--> statement-breakpoint
CREATE FUNCTION public.search_guess_job_language() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.language := public.search_guess_language(NEW.title || '. ' || NEW.description);
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER jobs_guess_language BEFORE INSERT ON "jobs"
  FOR EACH ROW WHEN (NEW.language IS NULL) EXECUTE FUNCTION public.search_guess_job_language();
--> statement-breakpoint
-- Adds what search can be asked in: new words, skills and languages. In order, so that two who add the same do not wait
-- for each other in a circle.
CREATE FUNCTION public.search_learn(job_words text, skills text[], language text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.search_words
  SELECT DISTINCT word FROM string_to_table(job_words, ' ') w (word)
  WHERE length(word) BETWEEN 1 AND 40 AND word !~ '^[0-9|฀-๿々-ヿ㐀-鿿가-힯]'
    AND NOT EXISTS (SELECT 1 FROM public.search_words known WHERE known.word = w.word)
  ORDER BY 1 ON CONFLICT DO NOTHING;
  INSERT INTO public.search_skills
  SELECT public.search_fold(skill), min(skill) FROM unnest(skills) s (skill)
  WHERE NOT EXISTS (SELECT 1 FROM public.search_skills known WHERE known.folded = public.search_fold(s.skill))
  GROUP BY 1 ORDER BY 1 ON CONFLICT DO NOTHING;
  INSERT INTO public.search_languages SELECT language
  WHERE NOT EXISTS (SELECT 1 FROM public.search_languages known WHERE known.language = search_learn.language)
  ON CONFLICT DO NOTHING;
END $$;
--> statement-breakpoint
CREATE FUNCTION public.search_keep_job() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  code text;
  document record;
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.title, NEW.skills, NEW.description, NEW.category, NEW.release_rule, NEW.budget_cents, NEW.language)
    IS NOT DISTINCT FROM (OLD.title, OLD.skills, OLD.description, OLD.category, OLD.release_rule, OLD.budget_cents, OLD.language)
  THEN
    UPDATE public.job_search SET is_open = (NEW.status = 'open') WHERE job_id = NEW.id;
    UPDATE public.job_proposal_counts SET is_open = (NEW.status = 'open') WHERE job_id = NEW.id;
    RETURN NULL;
  END IF;
  code := coalesce(
    (SELECT segment FROM public.job_search WHERE job_id = NEW.id), public.search_segment(NEW.created_at));
  document := public.search_document(code, NEW.title, NEW.skills, NEW.description,
    NEW.category, NEW.release_rule, NEW.budget_cents, NEW.language);
  INSERT INTO public.job_search AS known (job_id, segment, is_open, created_at, budget_cents, category, release_rule, terms, words)
  VALUES (NEW.id, code, NEW.status = 'open', NEW.created_at, NEW.budget_cents, NEW.category, NEW.release_rule,
    document.terms, document.words)
  ON CONFLICT (job_id) DO UPDATE SET is_open = excluded.is_open, budget_cents = excluded.budget_cents,
    category = excluded.category, release_rule = excluded.release_rule, terms = excluded.terms, words = excluded.words;
  INSERT INTO public.job_proposal_counts AS known (job_id, is_open) VALUES (NEW.id, NEW.status = 'open')
  ON CONFLICT (job_id) DO UPDATE SET is_open = excluded.is_open WHERE known.is_open <> excluded.is_open;
  PERFORM public.search_learn(document.words, NEW.skills, NEW.language);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- What is long is kept out of the row, so that thousands of rows can be read at once.
ALTER TABLE "job_search" SET (toast_tuple_target = 128);
--> statement-breakpoint
-- What is there already, in the order in which it was posted.
UPDATE "jobs" SET "language" = public.search_guess_language(title || '. ' || description);
--> statement-breakpoint
INSERT INTO "search_segments"
SELECT (row_number() OVER (ORDER BY "created_at"))::text, "created_at"
FROM (SELECT "created_at", row_number() OVER (ORDER BY "created_at", "id") AS n FROM "jobs") j WHERE n % 16384 = 0
ON CONFLICT DO NOTHING;
--> statement-breakpoint
SELECT setval('public.search_documents', 16384 * (SELECT count(*) FROM "search_segments"));
--> statement-breakpoint
INSERT INTO "job_search"
SELECT j.id, s.code, j.status = 'open', j.created_at, j.budget_cents, j.category, j.release_rule, d.terms, d.words
FROM "jobs" j
CROSS JOIN LATERAL (SELECT code FROM "search_segments" WHERE starts_at <= j.created_at ORDER BY starts_at DESC LIMIT 1) s
CROSS JOIN LATERAL public.search_document(
  s.code, j.title, j.skills, j.description, j.category, j.release_rule, j.budget_cents, j.language) d
ORDER BY j.created_at;
--> statement-breakpoint
INSERT INTO "job_proposal_counts"
SELECT j.id, j.status = 'open', count(p.id) FROM "jobs" j
LEFT JOIN "proposals" p ON p.job_id = j.id AND p.status <> 'withdrawn' GROUP BY j.id;
--> statement-breakpoint
SELECT public.search_learn(s.words, j.skills, j.language) FROM "job_search" s JOIN "jobs" j ON j.id = s.job_id;
--> statement-breakpoint
CREATE TRIGGER jobs_search AFTER INSERT OR UPDATE OF title, skills, description, category, release_rule, budget_cents, language, status
  ON "jobs" FOR EACH ROW EXECUTE FUNCTION public.search_keep_job();
--> statement-breakpoint
-- Every way of applying locks the job first, and then changes its count: nobody waits in a circle.
CREATE FUNCTION public.search_count_proposal() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE public.job_proposal_counts
  SET proposal_count = proposal_count + CASE WHEN NEW.status = 'withdrawn' THEN -1 ELSE 1 END
  WHERE job_id = NEW.job_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER proposals_counted AFTER INSERT ON "proposals"
  FOR EACH ROW WHEN (NEW.status <> 'withdrawn') EXECUTE FUNCTION public.search_count_proposal();
--> statement-breakpoint
CREATE TRIGGER proposals_recounted AFTER UPDATE OF status ON "proposals"
  FOR EACH ROW WHEN ((NEW.status = 'withdrawn') <> (OLD.status = 'withdrawn')) EXECUTE FUNCTION public.search_count_proposal();
--> statement-breakpoint
-- The words that a search has, for each of its parts: their forms, their hash with the next one, stems in the languages
-- of the board, synonyms, and whether any job has such a word.
CREATE FUNCTION public.search_words_of(parts text[])
RETURNS TABLE (part bigint, chunk bigint, word text, also text[], pair text, is_gram boolean, stems text[], synonyms text[], is_known boolean)
LANGUAGE sql STABLE AS $$
  SELECT p.part, t.chunk, t.word, coalesce(t.also, '{}'),
    substr(md5(t.word || ' ' || lead(t.word) OVER (PARTITION BY p.part ORDER BY t.chunk, t.place)), 1, 4), t.is_gram,
    ARRAY(SELECT l.language || coalesce(public.search_stem(l.language, t.word), t.word)
      FROM public.search_languages l WHERE NOT t.is_gram),
    ARRAY(SELECT s.means FROM public.search_synonyms s WHERE s.word = ANY (coalesce(t.also, ARRAY[t.word]))
      UNION SELECT s.word FROM public.search_synonyms s WHERE s.means = ANY (coalesce(t.also, ARRAY[t.word]))),
    EXISTS (SELECT 1 FROM public.search_words known WHERE known.word = t.word)
  FROM unnest(parts) WITH ORDINALITY p (value, part), LATERAL public.search_tokens(p.value) t
  ORDER BY 1, 2, t.place
$$;
--> statement-breakpoint
-- The newest open jobs that match `template`, a tsquery in which a unit separator stands for the segment's code. Reads a
-- segment at a time and stops when it has `wanted`, so its work depends on what it returns and not on what matches.
-- Null means any. Materialised, and with conditions that no other index can answer, so that neither the order nor a
-- limit leads the planner away from the index of terms.
CREATE FUNCTION public.search_jobs(
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
        WHERE j.is_open AND j.terms @@ query
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
-- Whether so many open jobs match that a thousand of them are among the newest 60,000: then enough of them come soon in
-- any order.
CREATE FUNCTION public.search_is_dense(
  template text, lowest bigint, highest bigint, since timestamptz, has text[], lacks text[]
) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
  found bigint;
  reach timestamptz;
BEGIN
  SELECT count(*), min(f.created_at) INTO found, reach
  FROM public.search_jobs(template, lowest, highest, since, has, lacks, NULL, NULL, 1000) f;
  RETURN found = 1000 AND 60000 > (SELECT count(*) FROM (
    SELECT 1 FROM public.job_search j WHERE j.is_open AND j.created_at >= reach LIMIT 60000) newer);
END $$;
--> statement-breakpoint
-- The open jobs that match, highest budget first. When they are few, all of them are found and sorted; when they are
-- many, the first come soon when all jobs are read in that order.
CREATE FUNCTION public.search_jobs_by_budget(
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
      WHERE j.is_open
        AND (j.budget_cents, j.job_id) < (coalesce(before_budget, 9223372036854775807), coalesce(before_id, ''))
        AND j.budget_cents BETWEEN coalesce(lowest, 0) AND coalesce(highest, 9223372036854775807)
        AND (since IS NULL OR j.created_at >= since)
        AND (template IS NULL OR j.terms @@ replace(template, E'\x1f', j.segment)::tsquery)
        AND (has IS NULL OR j.words LIKE ALL (has)) AND (lacks IS NULL OR j.words NOT LIKE ALL (lacks))
      ORDER BY j.budget_cents DESC, j.job_id DESC LIMIT wanted;
  END IF;
END $$;
--> statement-breakpoint
-- The same, fewest proposals first; among equals the newest id.
CREATE FUNCTION public.search_jobs_by_fewest(
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
        SELECT 1 FROM public.job_search j WHERE j.job_id = c.job_id
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
INSERT INTO "search_synonyms" VALUES
  ('js', 'javascript'), ('ts', 'typescript'), ('golang', 'go'), ('csharp', 'c#'), ('cpp', 'c++'), ('dotnet', '.net'),
  ('k8s', 'kubernetes'), ('postgres', 'postgresql'), ('reactjs', 'react'), ('vuejs', 'vue'), ('nodejs', 'node'),
  ('py', 'python');
