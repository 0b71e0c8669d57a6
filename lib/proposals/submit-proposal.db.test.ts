import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { proposals, users } from "#db/schema";
import { makeAdmin, makeClient, makeFreelancer, makeJob } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import type { VerifiedActor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { closeJob } from "#lib/jobs/close-job";
import { newId } from "#lib/new-id";
import { submitProposal } from "./submit-proposal.ts";
import { withdrawProposal } from "./withdraw-proposal.ts";

useTestDatabase();

const offer = {
  coverLetter: "I have made four checkouts usable with a screen reader, and can show you two.",
  priceCents: "980",
  timelineDays: "14",
};

async function openJob() {
  return { jobId: await makeJob(await makeClient()), freelancer: await makeFreelancer() };
}

async function proposalsOf(freelancer: VerifiedActor, jobId: Id<"job">) {
  return getDb()
    .select()
    .from(proposals)
    .where(and(eq(proposals.freelancerId, freelancer.userId), eq(proposals.jobId, jobId)));
}

describe("applying to a job", () => {
  test("makes a live proposal with its price and timeline", async () => {
    const { jobId, freelancer } = await openJob();
    const { proposalId, isReplay } = await submitProposal(freelancer, {
      jobId,
      ...offer,
      jobRevision: 1,
    });
    expect(isReplay).toBe(false);
    const [made, ...more] = await proposalsOf(freelancer, jobId);
    expect(more).toEqual([]);
    expect(made).toMatchObject({
      id: proposalId,
      status: "submitted",
      coverLetter: offer.coverLetter,
      priceCents: 98_000,
      timelineDays: 14,
      shortlistedAt: null,
      decidedAt: null,
    });
  });

  test("is only for freelancers, and not on their own job", async () => {
    const client = await makeClient();
    const jobId = await makeJob(client);
    const apply = (actor: VerifiedActor) =>
      submitProposal(actor, { jobId, ...offer, jobRevision: 1 });
    await expect(apply(await makeClient())).rejects.toMatchObject({ code: "forbidden" });
    await expect(apply(await makeAdmin())).rejects.toMatchObject({ code: "forbidden" });
    await expect(apply(client)).rejects.toMatchObject({ code: "own_job" });
  });

  test("needs a job that exists and is open", async () => {
    const client = await makeClient();
    const freelancer = await makeFreelancer();
    const unknown = submitProposal(freelancer, { jobId: newId("job"), ...offer, jobRevision: 1 });
    await expect(unknown).rejects.toMatchObject({ code: "not_found" });
    for (const status of [
      "in_progress",
      "under_review",
      "completed",
      "closed",
      "cancelled",
    ] as const) {
      const jobId = await makeJob(client, { status });
      const apply = submitProposal(freelancer, { jobId, ...offer, jobRevision: 1 });
      await expect(apply).rejects.toMatchObject({ code: "job_not_open" });
    }
  });

  test("needs a complete profile", async () => {
    const { jobId, freelancer } = await openJob();
    await getDb().update(users).set({ onboardedAt: null }).where(eq(users.id, freelancer.userId));
    const apply = submitProposal(freelancer, { jobId, ...offer, jobRevision: 1 });
    await expect(apply).rejects.toMatchObject({ code: "profile_incomplete" });
    expect(await proposalsOf(freelancer, jobId)).toEqual([]);
  });

  test("the same offer sent twice returns the first one", async () => {
    const { jobId, freelancer } = await openJob();
    const first = await submitProposal(freelancer, { jobId, ...offer, jobRevision: 1 });
    const second = await submitProposal(freelancer, { jobId, ...offer, jobRevision: 1 });
    expect(second).toEqual({ proposalId: first.proposalId, isReplay: true });
  });

  test("another offer on the same job is refused, and the first one stands", async () => {
    const { jobId, freelancer } = await openJob();
    await submitProposal(freelancer, { jobId, ...offer, jobRevision: 1 });
    const again = submitProposal(freelancer, {
      jobId,
      ...offer,
      priceCents: "900",
      jobRevision: 1,
    });
    await expect(again).rejects.toMatchObject({ code: "already_applied" });
    expect(await proposalsOf(freelancer, jobId)).toMatchObject([{ priceCents: 98_000 }]);
  });

  test("is possible again after withdrawing", async () => {
    const { jobId, freelancer } = await openJob();
    const first = await submitProposal(freelancer, { jobId, ...offer, jobRevision: 1 });
    await withdrawProposal(freelancer, { proposalId: first.proposalId, proposalRevision: 1 });
    const second = await submitProposal(freelancer, {
      jobId,
      ...offer,
      priceCents: "900",
      jobRevision: 1,
    });
    expect(second.isReplay).toBe(false);
    const statuses = (await proposalsOf(freelancer, jobId)).map((proposal) => proposal.status);
    expect(statuses.sort()).toEqual(["submitted", "withdrawn"]);
  });
});

describe("at the same time", () => {
  test("the same offer from four connections becomes one proposal", async () => {
    const { jobId, freelancer } = await openJob();
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => submitProposal(freelancer, { jobId, ...offer, jobRevision: 1 })),
    );
    expect(new Set(answers.map((answer) => answer.proposalId)).size).toBe(1);
    expect(answers.filter((answer) => !answer.isReplay)).toHaveLength(1);
    expect(await proposalsOf(freelancer, jobId)).toHaveLength(1);
  });

  test("different offers from several tabs become one; the others are told", async () => {
    const { jobId, freelancer } = await openJob();
    const answers = await Promise.allSettled(
      ["900", "910", "920"].map((priceCents) =>
        submitProposal(freelancer, { jobId, ...offer, priceCents, jobRevision: 1 }),
      ),
    );
    const refused = answers.filter((answer) => answer.status === "rejected");
    expect(refused.map((answer) => answer.reason.code)).toEqual([
      "already_applied",
      "already_applied",
    ]);
    expect(await proposalsOf(freelancer, jobId)).toHaveLength(1);
  });

  test("many freelancers apply to one job without waiting in vain", async () => {
    const jobId = await makeJob(await makeClient());
    const people = await Promise.all([1, 2, 3, 4, 5, 6].map(() => makeFreelancer()));
    const answers = await Promise.all(
      people.map((person) => submitProposal(person, { jobId, ...offer, jobRevision: 1 })),
    );
    expect(new Set(answers.map((answer) => answer.proposalId)).size).toBe(6);
  });

  test("applying while the job is closed leaves no live proposal on a closed job", async () => {
    for (let round = 0; round < 8; round += 1) {
      const client = await makeClient();
      const jobId = await makeJob(client);
      const freelancer = await makeFreelancer();
      const [applied] = await Promise.allSettled([
        submitProposal(freelancer, { jobId, ...offer, jobRevision: 1 }),
        closeJob(client, { jobId, proposalsSeen: 9 }),
      ]);
      const statuses = (await proposalsOf(freelancer, jobId)).map((proposal) => proposal.status);
      expect(statuses).toEqual(applied.status === "fulfilled" ? ["not_selected"] : []);
    }
  });
});
