import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { contracts } from "#db/schema";
import { makeClient, makeFreelancer, makeJob, makeProposal } from "#db/testing/factories";
import { FIRST_MILESTONES } from "#db/testing/first-milestones";
import { useTestDatabase } from "#db/testing/test-database";
import type { Actor } from "#lib/auth/actor";
import { cents } from "#lib/money";
import { newId } from "#lib/new-id";
import { readWorkSearch } from "#lib/search/queries/work-search";
import { addDays, now } from "#lib/time";
import type { ContractRow } from "./contract-views.ts";
import { listContracts } from "./queries/contracts.ts";

useTestDatabase();

type Made = { at: Date; hasEnded: boolean; title?: string; freelancer?: Actor };

async function makeContract(client: Actor, { at, hasEnded, title, freelancer }: Made) {
  const status = hasEnded ? "cancelled" : "in_progress";
  const jobId = await makeJob(client, { status, ...(title ? { title } : {}) });
  const person = freelancer ?? (await makeFreelancer());
  const proposalId = await makeProposal(jobId, person, { status: "accepted" });
  const contractId = newId("ctr");
  await getDb()
    .insert(contracts)
    .values({
      id: contractId,
      jobId,
      proposalId,
      clientId: client.userId,
      freelancerId: person.userId,
      priceCents: cents(10_000),
      timelineDays: 10,
      releaseRule: "on_approval",
      reviewWindowDays: 7,
      createdAt: addDays(at, -10),
      dueAt: at,
      cancelledAt: hasEnded ? at : null,
    });
  await getDb().execute(FIRST_MILESTONES);
  return contractId;
}

/** All pages of a list, with `meanwhile` after each. */
async function walk(
  load: (
    after: string | undefined,
  ) => Promise<{ rows: readonly ContractRow[]; next: string | null }>,
  meanwhile: () => Promise<unknown>,
): Promise<string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const { rows, next } = await load(after);
    ids.push(...rows.map(({ contractId }) => contractId));
    after = next ?? undefined;
    await meanwhile();
  } while (after !== undefined);
  return ids.sort();
}

test("no contract is twice on the pages or missing, with one time for all, while others arrive", async () => {
  const client = await makeClient();
  const at = now();
  const made: Record<"running" | "done", string[]> = { running: [], done: [] };
  for (let n = 0; n < 8; n += 1) {
    made.running.push(await makeContract(client, { at, hasEnded: false }));
    made.done.push(await makeContract(client, { at, hasEnded: true }));
  }
  const running = await walk(
    async (after) => {
      const list = await listContracts(client, { runningAfter: after, runningLimit: 3 });
      const { needs_you, waiting, active } = list.groups;
      return { rows: [needs_you, waiting, active].flat(), next: list.nextRunning };
    },
    () => makeContract(client, { at: addDays(at, -1), hasEnded: false }),
  );
  expect(running).toEqual(made.running.sort());
  const done = await walk(
    async (after) => {
      const list = await listContracts(client, { after, limit: 3 });
      return { rows: list.groups.done, next: list.nextDone };
    },
    () => makeContract(client, { at: addDays(at, 1), hasEnded: true }),
  );
  expect(done).toEqual(made.done.sort());
});

test("a search finds the title and the other person, whatever case and accents, in every group", async () => {
  const client = await makeClient({ name: "Café Ubersetzung" });
  const ana = await makeFreelancer({ name: "Ána Nováková" });
  const at = addDays(now(), 5);
  const byTitle = await makeContract(client, { at, hasEnded: false, title: "Logo for a bakery" });
  const byName = await makeContract(client, { at, hasEnded: true, freelancer: ana });
  const find = async (actor: Actor, q: string) => {
    const { groups } = await listContracts(actor, { search: await readWorkSearch(q) });
    return Object.values(groups)
      .flat()
      .map(({ contractId }) => contractId);
  };
  expect(await find(client, "BAKERY logo")).toEqual([byTitle]);
  expect(await find(client, "ana novak")).toEqual([byName]);
  expect(await find(client, "bakery novak")).toEqual([]);
  expect(await find(ana, "ubersetzung")).toEqual([byName]);
  expect(await find(await makeClient(), "logo")).toEqual([]);
  expect(await readWorkSearch("  ")).toBeNull();
});

test("a search of a list goes on in pages", async () => {
  const client = await makeClient();
  for (let n = 0; n < 5; n += 1) {
    await makeContract(client, { at: now(), hasEnded: true, title: n === 2 ? "Other" : "Wanted" });
  }
  const search = await readWorkSearch("wanted");
  const first = await listContracts(client, { search, limit: 3 });
  expect(first.doneCount).toBe(4);
  const second = await listContracts(client, { search, limit: 3, after: first.nextDone ?? "" });
  const titles = [...first.groups.done, ...second.groups.done].map(({ jobTitle }) => jobTitle);
  expect(titles).toEqual(["Wanted", "Wanted", "Wanted", "Wanted"]);
  expect(second.nextDone).toBeNull();
});
