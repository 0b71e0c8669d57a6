import { eq } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { contracts, jobs, proposals } from "#db/schema";
import { makeClient, makeFreelancer, makeJob, makeProposal } from "#db/testing/factories";
import { AS_MADE } from "#db/testing/hiring";
import { useTestDatabase } from "#db/testing/test-database";
import { DomainError } from "#lib/errors";
import { closeJob } from "#lib/jobs/close-job";
import { getBalance } from "#lib/ledger/queries";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { declineProposal } from "#lib/proposals/decline-proposal";
import { submitProposal } from "#lib/proposals/submit-proposal";
import { withdrawProposal } from "#lib/proposals/withdraw-proposal";
import { acceptProposal } from "./accept-proposal.ts";

useTestDatabase();

afterEach(async () => {
  expect((await verifyLedger()).mismatches).toEqual([]);
});

const ROUNDS = 8;
const FUNDS = 100_000;
const PRICE = 40_000;

async function hiring() {
  const client = await makeClient({ fundsCents: FUNDS });
  const freelancer = await makeFreelancer();
  const jobId = await makeJob(client);
  const proposalId = await makeProposal(jobId, freelancer);
  return { client, freelancer, jobId, proposalId };
}

type Hiring = Awaited<ReturnType<typeof hiring>>;

async function outcome({ client, jobId, proposalId }: Hiring) {
  const [job] = await getDb().select().from(jobs).where(eq(jobs.id, jobId));
  const [proposal] = await getDb().select().from(proposals).where(eq(proposals.id, proposalId));
  const made = await getDb().select().from(contracts).where(eq(contracts.jobId, jobId));
  const available = await getBalance(getDb(), { kind: "wallet", owner: client.userId });
  return {
    job: job?.status,
    proposal: proposal?.status,
    contracts: made.length,
    held: FUNDS - available,
  };
}

/** Both at once, on separate connections; returns whether hiring won. */
async function race(hired: Hiring, other: (hired: Hiring) => Promise<unknown>): Promise<boolean> {
  const [accepted, otherwise] = await Promise.allSettled([
    acceptProposal(hired.client, { proposalId: hired.proposalId, ...AS_MADE }),
    other(hired),
  ]);
  const refusals = [accepted, otherwise].filter((answer) => answer.status === "rejected");
  expect(refusals.map((refusal) => refusal.reason)).toEqual([expect.any(DomainError)]);
  return accepted.status === "fulfilled";
}

const HIRED = { job: "in_progress", proposal: "accepted", contracts: 1, held: PRICE };

describe("hiring at the same moment as", () => {
  test("the freelancer withdraws: one of the two happens, and money is held only for a hire", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const hired = await hiring();
      const won = await race(hired, ({ freelancer, proposalId }) =>
        withdrawProposal(freelancer, { proposalId, proposalRevision: 1 }),
      );
      const not = { job: "open", proposal: "withdrawn", contracts: 0, held: 0 };
      expect(await outcome(hired)).toEqual(won ? HIRED : not);
    }
  });

  test("the client declines in another tab", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const hired = await hiring();
      const won = await race(hired, ({ client, proposalId }) =>
        declineProposal(client, {
          proposalId,
          reason: "Another offer fits better.",
          proposalRevision: 1,
        }),
      );
      const not = { job: "open", proposal: "declined", contracts: 0, held: 0 };
      expect(await outcome(hired)).toEqual(won ? HIRED : not);
    }
  });

  test("the client closes the job in another tab", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const hired = await hiring();
      const won = await race(hired, ({ client, jobId }) =>
        closeJob(client, { jobId, proposalsSeen: 9 }),
      );
      const not = { job: "closed", proposal: "not_selected", contracts: 0, held: 0 };
      expect(await outcome(hired)).toEqual(won ? HIRED : not);
    }
  });

  test("another freelancer applies: no proposal stays live on a filled job", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const hired = await hiring();
      const late = await makeFreelancer();
      const [accepted] = await Promise.allSettled([
        acceptProposal(hired.client, { proposalId: hired.proposalId, ...AS_MADE }),
        submitProposal(late, {
          jobId: hired.jobId,
          coverLetter: "I have fixed this kind of checkout before, twice, and can show both.",
          priceCents: PRICE,
          timelineDays: 10,
          jobRevision: 1,
        }),
      ]);
      expect(accepted.status).toBe("fulfilled");
      expect(await outcome(hired)).toEqual(HIRED);
      const all = await getDb().select().from(proposals).where(eq(proposals.jobId, hired.jobId));
      expect(all.filter((proposal) => proposal.status === "submitted")).toEqual([]);
    }
  });
});
