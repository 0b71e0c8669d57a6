import { asc, eq } from "drizzle-orm";
import { afterEach, expect } from "vitest";
import type { VerifiedActor } from "#lib/auth/actor";
import { acceptProposal } from "#lib/contracts/accept-proposal";
import { actOnClocks } from "#lib/contracts/act-on-clocks";
import { markComplete } from "#lib/contracts/mark-complete";
import { submitWork } from "#lib/contracts/submit-work";
import { actOnAnyClock } from "#lib/disputes/act-on-any-clock";
import type { Id } from "#lib/ids";
import { getBalance } from "#lib/ledger/queries";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { cents } from "#lib/money";
import { addDays, MINUTE_MS, now, setClock } from "#lib/time";
import { getDb } from "../client.ts";
import { clockRounds, contracts, jobEvents, jobs, proposals, submissions } from "../schema.ts";
import { makeClient, makeFreelancer, makeJob, makeProposal } from "./factories.ts";

type Rule = "on_submission" | "on_approval";
export type Hired = {
  client: VerifiedActor;
  freelancer: VerifiedActor;
  jobId: Id<"job">;
  contractId: Id<"ctr">;
};

/** What is on the screen before any change: the first offer, for the job as it was posted. */
export const AS_MADE = { proposalRevision: 1, jobRevision: 1 };

/** What the contract's page shows now, for the person who acts on it. */
export async function seenNow(contractId: Id<"ctr">) {
  const db = getDb();
  const [contract] = await db.select().from(contracts).where(eq(contracts.id, contractId));
  const versions = await db.$count(submissions, eq(submissions.contractId, contractId));
  const held = await getBalance(db, { kind: "hold", owner: contractId });
  return {
    submissionNumber: versions,
    heldCents: Number(held),
    cancellationNumber: contract?.cancellationNumber ?? 0,
  };
}

export const PRICE = 40_000;
export const ROUNDS = 6;

/** A contract for PRICE whose client has no other money. */
export async function hire(releaseRule: Rule = "on_approval"): Promise<Hired> {
  const client = await makeClient({ fundsCents: PRICE });
  const freelancer = await makeFreelancer();
  const jobId = await makeJob(client, { releaseRule });
  const proposalId = await makeProposal(jobId, freelancer);
  const { contractId } = await acceptProposal(client, { proposalId, ...AS_MADE });
  return { client, freelancer, jobId, contractId };
}

export async function hireAndSubmit(releaseRule: Rule = "on_approval"): Promise<Hired> {
  const hired = await hire(releaseRule);
  await submitWork(hired.freelancer, {
    contractId: hired.contractId,
    submissionNumber: 0,
    note: "Here it is.",
  });
  return hired;
}

/** The client approves the work as it is now. */
export async function approve({ client, contractId }: Hired): Promise<void> {
  await markComplete(client, { contractId, ...(await seenNow(contractId)) });
}

export async function hireAndApprove(): Promise<Hired> {
  const hired = await hireAndSubmit();
  await approve(hired);
  return hired;
}

/** The same on terms by which the operator keeps a part, 10 % of PRICE; the work is not approved yet. */
export async function hireForFee({ price = PRICE, feeBasisPoints = 1_000 } = {}): Promise<Hired> {
  const [client, freelancer] = [await makeClient({ fundsCents: price }), await makeFreelancer()];
  const jobId = await makeJob(client, { releaseRule: "on_approval" });
  const proposalId = await makeProposal(jobId, freelancer, { priceCents: cents(price) });
  const isOffer = eq(proposals.id, proposalId);
  await getDb().update(proposals).set({ feeBasisPoints }).where(isOffer);
  const { contractId } = await acceptProposal(client, { proposalId, ...AS_MADE });
  await submitWork(freelancer, { contractId, submissionNumber: 0, note: "Here it is." });
  return { client, freelancer, jobId, contractId };
}

/** Where the price is: the client's wallet, on hold, or the freelancer's wallet. */
export async function money({ client, freelancer, contractId }: Hired) {
  const db = getDb();
  const [left, held, paid] = await Promise.all([
    getBalance(db, { kind: "wallet", owner: client.userId }),
    getBalance(db, { kind: "hold", owner: contractId }),
    getBalance(db, { kind: "wallet", owner: freelancer.userId }),
  ]);
  return [Number(left), Number(held), Number(paid)];
}

export const IS_HELD = [0, PRICE, 0];
export const IS_PAID = [0, 0, PRICE];
export const IS_BACK = [PRICE, 0, 0];

export async function read({ contractId, jobId }: Hired) {
  const db = getDb();
  const [contract] = await db.select().from(contracts).where(eq(contracts.id, contractId));
  const [job] = await db.select({ status: jobs.status }).from(jobs).where(eq(jobs.id, jobId));
  const versions = await db
    .select()
    .from(submissions)
    .where(eq(submissions.contractId, contractId))
    .orderBy(asc(submissions.number));
  if (!contract || !job) throw new Error("The contract is gone");
  return { ...contract, status: job.status, versions };
}

export async function history({ jobId }: Hired) {
  const rows = await getDb()
    .select({ kind: jobEvents.kind })
    .from(jobEvents)
    .where(eq(jobEvents.jobId, jobId))
    .orderBy(asc(jobEvents.at), asc(jobEvents.id));
  return rows.map((row) => row.kind);
}

let restoreClock = () => {};

/** For the top of a test file: resets the clock and verifies the ledger after every test. */
export function provesTheLedger(): void {
  afterEach(async () => {
    restoreClock();
    restoreClock = () => {};
    expect((await verifyLedger()).mismatches).toEqual([]);
  });
}

/** Moves the clock forward by days, until the end of the test. */
export function travel(days: number): void {
  const moment = addDays(now(), days);
  const restore = setClock(() => moment);
  const before = restoreClock;
  restoreClock = () => {
    restore();
    before();
  };
}

/** What the worker does each minute, as if it had been there all the time. Returns how much it did. */
export async function letClocksAct(): Promise<number> {
  const at = new Date(now().getTime() - MINUTE_MS);
  await getDb()
    .insert(clockRounds)
    .values({ id: 1, at })
    .onConflictDoUpdate({ target: clockRounds.id, set: { at } });
  return actOnClocks(actOnAnyClock);
}

/** Runs every call at once and counts those that changed something. */
export async function race(calls: readonly Promise<{ isReplay: boolean }>[]) {
  const results = await Promise.allSettled(calls);
  return {
    effects: results.filter((each) => each.status === "fulfilled" && !each.value.isReplay).length,
    codes: results.flatMap((each) => (each.status === "rejected" ? [each.reason.code] : [])),
    worked: results.map((each) => each.status === "fulfilled" && !each.value.isReplay),
  };
}
