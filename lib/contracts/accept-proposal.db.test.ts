import { and, eq } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { contracts, jobEvents, jobs, proposals } from "#db/schema";
import {
  fund,
  makeAdmin,
  makeClient,
  makeFreelancer,
  makeJob,
  makeProposal,
} from "#db/testing/factories";
import { AS_MADE } from "#db/testing/hiring";
import { useTestDatabase } from "#db/testing/test-database";
import type { Id } from "#lib/ids";
import { holdFunds } from "#lib/ledger/movements";
import { getBalance } from "#lib/ledger/queries";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { cents } from "#lib/money";
import { newId } from "#lib/new-id";
import { addDays, now } from "#lib/time";
import { acceptProposal } from "./accept-proposal.ts";

useTestDatabase();

afterEach(async () => {
  expect((await verifyLedger()).mismatches).toEqual([]);
});

async function hiring(fundsCents = 100_000, fields: Parameters<typeof makeJob>[1] = {}) {
  const client = await makeClient({ fundsCents });
  const freelancer = await makeFreelancer();
  const terms = { releaseRule: "on_approval", reviewWindowDays: 14 } as const;
  const jobId = await makeJob(client, { ...terms, ...fields });
  const proposalId = await makeProposal(jobId, freelancer);
  return { client, freelancer, jobId, proposalId };
}

async function statusOf(jobId: Id<"job">) {
  const [job] = await getDb().select({ status: jobs.status }).from(jobs).where(eq(jobs.id, jobId));
  return job?.status;
}

async function proposalStatuses(jobId: Id<"job">) {
  const rows = await getDb()
    .select({ id: proposals.id, status: proposals.status })
    .from(proposals)
    .where(eq(proposals.jobId, jobId));
  return new Map(rows.map((row) => [row.id, row.status]));
}

function wallet(owner: string) {
  return getBalance(getDb(), { kind: "wallet", owner });
}

function contractsOf(jobId: Id<"job">) {
  return getDb().select().from(contracts).where(eq(contracts.jobId, jobId));
}

async function nothingChanged(jobId: Id<"job">, clientId: Id<"usr">, fundsCents: number) {
  expect(await statusOf(jobId)).toBe("open");
  expect([...(await proposalStatuses(jobId)).values()]).toEqual(["submitted"]);
  expect(await wallet(clientId)).toBe(fundsCents);
  expect(await contractsOf(jobId)).toEqual([]);
  const events = await getDb().select().from(jobEvents).where(eq(jobEvents.jobId, jobId));
  expect(events).toEqual([]);
}

