import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { inboxNoted, payments, proposals } from "#db/schema";
import { makeClient, makeFreelancer, makeJob, makeProposal } from "#db/testing/factories";
import { AS_MADE } from "#db/testing/hiring";
import { makeTalk } from "#db/testing/talking";
import { useTestDatabase } from "#db/testing/test-database";
import type { Actor } from "#lib/auth/actor";
import { acceptProposal } from "#lib/contracts/accept-proposal";
import { submitWork } from "#lib/contracts/submit-work";
import type { Id } from "#lib/ids";
import { closeJob } from "#lib/jobs/close-job";
import { cents } from "#lib/money";
import { newId } from "#lib/new-id";
import { declineProposal } from "#lib/proposals/decline-proposal";
import { shortlistProposal } from "#lib/proposals/shortlist-proposal";
import { submitProposal } from "#lib/proposals/submit-proposal";
import { withdrawProposal } from "#lib/proposals/withdraw-proposal";
import { now } from "#lib/time";
import { getInboxDelta } from "../queries/changes.ts";

useTestDatabase();

const offer = {
  coverLetter: "I have made four checkouts usable with a screen reader, and can show you two.",
  priceCents: "400",
  timelineDays: "14",
};

/** What each of these people learns while this is done, in order. */
async function told(people: readonly Actor[], work: () => Promise<unknown>): Promise<string[][]> {
  const before = await Promise.all(people.map(seqOf));
  await work();
  return Promise.all(
    people.map(async (actor, index) => {
      const { changes } = await getInboxDelta(actor, before[index] ?? 0).catch(nothing);
      return changes.map(({ kind }) => kind);
    }),
  );
}

async function seqOf(actor: Actor): Promise<number> {
  return (await getInboxDelta(actor, 0).catch(nothing)).latestSeq;
}

/** A person who never had a change has no inbox to start over. */
function nothing() {
  return { changes: [], latestSeq: 0 };
}

test("a proposal and its withdrawal reach a client without a conversation", async () => {
  const [client, freelancer] = [await makeClient(), await makeFreelancer()];
  const jobId = await makeJob(client);
  const [atClient] = await told([client], () =>
    submitProposal(freelancer, { jobId, ...offer, jobRevision: 1 }),
  );
  expect(atClient).toEqual(["news"]);
  const [proposal] = await getDb().select().from(proposals).where(eq(proposals.jobId, jobId));
  const proposalId = proposal?.id ?? newId("prp");
  const [again] = await told([client], () =>
    withdrawProposal(freelancer, { proposalId, proposalRevision: 1 }),
  );
  expect(again).toEqual(["news"]);
});

test("being shortlisted and being declined reach the freelancer and the client's other tabs", async () => {
  const [client, freelancer] = [await makeClient(), await makeFreelancer()];
  const proposalId = await makeProposal(await makeJob(client), freelancer);
  const [atFreelancer, atClient] = await told([freelancer, client], () =>
    shortlistProposal(client, { proposalId, isShortlisted: true }),
  );
  expect(atFreelancer).toEqual(["news"]);
  expect(atClient).toEqual(["news"]);
  const reason = "We chose somebody else.";
  const [declined] = await told([freelancer], () =>
    declineProposal(client, { proposalId, reason, proposalRevision: 1 }),
  );
  expect(declined).toEqual(["news"]);
});

test("being hired and not being hired reach everyone who applied; strangers hear nothing", async () => {
  const client = await makeClient({ fundsCents: 100_000 });
  const [hired, other, stranger] = [
    await makeFreelancer(),
    await makeFreelancer(),
    await makeFreelancer(),
  ];
  const jobId = await makeJob(client);
  const proposalId = await makeProposal(jobId, hired);
  await makeProposal(jobId, other);
  const all = await told([hired, other, client, stranger], () =>
    acceptProposal(client, { proposalId, ...AS_MADE }),
  );
  expect(all).toEqual([["news"], ["news"], ["news"], []]);
});

test("submitted work reaches both, in their conversation if they have one", async () => {
  const { client, freelancer, conversationId, proposalId } = await makeTalk({
    fundsCents: 100_000,
  });
  const { contractId } = await acceptProposal(client, { proposalId, ...AS_MADE });
  const both = await told([client, freelancer], () =>
    submitWork(freelancer, { contractId, note: "Here it is.", submissionNumber: 0 }),
  );
  for (const kinds of both) expect(new Set(kinds)).toEqual(new Set(["event"]));
  const { changes } = await getInboxDelta(client, 0);
  expect(changes.filter(({ kind }) => kind === "event")).toEqual(
    changes.filter((change) => change.conversationId === conversationId),
  );
});

test("a payment that settles reaches its person", async () => {
  const freelancer = await makeFreelancer();
  const id = newId("pay");
  const [begun] = await told([freelancer], () => insertPayment(id, freelancer));
  expect(begun).toEqual(["news"]);
  const [settled] = await told([freelancer], () =>
    getDb().update(payments).set({ status: "settled" }).where(eq(payments.id, id)),
  );
  expect(settled).toEqual(["news"]);
});

test("a closed job reaches everyone with a live proposal, at once and only once", async () => {
  const client = await makeClient();
  const jobId = await makeJob(client);
  const applicants = await Promise.all(Array.from({ length: 120 }, () => makeFreelancer()));
  for (const applicant of applicants) await makeProposal(jobId, applicant);
  const all = await told([client, ...applicants], () =>
    closeJob(client, { jobId, proposalsSeen: 120 }),
  );
  expect(all).toEqual(all.map(() => ["news"]));
});

test("a rolled-back change is told to nobody, and nothing stays noted", async () => {
  const client = await makeClient({ fundsCents: 100_000 });
  const freelancer = await makeFreelancer();
  const proposalId = await makeProposal(await makeJob(client), freelancer);
  const all = await told([client, freelancer], () =>
    getDb()
      .transaction(async (tx) => {
        await acceptProposal(client, { proposalId, ...AS_MADE }, tx);
        throw new Error("undone");
      })
      .catch(() => undefined),
  );
  expect(all).toEqual([[], []]);
  expect(await getDb().select().from(inboxNoted)).toEqual([]);
});

test("hires that concern the same people in different orders do not deadlock", async () => {
  const people = await Promise.all(Array.from({ length: 4 }, () => makeFreelancer()));
  const hires = await Promise.all(
    Array.from({ length: 8 }, async (_, index) => {
      const client = await makeClient({ fundsCents: 100_000 });
      const jobId = await makeJob(client);
      const order = index % 2 === 0 ? people : [...people].reverse();
      const ids: Id<"prp">[] = [];
      for (const person of order) ids.push(await makeProposal(jobId, person));
      return { client, proposalId: ids[0] ?? newId("prp") };
    }),
  );
  await Promise.all(
    hires.map(({ client, proposalId }) => acceptProposal(client, { proposalId, ...AS_MADE })),
  );
  for (const person of people) {
    const { changes, latestSeq } = await getInboxDelta(person, 0);
    expect(changes.map(({ seq }) => seq)).toEqual(changes.map((_, index) => index + 1));
    expect(latestSeq).toBe(changes.length);
  }
});

async function insertPayment(id: Id<"pay">, { userId }: Actor): Promise<void> {
  await getDb()
    .insert(payments)
    .values({
      id,
      userId,
      direction: "payout",
      amountCents: cents(1_000),
      status: "pending",
      method: "Bank account ··4417",
      methodToken: "test",
      provider: "test",
      requestKey: id,
      createdAt: now(),
    });
}
