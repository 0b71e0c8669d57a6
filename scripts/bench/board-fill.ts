import { once } from "node:events";
import type { Sql } from "postgres";
import { connect } from "#db/client";
import { DEFAULT_CATEGORIES } from "#lib/jobs/categories";
import { RELEASE_RULES } from "#lib/jobs/policy";
import { makeJapanese, makeSkills, makeWords, numbersFrom, zipf } from "./board-words.ts";

const CLIENTS = 20_000;
const FREELANCERS = 200_000;
/** So many jobs are written at once, on each of two connections. */
const BATCH = 20_000;

type Say = (line: string) => void;

/**
 * Fills an empty, migrated database with `count` jobs of the last thirty days, nine of ten of them open, and with
 * 200,000 freelancers. The rows are copied and the search documents are written by the product's own function, but for
 * many jobs at a time and with the large index made afterwards: one by one it would take hours.
 */
export async function fillBoard(ownerUrl: string, count: number, say: Say): Promise<void> {
  const owner = connect(ownerUrl, { max: 3 });
  const { sql } = owner;
  try {
    say(`${count.toLocaleString("en")} jobs`);
    await fillPeople(sql);
    await copyJobs(sql, count);
    say("their documents");
    await writeDocuments(sql, count);
    say("their indexes");
    await finish(sql);
  } finally {
    await owner.close();
  }
}

function idOf(prefix: string, number: string): string {
  return `'${prefix}_' || lpad(${number}::text, 26, '0')`;
}

async function fillPeople(sql: Sql): Promise<void> {
  await quickly(sql, async (tx) => {
    await tx.unsafe(`
      insert into users (id, email, password_hash, role, name, handle, created_at, onboarded_at, email_verified_at)
      select ${idOf("usr", "n")}, 'bench-' || n || '@example.com', '', case when n <= ${CLIENTS} then 'client' else 'freelancer' end,
        (array['Ana','Maria','Jonas','Lea','Noah','Emma','Paul','Mila','Finn','Ida','Luca','Zoe'])[1 + n % 12] || ' ' ||
        initcap(translate(to_hex(n * 7919), '0123456789', 'olikemauty')), 'bench-' || n, now(), now(), now()
      from generate_series(1, ${CLIENTS + FREELANCERS}) n;
      insert into client_profiles (user_id, company_name)
      select ${idOf("usr", "n")}, 'Company ' || n from generate_series(1, ${CLIENTS}) n;`);
    const [next, words] = [numbersFrom(2), makeWords()];
    const skills = makeSkills(words);
    await copyLines(
      tx`copy freelancer_profiles (user_id, headline, skills) from stdin`,
      function* () {
        for (let n = CLIENTS + 1; n <= CLIENTS + FREELANCERS; n += 1) {
          const headline = wordsOf(next, words, 3);
          yield `usr_${String(n).padStart(26, "0")}\t${headline}\t{${skillsOf(next, skills)}}\n`;
        }
      },
    );
    // What their trigger would write for each: three of ten have finished work here.
    await tx.unsafe(`
      update freelancer_profiles p set
        search = workhub_search_document(p.headline, p.skills, (select name from users where id = p.user_id)),
        hourly_rate_cents = 2000 + hashtext(p.user_id) % 1000 * 10 + 10000,
        completed_count = greatest(0, abs(hashtext(p.user_id)) % 10 - 6),
        review_count = greatest(0, abs(hashtext(p.user_id)) % 10 - 6),
        rating_hundredths = case when abs(hashtext(p.user_id)) % 10 > 6 then 350 + abs(hashtext(p.user_id)) % 150 end`);
  });
}

/** The jobs are kept between runs, and must not expire meanwhile. */
const KEPT_MS = 3650 * 86_400_000;

