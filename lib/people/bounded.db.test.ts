import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { getDb, type Tx } from "#db/client";
import { useTestDatabase } from "#db/testing/test-database";
import { COUNTED_MOST } from "#lib/paging";
import { type PersonFilters, parsePersonFilters } from "./filters.ts";
import { listPeople } from "./queries/people.ts";

const database = useTestDatabase();

const PEOPLE = 4_000;

/*
 * Many people: every one has "tiler" somewhere, 1,334 in the headline, 400 as a skill; one in 1,000 has "gilder". Without
 * the profile's own triggers, which count contracts that nobody has here.
 */
beforeAll(async () => {
  const { db } = database().owner;
  await db.transaction(async (tx) => {
    await tx.execute(sql`
      insert into users (id, email, password_hash, role, name, handle, created_at, onboarded_at)
      select 'usr_' || lpad(n::text, 26, '0'), 'p' || n || '@example.com', 'none', 'freelancer', 'Person ' || n,
        'person-' || n, now(), now() from generate_series(1, ${PEOPLE}::int) n`);
    await tx.execute(sql`alter table freelancer_profiles disable trigger user`);
    await tx.execute(sql`
      insert into freelancer_profiles (user_id, headline, skills, bio, completed_count, review_count,
        rating_hundredths, hourly_rate_cents, search)
      select 'usr_' || lpad(n::text, 26, '0'), p.headline, p.skills, p.bio, n % 7, n % 5,
        case when n % 5 > 0 then 300 + n % 201 end, case when n % 11 > 0 then 2000 + n % 997 end,
        workhub_search_document(p.headline, p.skills, p.bio)
      from generate_series(1, ${PEOPLE}::int) n, lateral (select
        case when n % 3 = 0 then 'Tiler of roofs' else 'Roofs' end as headline,
        case when n % 10 = 0 then array['Tiler'] else array['Slate'] end as skills,
        'I work as a tiler' || case when n % 1000 = 7 then ' and gilder' else '' end as bio) p`);
    await tx.execute(sql`alter table freelancer_profiles enable trigger user`);
  });
  await db.execute(sql`analyze freelancer_profiles`);
}, 60_000);

const filtersOf = (params: Record<string, string>) => parsePersonFilters(params);

/** All pages until so many people are listed. */
async function list(filters: PersonFilters, most: number): Promise<string[]> {
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const page = await listPeople(null, filters, { limit: 270, ...(after ? { after } : {}) });
    ids.push(...page.rows.map(({ userId }) => userId));
    after = page.next;
  } while (after !== null && ids.length < most);
  return ids;
}

/** By the definition: everybody who matches, ranked one by one. */
async function rankAll(word: string, skill: string): Promise<string[]> {
  const rows = await getDb().execute<{ user_id: string }>(sql`
    select user_id from freelancer_profiles, websearch_to_tsquery('public.workhub', ${word}) q
    where is_listed and search @@ q
    order by (${skill} = any (skills)) desc, ts_filter(search, '{a,b}') @@ q desc, standing desc, user_id desc`);
  return rows.map(({ user_id }) => user_id);
}

describe("a search of people", () => {
  test("of many finds the best ones exactly, over all levels and pages", async () => {
    const best = await rankAll("tiler", "Tiler");
    expect(best).toHaveLength(PEOPLE);
    const found = await list(filtersOf({ q: "tiler" }), PEOPLE);
    expect(found).toEqual(best);
  }, 60_000);

  test("of a few finds all, in the same order", async () => {
    expect(await list(filtersOf({ q: "gilder" }), PEOPLE)).toEqual(
      await rankAll("gilder", "Gilder"),
    );
  });

  test.each([
    ["rating", sql`coalesce(rating_hundredths, 0)`],
    ["rate", sql`- coalesce(hourly_rate_cents, 1000000)`],
    ["newest", sql`user_id`],
  ])("of many sorts by %s as if all had been sorted", async (sort, key) => {
    const rows = await getDb().execute<{ user_id: string }>(sql`
      select user_id from freelancer_profiles where headline like 'Tiler%'
      order by ${key} desc, user_id desc limit 540`);
    const found = await list(filtersOf({ q: `"tiler of roofs"`, sort }), 540);
    expect(found).toEqual(rows.map(({ user_id }) => user_id));
  });

  test("counts to a thousand and no further", async () => {
    expect((await listPeople(null, filtersOf({ q: "tiler" }))).total).toBe(COUNTED_MOST + 1);
    expect((await listPeople(null, filtersOf({ q: "tiler", skill: "tiler" }))).total).toBe(400);
    expect((await listPeople(null, filtersOf({ q: "gilder" }))).total).toBe(PEOPLE / 1000);
  });

  test.each(["match", "mixed", "rating", "rate", "newest"])(
    "sorted by %s reads no more people for a page than it may, however many match",
    async (sort) => {
      const lists = sort === "mixed" ? 2 : 1;
      // Counting stops after a thousand; then 800 of the order are looked up; and the page is read. When the best level
      // of a match is not among those, it is looked for by its index, up to six thousand: here all of them.
      const level = sort === "match" ? PEOPLE : 0;
      const most = COUNTED_MOST + 1 + lists * 2 * 800 + level + 20;
      expect(await countRead(filtersOf({ q: "tiler", sort }))).toBeLessThanOrEqual(most);
    },
  );
});

/** How many people's rows the database reads for a page. */
function countRead(filters: PersonFilters): Promise<number> {
  return getDb().transaction(async (tx) => {
    const before = await rowsRead(tx);
    const page = await listPeople(null, filters, {}, tx);
    expect(page.rows).toHaveLength(20);
    return (await rowsRead(tx)) - before;
  });
}

async function rowsRead(tx: Tx): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(sql`
    select (seq_tup_read + idx_tup_fetch)::int as n from pg_stat_xact_user_tables
    where relname = 'freelancer_profiles'`);
  return row?.n ?? 0;
}
