import { expect, test } from "vitest";
import { makeClient, makeFreelancer, makeJob, makeProposal } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import type { Actor } from "#lib/auth/actor";
import { cents } from "#lib/money";
import { addDays, now } from "#lib/time";
import {
  listEndedProposals,
  listOutdatedProposals,
  listPendingProposals,
  listProposals,
} from "./queries.ts";
import { PROPOSAL_SORTS } from "./schema.ts";

useTestDatabase();

/** All pages of a list, one after another. */
async function walk<Row>(
  load: (after: string | undefined) => Promise<{
    rows: readonly Row[];
    total: number;
    next: string | null;
  }>,
): Promise<{ rows: Row[]; totals: number[] }> {
  const rows: Row[] = [];
  const totals: number[] = [];
  let after: string | undefined;
  do {
    const page = await load(after);
    rows.push(...page.rows);
    totals.push(page.total);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return { rows, totals };
}

test.each(PROPOSAL_SORTS)(
  "every proposal of a job is on exactly one page, sorted by %s",
  async (sort) => {
    const client = await makeClient();
    const jobId = await makeJob(client);
    const made: string[] = [];
    for (let n = 0; n < 23; n += 1) {
      const price = { priceCents: cents(10_000 + (n % 4) * 1_000), timelineDays: 5 + (n % 3) };
      const status = n % 7 === 0 ? ("declined" as const) : ("submitted" as const);
      made.push(await makeProposal(jobId, await makeFreelancer(), { ...price, status }));
    }
    const { rows, totals } = await walk((after) =>
      listProposals(client, jobId, { sort, after, limit: 5 }),
    );
    expect(rows.map(({ proposalId }) => proposalId).sort()).toEqual(made.sort());
    expect(totals).toEqual([23, 23, 23, 23, 23]);
    const all = await listProposals(client, jobId, { sort, limit: 50 });
    expect(rows).toEqual(all.rows);
    expect(all.next).toBeNull();
  },
);

test.each(PROPOSAL_SORTS)(
  "no proposal is twice on the pages or missing while others with the same values arrive, sorted by %s",
  async (sort) => {
    const client = await makeClient();
    const jobId = await makeJob(client);
    const at = now();
    const make = async () =>
      makeProposal(jobId, await makeFreelancer(), {
        priceCents: cents(10_000),
        timelineDays: 5,
        createdAt: at,
      });
    const made: string[] = [];
    for (let n = 0; n < 9; n += 1) made.push(await make());
    const { rows } = await walk(async (after) => {
      const page = await listProposals(client, jobId, { sort, after, limit: 2 });
      await make();
      return page;
    });
    const ids = rows.map(({ proposalId }) => proposalId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(made));
  },
);

test("ended ones come in pages, the last decision first, also with one time for all", async () => {
  const freelancer = await makeFreelancer();
  const client = await makeClient();
  const at = now();
  const end = async (decidedAt: Date) =>
    makeProposal(await makeJob(client), freelancer, {
      status: "not_selected",
      createdAt: addDays(at, -9),
      decidedAt,
    });
  const last = await end(addDays(at, 1));
  const made: string[] = [last];
  for (let n = 0; n < 5; n += 1) made.push(await end(at));
  const { rows } = await walk((after) => listEndedProposals(freelancer, { after, limit: 2 }));
  expect(rows[0]?.proposalId).toBe(last);
  expect(rows.map(({ proposalId }) => proposalId).sort()).toEqual(made.sort());
});

test("a freelancer's own come in pages too, apart from those that wait for a confirmation", async () => {
  const client = await makeClient();
  const freelancer: Actor = await makeFreelancer();
  const changed = await makeJob(client, { revision: 2 });
  const old = await makeProposal(changed, freelancer, { createdAt: addDays(now(), -90) });
  for (let n = 0; n < 7; n += 1) await makeProposal(await makeJob(client), freelancer);
  const { rows, totals } = await walk((after) =>
    listPendingProposals(freelancer, { after, limit: 3 }),
  );
  expect(rows).toHaveLength(7);
  expect(totals).toEqual([7, 7, 7]);
  const toConfirm = await listOutdatedProposals(freelancer);
  expect(toConfirm.rows).toMatchObject([{ proposalId: old, isOutdated: true }]);
  expect(toConfirm.total).toBe(1);
});

test("a place that names no row of the list shows nothing of other people's", async () => {
  const client = await makeClient();
  const jobId = await makeJob(client);
  await makeProposal(jobId, await makeFreelancer());
  const page = await listProposals(client, jobId, { after: "prp_00000000000000000000000000" });
  expect(page).toMatchObject({ rows: [], total: 1, next: null });
});