async function copyJobs(sql: Sql, count: number): Promise<void> {
  const [next, words] = [numbersFrom(3), makeWords()];
  const skills = makeSkills(words);
  const spacingMs = (30 * 86_400_000) / count;
  const end = Date.now() - 60_000;
  await quickly(sql, (tx) =>
    copyLines(
      tx`copy jobs (id, client_id, request_key, title, description, category, skills, budget_cents, timeline_days,
        release_rule, review_window_days, status, language, created_at, updated_at, expires_at) from stdin`,
      function* () {
        for (let n = 1; n <= count; n += 1) {
          const at = new Date(end - (count - n) * spacingMs).toISOString();
          const client = String(1 + (n % CLIENTS)).padStart(26, "0");
          const isJapanese = next() < 0.03;
          const title = isJapanese
            ? makeJapanese(next, 12)
            : wordsOf(next, words, 3 + Math.floor(next() * 5));
          const description = isJapanese
            ? makeJapanese(next, 60)
            : wordsOf(next, words, 30 + Math.floor(next() * 70));
          yield `${[
            `job_${String(n).padStart(26, "0")}`,
            `usr_${client}`,
            `bench-${n}`,
            title,
            description,
            DEFAULT_CATEGORIES[zipf(next, DEFAULT_CATEGORIES.length)],
            `{${skillsOf(next, skills)}}`,
            String(Math.round(Math.exp(8.5 + next() * 6))),
            "14",
            RELEASE_RULES[n % 2],
            "7",
            next() < 0.9 ? "open" : "closed",
            isJapanese ? "ja" : "en",
            at,
            at,
            new Date(Date.parse(at) + KEPT_MS).toISOString(),
          ].join("\t")}\n`;
        }
      },
    ),
  );
}

function wordsOf(next: () => number, words: readonly string[], length: number): string {
  return Array.from({ length }, () => words[zipf(next, words.length)]).join(" ");
}

function skillsOf(next: () => number, skills: readonly string[]): string {
  const chosen = new Set(
    Array.from({ length: 2 + Math.floor(next() * 3) }, () => skills[zipf(next, skills.length)]),
  );
  return [...chosen].map((skill) => `"${skill}"`).join(",");
}

/** Without the checks and triggers of single rows: these rows are right by construction. */
function quickly(
  sql: Sql,
  work: (tx: Parameters<Parameters<Sql["begin"]>[1]>[0]) => Promise<unknown>,
) {
  return sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`set local synchronous_commit = off`;
    await work(tx);
  });
}

const CHUNK = 1 << 18;

async function copyLines(copy: ReturnType<Sql>, lines: () => Generator<string>): Promise<void> {
  const stream = await copy.writable();
  let chunk = "";
  for (const line of lines()) {
    chunk += line;
    if (chunk.length < CHUNK) continue;
    if (!stream.write(chunk)) await once(stream, "drain");
    chunk = "";
  }
  stream.end(chunk);
  await once(stream, "finish");
}

async function writeDocuments(sql: Sql, count: number): Promise<void> {
  await sql`drop index job_search_terms`;
  await sql`
    insert into search_segments select (n / 16384)::text, created_at + interval '1 millisecond' from (
      select created_at, row_number() over (order by created_at, id) as n from jobs) j where n % 16384 = 0`;
  await sql`select setval('search_documents', ${count})`;
  const batches = Array.from({ length: Math.ceil(count / BATCH) }, (_, at) => at * BATCH);
  const worker = async () => {
    for (let from = batches.shift(); from !== undefined; from = batches.shift()) {
      await writeBatch(sql, from + 1, from + BATCH);
    }
  };
  await Promise.all([worker(), worker()]);
  await quickly(
    sql,
    (tx) => tx`
    insert into job_proposal_counts (job_id, is_open, proposal_count, segment)
    select job_id, is_open, floor(40 * power(random(), 3)), segment from job_search order by created_at`,
  );
}

function writeBatch(sql: Sql, from: number, to: number): Promise<unknown> {
  const id = (number: number) => `job_${String(number).padStart(26, "0")}`;
  return quickly(
    sql,
    (tx) => tx`
    insert into job_search
    select j.id, s.code, j.status = 'open', j.created_at, j.budget_cents, j.category, j.release_rule, d.terms, d.words, j.expires_at
    from jobs j
    cross join lateral (select code from search_segments where starts_at <= j.created_at order by starts_at desc limit 1) s
    cross join lateral search_document(
      s.code, j.title, j.skills, j.description, j.category, j.release_rule, j.budget_cents, j.language) d
    where j.id between ${id(from)} and ${id(to)}`,
  );
}

async function finish(sql: Sql): Promise<void> {
  await sql.unsafe(`
    set maintenance_work_mem = '1GB';
    create index job_search_terms on job_search using gin (terms) with (fastupdate = false) where is_open;`);
  await sql.unsafe(`
    insert into search_words select distinct word from (
      select unnest(string_to_array(words, ' ')) as word from job_search) w
    where word <> '' and word !~ '^[0-9|\\u0e00-\\u0e7f\\u3005-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af]';
    insert into search_skills select search_fold(skill), skill from (select distinct unnest(skills) as skill from jobs) s
    on conflict do nothing;
    insert into search_languages values ('en'), ('ja');`);
  await sql`vacuum analyze`;
  await sql`checkpoint`;
}
