import { beforeAll, describe, expect, test } from "vitest";
import { makeClient, makeJob } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import { cents } from "#lib/money";
import { parseJobFilters } from "./filters.ts";
import { listJobs } from "./queries/board.ts";

/*
 * Sorting what matches, where text and order contradict each other: everything with the word comes last in each order.
 * However many match, and however few jobs are read in that order before all that match are sorted instead, the list is
 * the same.
 */

const database = useTestDatabase();
const WITH_WORD = 600;
const ALL = 1_200;

beforeAll(async () => {
  const jobId = await makeJob(await makeClient(), {
    title: "Something else",
    budgetCents: cents(10_000_000),
  });
  const { sql } = database().owner;
  // Half of them are in another segment.
  await sql`insert into search_segments values ('1', now() - interval '10 hours')`;
  await sql`
    insert into jobs select (jsonb_populate_record(j, jsonb_build_object(
      'request_key', 'key-' || n, 'id', 'job_' || lpad((n * 7919 % 100000)::text, 26, '0'),
      'title', case when n <= ${WITH_WORD} then 'Granite' else 'Something else' end,
      'budget_cents', case when n <= ${WITH_WORD} then 10000 + n % 50 * 100 else 1000000 + n end,
      'created_at', j.created_at - n * interval '1 minute',
      'expires_at', j.expires_at - (${ALL} - n % 700) * interval '1 minute'))).*
    from jobs j, generate_series(1, ${ALL}::int) n where j.id = ${jobId}`;
  await sql`
    update job_proposal_counts c set proposal_count = case when title = 'Granite' then 5 + budget_cents / 100 % 3 else 0 end
    from jobs where jobs.id = c.job_id`;
});

const ORDERS = {
  budget: "j.budget_cents desc, j.id desc",
  fewest: "c.proposal_count, j.id desc",
  closing: "j.expires_at, j.id desc",
};

/** From all pages. */
async function list(params: Record<string, string>): Promise<string[]> {
  const found: string[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const page = await listJobs(null, parseJobFilters(params), {
      limit: 90,
      ...(after && { after }),
    });
    found.push(...page.jobs.map(({ jobId }) => jobId));
    after = page.next;
  }
  return found;
}

async function sorted(sort: keyof typeof ORDERS, condition: string): Promise<string[]> {
  const rows = await database().owner.sql.unsafe<{ id: string }[]>(`
    select j.id from jobs j join job_proposal_counts c on c.job_id = j.id
    where ${condition} order by ${ORDERS[sort]}`);
  return rows.map(({ id }) => id);
}

/** How many of the newest segments the newest thousand are said to be in: what decides how they are looked for. */
const SPREADS = { tested: 1, compared: 3, "all sorted": 100 };

/** From all pages of the database's own function, which is asked where more match than are sorted one by one. */
async function listByDatabase(
  sort: keyof typeof ORDERS,
  spread: number,
  highest: number | null,
): Promise<string[]> {
  const found: string[] = [];
  let after: { job_id: string; sort_key: string } | undefined;
  do {
    const rows = await database().app.sql<{ job_id: string; sort_key: string }[]>`
      select * from search_jobs_sorted(${sort}, ${"'\u001f.granite'"}, false, null, ${highest}::bigint, null, null, null,
        ${spread}, ${after?.sort_key ?? null}::bigint, ${after?.job_id ?? null}, 90)`;
    found.push(...rows.map(({ job_id }) => job_id));
    after = rows.at(-1);
  } while (after);
  return found;
}

describe.each([5_000, 40])("reading %d jobs in an order", (reach) => {
  beforeAll(async () => {
    await database().owner.sql.unsafe(
      `create or replace function search_reach() returns int language sql immutable as 'select ${reach}'`,
    );
  });

  test.each(["budget", "fewest", "closing"] as const)("a word, by %s", async (sort) => {
    const expected = await sorted(sort, "title = 'Granite'");
    expect(expected).toHaveLength(WITH_WORD);
    expect(await list({ q: "granite", sort })).toEqual(expected);
    for (const spread of Object.values(SPREADS)) {
      expect(await listByDatabase(sort, spread, null)).toEqual(expected);
    }
  });

  test.each(["budget", "fewest", "closing"] as const)(
    "a word and a budget, by %s",
    async (sort) => {
      const expected = await sorted(sort, "title = 'Granite' and budget_cents <= 12000");
      expect(expected.length).toBeGreaterThan(200);
      expect(await list({ q: "granite", max: "120", sort })).toEqual(expected);
      for (const spread of Object.values(SPREADS)) {
        expect(await listByDatabase(sort, spread, 12_000)).toEqual(expected);
      }
    },
  );

  test.each(["budget", "fewest", "closing"] as const)("a budget alone, by %s", async (sort) => {
    const expected = await sorted(sort, "budget_cents <= 12000");
    expect(await list({ max: "120", sort })).toEqual(expected);
  });

  test.each(["budget", "fewest", "closing"] as const)("everything, by %s", async (sort) => {
    const expected = await sorted(sort, "true");
    expect(expected).toHaveLength(ALL + 1);
    expect(await list({ sort })).toEqual(expected);
  });
});
