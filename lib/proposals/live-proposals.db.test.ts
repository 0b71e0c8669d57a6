import { and, eq } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { getDb } from "#db/client";
import { proposals } from "#db/schema";
import { makeClient, makeFreelancer, makeJob, makeProposal } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import type { VerifiedActor } from "#lib/auth/actor";
import { getEnv } from "#lib/env";
import type { Id } from "#lib/ids";
import { addDays, now, setClock } from "#lib/time";
import { declineProposal } from "./decline-proposal.ts";
import { getLiveProposals, listProposals } from "./queries.ts";
import { readProposal } from "./read-proposal.ts";
import { shortlistProposal } from "./shortlist-proposal.ts";
import { submitProposal } from "./submit-proposal.ts";
import { withdrawProposal } from "./withdraw-proposal.ts";

useTestDatabase();
let restoreClock = () => {};
afterEach(() => restoreClock());

const LIMIT = getEnv().LIVE_PROPOSALS;
const offer = {
  coverLetter: "I have made four checkouts usable with a screen reader, and can show you two.",
  priceCents: "980",
  timelineDays: "14",
  jobRevision: 1,
};

/** A freelancer with so many live proposals, each on a job of its own. */
async function busy(count: number, createdAt = now()) {
  const client = await makeClient();
  const freelancer = await makeFreelancer();
  const ids: Id<"prp">[] = [];
  for (let made = 0; made < count; made += 1) {
    ids.push(await makeProposal(await makeJob(client), freelancer, { createdAt }));
  }
  return { client, freelancer, ids };
}

async function apply(freelancer: VerifiedActor) {
  return submitProposal(freelancer, { ...offer, jobId: await makeJob(await makeClient()) });
}

test("30 live proposals; the next one is refused with what frees a slot, and withdrawing frees one", async () => {
  expect(LIMIT).toBe(30);
  const { freelancer, ids } = await busy(LIMIT);
  expect(await getLiveProposals(freelancer)).toMatchObject({ count: 30, limit: 30 });
  await expect(apply(freelancer)).rejects.toThrow(
    "You have 30 live proposals, which is the limit. Nothing was sent. A slot comes back when a client decides, when you withdraw a proposal, or when nobody has opened one for seven days.",
  );
  const [first] = ids;
  if (first) await withdrawProposal(freelancer, { proposalId: first, proposalRevision: 1 });
  const { proposalId } = await apply(freelancer);
  expect(proposalId).toBeTruthy();
  expect(await getLiveProposals(freelancer)).toMatchObject({ count: 30 });
});

test("of ten tabs that apply with one slot left, one succeeds", async () => {
  const { freelancer } = await busy(LIMIT - 1);
  const jobs = await Promise.all(
    Array.from({ length: 10 }, async () => makeJob(await makeClient())),
  );
  const results = await Promise.allSettled(
    jobs.map((jobId) => submitProposal(freelancer, { ...offer, jobId })),
  );
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await getLiveProposals(freelancer)).toMatchObject({ count: LIMIT });
});

test("after seven days a proposal counts only if its client has opened or answered it", async () => {
  const { client, freelancer, ids } = await busy(4);
  const [read, shortlisted, declined] = ids;
  if (!read || !shortlisted || !declined) throw new Error("There are four");
  await readProposal(client, { proposalId: read });
  await shortlistProposal(client, { proposalId: shortlisted, isShortlisted: true });
  await declineProposal(client, { proposalId: declined, proposalRevision: 1, reason: "Too dear." });
  const before = await getLiveProposals(freelancer);
  expect(before.count).toBe(3);
  const free = before.nextFreeAt;
  if (!free) throw new Error("The last one is unanswered");
  restoreClock = setClock(() => new Date(free.getTime() - 1000));
  expect(await getLiveProposals(freelancer)).toMatchObject({ count: 3 });
  restoreClock();
  restoreClock = setClock(() => free);
  expect(await getLiveProposals(freelancer)).toMatchObject({ count: 2, nextFreeAt: null });
});

test("only the job's client reads, and only the first time counts", async () => {
  const { client, freelancer, ids } = await busy(1);
  const [proposalId] = ids;
  if (!proposalId) throw new Error("There is one");
  for (const other of [freelancer, await makeClient()]) {
    await expect(readProposal(other, { proposalId })).rejects.toMatchObject({ code: "not_found" });
  }
  await readProposal(client, { proposalId });
  const find = () => getDb().select().from(proposals).where(eq(proposals.id, proposalId));
  const [{ readAt } = { readAt: null }] = await find();
  expect(readAt).toBeInstanceOf(Date);
  restoreClock = setClock(() => addDays(now(), 1));
  await readProposal(client, { proposalId });
  expect((await find())[0]?.readAt).toEqual(readAt);
});

test("a letter that went to many jobs says to how many others, and stands after the rest but the shortlist first", async () => {
  const sender = await makeFreelancer({ name: "Sam Sender" });
  const client = await makeClient();
  const jobId = await makeJob(client);
  const letterTo = (who: string) =>
    `Dear ${who}, I have made four checkouts usable with a screen reader within a week each, and can show you two of them today. I would begin with the payment page and show you a first result on the third day.`;
  for (const who of ["Kim", "Ana", "Tomas"]) {
    const other = await makeJob(await makeClient());
    await submitProposal(sender, { ...offer, coverLetter: letterTo(who), jobId: other });
  }
  const own = "You ask for a week; two pages of your checkout need one each, so I would take two.";
  const careful = await makeFreelancer({ name: "Cara Careful" });
  await submitProposal(careful, { ...offer, coverLetter: own, jobId });
  const { proposalId } = await submitProposal(sender, {
    ...offer,
    coverLetter: letterTo("Priya"),
    jobId,
  });
  const seen = async () =>
    (await listProposals(client, jobId)).rows.map(({ freelancer, sameLetterCount }) => [
      freelancer.name,
      sameLetterCount,
    ]);
  // The newest one, and yet after the other.
  expect(await seen()).toEqual([
    ["Cara Careful", 0],
    ["Sam Sender", 3],
  ]);
  await shortlistProposal(client, { proposalId, isShortlisted: true });
  expect(await seen()).toEqual([
    ["Sam Sender", 3],
    ["Cara Careful", 0],
  ]);
});

test("the same letter of two people is two letters, and one job counts once", async () => {
  const jobId = await makeJob(await makeClient());
  for (const freelancer of [await makeFreelancer(), await makeFreelancer()]) {
    const { proposalId } = await submitProposal(freelancer, { ...offer, jobId });
    await withdrawProposal(freelancer, { proposalId, proposalRevision: 1 });
    await submitProposal(freelancer, { ...offer, jobId });
  }
  const rows = await getDb()
    .select({ letterId: proposals.letterId })
    .from(proposals)
    .where(and(eq(proposals.jobId, jobId), eq(proposals.status, "submitted")));
  expect(new Set(rows.map(({ letterId }) => letterId)).size).toBe(2);
});