describe("accepting a proposal", () => {
  test("is possible after the job has expired: its proposals stand", async () => {
    const expiresAt = addDays(now(), -3);
    const { client, jobId, proposalId } = await hiring(100_000, { expiresAt });
    await acceptProposal(client, { proposalId, ...AS_MADE });
    expect(await statusOf(jobId)).toBe("in_progress");
    expect(await wallet(client.userId)).toBe(60_000);
  });

  test("holds exactly the price from the client's wallet and starts the work", async () => {
    const { client, freelancer, jobId, proposalId } = await hiring();
    const { contractId, isReplay } = await acceptProposal(client, { proposalId, ...AS_MADE });
    expect(isReplay).toBe(false);
    expect(await wallet(client.userId)).toBe(60_000);
    expect(await wallet(freelancer.userId)).toBe(0);
    expect(await getBalance(getDb(), { kind: "hold", owner: contractId })).toBe(40_000);
    expect(await statusOf(jobId)).toBe("in_progress");
    const [contract] = await contractsOf(jobId);
    expect(contract).toMatchObject({
      id: contractId,
      clientId: client.userId,
      freelancerId: freelancer.userId,
      priceCents: 40_000,
      releaseRule: "on_approval",
      reviewWindowDays: 14,
      releasedAt: null,
    });
    const [hired] = await getDb()
      .select()
      .from(jobEvents)
      .where(and(eq(jobEvents.jobId, jobId), eq(jobEvents.kind, "hired")));
    expect(hired).toMatchObject({
      actorId: client.userId,
      proposalId,
      amountCents: 40_000,
      heldAfterCents: 40_000,
    });
  });

  test("turns every other live proposal into not selected, and leaves decided ones as they are", async () => {
    const { client, jobId, proposalId } = await hiring();
    const other = await makeProposal(jobId, await makeFreelancer());
    const withdrawn = await makeProposal(jobId, await makeFreelancer(), { status: "withdrawn" });
    await acceptProposal(client, { proposalId, ...AS_MADE });
    const statuses = await proposalStatuses(jobId);
    expect(statuses.get(proposalId)).toBe("accepted");
    expect(statuses.get(other)).toBe("not_selected");
    expect(statuses.get(withdrawn)).toBe("withdrawn");
  });

  test("done again returns the same contract and moves no money", async () => {
    const { client, jobId, proposalId } = await hiring();
    const first = await acceptProposal(client, { proposalId, ...AS_MADE });
    const second = await acceptProposal(client, { proposalId, ...AS_MADE });
    expect(second).toEqual({ ...first, isReplay: true });
    expect(await wallet(client.userId)).toBe(60_000);
    expect(await contractsOf(jobId)).toHaveLength(1);
  });

  test("without enough money is refused with the missing amount, and nothing changes", async () => {
    const { client, jobId, proposalId } = await hiring(15_000);
    await expect(acceptProposal(client, { proposalId, ...AS_MADE })).rejects.toMatchObject({
      code: "insufficient_funds",
      details: { missing: "€250.00" },
    });
    await nothingChanged(jobId, client.userId, 15_000);
    await fund(client, 25_000);
    await acceptProposal(client, { proposalId, ...AS_MADE });
    expect(await wallet(client.userId)).toBe(0);
  });

  test("is only for the job's client", async () => {
    const { client, freelancer, jobId, proposalId } = await hiring();
    const otherClient = await makeClient({ fundsCents: 100_000 });
    await expect(acceptProposal(otherClient, { proposalId, ...AS_MADE })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(acceptProposal(freelancer, { proposalId, ...AS_MADE })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(
      acceptProposal(await makeFreelancer(), { proposalId, ...AS_MADE }),
    ).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(
      acceptProposal(await makeAdmin(), { proposalId, ...AS_MADE }),
    ).rejects.toMatchObject({
      code: "forbidden",
    });
    await nothingChanged(jobId, client.userId, 100_000);
  });

  test("of a proposal that does not exist answers like another person's proposal", async () => {
    const client = await makeClient();
    await expect(
      acceptProposal(client, { proposalId: newId("prp"), ...AS_MADE }),
    ).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("people cannot hire themselves", async () => {
    const client = await makeClient({ fundsCents: 100_000 });
    const jobId = await makeJob(client);
    const proposalId = await makeProposal(jobId, client);
    await expect(acceptProposal(client, { proposalId, ...AS_MADE })).rejects.toMatchObject({
      code: "own_job",
    });
    await nothingChanged(jobId, client.userId, 100_000);
  });

  test.each(["withdrawn", "declined", "not_selected"] as const)(
    "of a %s proposal is refused",
    async (status) => {
      const { client, jobId } = await hiring();
      const proposalId = await makeProposal(jobId, await makeFreelancer(), { status });
      await expect(acceptProposal(client, { proposalId, ...AS_MADE })).rejects.toMatchObject({
        code: "proposal_not_live",
      });
    },
  );

  test.each(["closed", "cancelled", "completed", "in_progress", "under_review"] as const)(
    "on a job that is %s is refused",
    async (status) => {
      const client = await makeClient({ fundsCents: 100_000 });
      const jobId = await makeJob(client, { status });
      const proposalId = await makeProposal(jobId, await makeFreelancer());
      await expect(acceptProposal(client, { proposalId, ...AS_MADE })).rejects.toMatchObject({
        code: "job_not_open",
      });
      expect(await wallet(client.userId)).toBe(100_000);
    },
  );

  test("inside a larger transaction that fails leaves no trace", async () => {
    const { client, jobId, proposalId } = await hiring();
    const failing = getDb().transaction(async (tx) => {
      await acceptProposal(client, { proposalId, ...AS_MADE }, tx);
      throw new Error("later on");
    });
    await expect(failing).rejects.toThrow("later on");
    await nothingChanged(jobId, client.userId, 100_000);
  });
});

describe("accepting at the same time", () => {
  test("two proposals for one job: one is hired, the other refused, and the price is held once", async () => {
    for (let round = 0; round < 8; round += 1) {
      const { client, jobId, proposalId } = await hiring();
      const other = await makeProposal(jobId, await makeFreelancer());
      const results = await Promise.allSettled([
        acceptProposal(client, { proposalId, ...AS_MADE }),
        acceptProposal(client, { proposalId: other, ...AS_MADE }),
      ]);
      expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
      const refused = results.find((result) => result.status === "rejected");
      expect(refused?.reason).toMatchObject({ code: "job_not_open" });
      expect(await wallet(client.userId)).toBe(60_000);
      expect([...(await proposalStatuses(jobId)).values()].sort()).toEqual([
        "accepted",
        "not_selected",
      ]);
      expect(await contractsOf(jobId)).toHaveLength(1);
    }
  });

  test("a double click hires once", async () => {
    const { client, jobId, proposalId } = await hiring();
    const results = await Promise.all(
      Array.from({ length: 6 }, () => acceptProposal(client, { proposalId, ...AS_MADE })),
    );
    expect(new Set(results.map((result) => result.contractId)).size).toBe(1);
    expect(results.filter((result) => !result.isReplay)).toHaveLength(1);
    expect(await wallet(client.userId)).toBe(60_000);
    expect(await contractsOf(jobId)).toHaveLength(1);
  });

  test("proposals for two jobs, with money for one: one is hired, the other is refused for lack of money", async () => {
    for (let round = 0; round < 8; round += 1) {
      const { client, proposalId } = await hiring(50_000);
      const secondJob = await makeJob(client);
      const second = await makeProposal(secondJob, await makeFreelancer());
      const results = await Promise.allSettled([
        acceptProposal(client, { proposalId, ...AS_MADE }),
        acceptProposal(client, { proposalId: second, ...AS_MADE }),
      ]);
      const refused = results.filter((result) => result.status === "rejected");
      expect(refused).toHaveLength(1);
      expect(refused[0]?.reason).toMatchObject({
        code: "insufficient_funds",
        details: { missing: "€300.00" },
      });
      expect(await wallet(client.userId)).toBe(10_000);
    }
  });

  test("while the balance is withdrawn: the money goes only one way", async () => {
    for (let round = 0; round < 8; round += 1) {
      const { client, jobId, proposalId } = await hiring(50_000);
      const payout = newId("pay");
      const results = await Promise.allSettled([
        acceptProposal(client, { proposalId, ...AS_MADE }),
        getDb().transaction((tx) =>
          holdFunds(tx, {
            payer: client.userId,
            payee: "outside",
            holdFor: payout,
            amountCents: cents(50_000),
            key: `payment:${payout}:hold`,
            reference: `payment:${payout}`,
          }),
        ),
      ]);
      const [accepted, withdrawn] = results;
      expect(results.filter((result) => result.status === "rejected")).toHaveLength(1);
      expect(await wallet(client.userId)).toBe(accepted?.status === "fulfilled" ? 10_000 : 0);
      expect(await statusOf(jobId)).toBe(
        withdrawn?.status === "fulfilled" ? "open" : "in_progress",
      );
    }
  });
});
