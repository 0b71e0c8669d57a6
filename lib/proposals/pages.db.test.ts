import { expect, test } from "vitest";
import { makeClient, makeFreelancer, makeJob, makeProposal } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import type { Actor } from "#lib/auth/actor";
import { cents } from "#lib/money";
import { addDays, now } from "#lib/time";
import { listMyProposals, listProposals } from "./queries.ts";
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

test("a freelancer's own come in pages too, and those that wait for a confirmation come first, however old they are", async () => {
  const client = await makeClient();
  const freelancer: Actor = await makeFreelancer();
  const changed = await makeJob(client, { revision: 2 });
  const old = await makeProposal(changed, freelancer, { createdAt: addDays(now(), -90) });
  for (let n = 0; n < 7; n += 1) await makeProposal(await makeJob(client), freelancer);
  const { rows, totals } = await walk((after) =>
    listMyProposals(freelancer, { statuses: ["submitted"], after, limit: 3 }),
  );
  expect(rows).toHaveLength(8);
  expect(rows[0]).toMatchObject({ proposalId: old, isOutdated: true });
  expect(totals).toEqual([8, 8, 8]);
});

test("a place that names no row of the list shows nothing of other people's", async () => {
  const client = await makeClient();
  const jobId = await makeJob(client);
  await makeProposal(jobId, await makeFreelancer());
  const page = await listProposals(client, jobId, { after: "prp_00000000000000000000000000" });
  expect(page).toMatchObject({ rows: [], total: 1, next: null });
});
