import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { jobEvents, proposals } from "#db/schema";
import {
  makeAdmin,
  makeClient,
  makeFreelancer,
  makeJob,
  makeProposal,
} from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import { declineProposal } from "./decline-proposal.ts";
import type { ProposalStatus } from "./policy.ts";
import { shortlistProposal } from "./shortlist-proposal.ts";
import { withdrawProposal } from "./withdraw-proposal.ts";

useTestDatabase();

const reason = "We found somebody who has done exactly this before.";
const DECIDED: readonly ProposalStatus[] = ["accepted", "declined", "withdrawn", "not_selected"];

async function applied(status: ProposalStatus = "submitted") {
  const client = await makeClient();
  const freelancer = await makeFreelancer();
  const jobId = await makeJob(client);
  const proposalId = await makeProposal(jobId, freelancer, { status });
  return { client, freelancer, jobId, proposalId };
}

async function read(proposalId: Id<"prp">) {
  const [row] = await getDb().select().from(proposals).where(eq(proposals.id, proposalId));
  return row;
}

async function strangers() {
  return [await makeClient(), await makeFreelancer(), await makeAdmin()];
}

describe("withdrawing a proposal", () => {
  test("ends it, and says when", async () => {
    const { freelancer, proposalId } = await applied();
    await withdrawProposal(freelancer, { proposalId, proposalRevision: 1 });
    const after = await read(proposalId);
    expect(after?.status).toBe("withdrawn");
    expect(after?.decidedAt).toBeInstanceOf(Date);
  });

  test("is only for its freelancer", async () => {
    const { client, proposalId } = await applied();
    const withdraw = (actor: typeof client) =>
      withdrawProposal(actor, { proposalId, proposalRevision: 1 });
    await expect(withdraw(client)).rejects.toMatchObject({ code: "forbidden" });
    for (const actor of await strangers()) {
      await expect(withdraw(actor)).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await read(proposalId)).toMatchObject({ status: "submitted" });
  });

  test.each(DECIDED.filter((status) => status !== "withdrawn"))(
    "is refused once it is %s",
    async (status) => {
      const { freelancer, proposalId } = await applied(status);
      const withdraw = withdrawProposal(freelancer, { proposalId, proposalRevision: 1 });
      await expect(withdraw).rejects.toMatchObject({ code: "proposal_not_live" });
      expect(await read(proposalId)).toMatchObject({ status });
    },
  );

  test("twice, even at once, withdraws once", async () => {
    const { freelancer, proposalId } = await applied();
    const both = [1, 2].map(() =>
      withdrawProposal(freelancer, { proposalId, proposalRevision: 1 }),
    );
    expect((await Promise.all(both)).map((answer) => answer.isReplay).sort()).toEqual([
      false,
      true,
    ]);
    const first = await read(proposalId);
    await withdrawProposal(freelancer, { proposalId, proposalRevision: 1 });
    expect(await read(proposalId)).toEqual(first);
  });
});

describe("declining a proposal", () => {
  test("ends it with a reason that stays", async () => {
    const { client, proposalId } = await applied();
    await declineProposal(client, { proposalId, proposalRevision: 1, reason: ` ${reason} ` });
    expect(await read(proposalId)).toMatchObject({ status: "declined", declineReason: reason });
  });

  test("needs a reason", async () => {
    const { client, proposalId } = await applied();
    await expect(
      declineProposal(client, { proposalId, reason: "  ", proposalRevision: 1 }),
    ).rejects.toThrow("Say why");
    expect(await read(proposalId)).toMatchObject({ status: "submitted" });
  });

  test("is only for the job's client", async () => {
    const { freelancer, proposalId } = await applied();
    const decline = (actor: typeof freelancer) =>
      declineProposal(actor, { proposalId, reason, proposalRevision: 1 });
    await expect(decline(freelancer)).rejects.toMatchObject({ code: "forbidden" });
    for (const actor of await strangers()) {
      await expect(decline(actor)).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await read(proposalId)).toMatchObject({ status: "submitted", declineReason: null });
  });

  test.each(DECIDED.filter((status) => status !== "declined"))(
    "is refused once it is %s",
    async (status) => {
      const { client, proposalId } = await applied(status);
      const decline = declineProposal(client, { proposalId, reason, proposalRevision: 1 });
      await expect(decline).rejects.toMatchObject({ code: "proposal_not_live" });
    },
  );

  test("twice keeps the first reason", async () => {
    const { client, proposalId } = await applied();
    await declineProposal(client, { proposalId, reason, proposalRevision: 1 });
    const again = await declineProposal(client, {
      proposalId,
      reason: "Changed my mind.",
      proposalRevision: 1,
    });
    expect(again).toEqual({ proposalId, isReplay: true });
    expect(await read(proposalId)).toMatchObject({ declineReason: reason });
  });

  test("while its freelancer withdraws it: exactly one of the two happens", async () => {
    for (let round = 0; round < 8; round += 1) {
      const { client, freelancer, proposalId } = await applied();
      const answers = await Promise.allSettled([
        declineProposal(client, { proposalId, reason, proposalRevision: 1 }),
        withdrawProposal(freelancer, { proposalId, proposalRevision: 1 }),
      ]);
      const done = answers.map((answer) => answer.status === "fulfilled");
      expect(done.filter(Boolean)).toHaveLength(1);
      expect((await read(proposalId))?.status).toBe(done[0] ? "declined" : "withdrawn");
    }
  });
});

describe("shortlisting a proposal", () => {
  async function eventsOf(jobId: Id<"job">) {
    return getDb().select().from(jobEvents).where(eq(jobEvents.jobId, jobId));
  }

  test("marks it and records that; the mark can be removed", async () => {
    const { client, jobId, proposalId } = await applied();
    await shortlistProposal(client, { proposalId, isShortlisted: "true" });
    expect((await read(proposalId))?.shortlistedAt).toBeInstanceOf(Date);
    expect(await eventsOf(jobId)).toMatchObject([{ kind: "shortlisted", proposalId }]);
    await shortlistProposal(client, { proposalId, isShortlisted: false });
    expect(await read(proposalId)).toMatchObject({ status: "submitted", shortlistedAt: null });
  });

  test("is only for the job's client", async () => {
    const { freelancer, proposalId } = await applied();
    const mark = (actor: typeof freelancer) =>
      shortlistProposal(actor, { proposalId, isShortlisted: true });
    await expect(mark(freelancer)).rejects.toMatchObject({ code: "forbidden" });
    for (const actor of await strangers()) {
      await expect(mark(actor)).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(
      shortlistProposal(freelancer, { proposalId: newId("prp"), isShortlisted: true }),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  test.each(DECIDED)("is refused once it is %s", async (status) => {
    const { client, proposalId } = await applied(status);
    const mark = shortlistProposal(client, { proposalId, isShortlisted: true });
    await expect(mark).rejects.toMatchObject({ code: "proposal_not_live" });
  });

  test("twice, even at once, marks once", async () => {
    const { client, jobId, proposalId } = await applied();
    const both = [1, 2].map(() => shortlistProposal(client, { proposalId, isShortlisted: true }));
    expect((await Promise.all(both)).map((answer) => answer.isReplay).sort()).toEqual([
      false,
      true,
    ]);
    expect(await eventsOf(jobId)).toHaveLength(1);
  });
});
