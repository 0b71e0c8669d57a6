import { eq } from "drizzle-orm";
import { SYSTEM, type VerifiedActor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { holdFunds, refundHold, releaseHold } from "#lib/ledger/movements";
import { cents } from "#lib/money";
import { newId } from "#lib/new-id";
import { addFunds } from "#lib/payments/add-funds";
import { checkPayment } from "#lib/payments/check-payment";
import type { HistoryRow } from "#lib/payments/history-views";
import { SANDBOX_IBANS } from "#lib/payments/providers/sandbox-rules";
import { listHistory } from "#lib/payments/queries/history";
import { sendPayment } from "#lib/payments/send-payment";
import { withdraw } from "#lib/payments/withdraw";
import { addDays, now } from "#lib/time";
import { getDb } from "../client.ts";
import { clocks, contracts, milestones } from "../schema.ts";
import { makeClient, makeFreelancer, makeJob, makeProposal } from "./factories.ts";
import { FIRST_MILESTONES } from "./first-milestones.ts";
import type { TestBank } from "./test-bank.ts";

export type Pair = { client: VerifiedActor; freelancer: VerifiedActor };

/** A contract between the two with its price on hold, as after hiring. */
export async function hire({ client, freelancer }: Pair, price: number, title?: string) {
  const jobId = await makeJob(client, title ? { title } : {});
  const proposalId = await makeProposal(jobId, freelancer, { status: "accepted" });
  const contractId = newId("ctr");
  const priceCents = cents(price);
  await getDb().transaction(async (tx) => {
    await tx.insert(contracts).values({
      id: contractId,
      jobId,
      proposalId,
      clientId: client.userId,
      freelancerId: freelancer.userId,
      priceCents,
      timelineDays: 10,
      releaseRule: "on_submission",
      reviewWindowDays: 7,
      createdAt: now(),
      dueAt: addDays(now(), 10),
    });
    await tx.execute(FIRST_MILESTONES);
    await holdFunds(tx, {
      payer: client.userId,
      payee: { kind: "wallet", owner: freelancer.userId },
      holdFor: contractId,
      amountCents: priceCents,
      key: `contract:${contractId}:hold`,
      reference: `contract:${contractId}`,
    });
  });
  return contractId;
}

export async function resolve(contractId: Id<"ctr">, how: "release" | "refund", fee = 0) {
  const reference = `contract:${contractId}`;
  await getDb().transaction(async (tx) => {
    const [milestone] = await tx
      .select()
      .from(milestones)
      .where(eq(milestones.contractId, contractId));
    if (!milestone) throw new Error("A contract without a milestone");
    const { amountCents } = milestone;
    const isPaid = how === "release";
    await tx
      .update(contracts)
      .set({ heldCents: cents(0), ...(isPaid ? { releasedAt: now() } : { cancelledAt: now() }) })
      .where(eq(contracts.id, contractId));
    await tx
      .update(milestones)
      .set({
        endedAt: now(),
        ...(isPaid
          ? {
              status: "released",
              releasedAt: now(),
              releasedCents: amountCents,
              earnedCents: cents(amountCents - fee),
            }
          : { status: "settled", refundedAt: now(), refundedCents: amountCents }),
      })
      .where(eq(milestones.contractId, contractId));
    await tx.delete(clocks).where(eq(clocks.contractId, contractId));
    const resolution = { holdFor: contractId, key: `${reference}:${how}`, reference };
    if (how === "refund") await refundHold(tx, resolution);
    else await releaseHold(tx, { ...resolution, feeCents: cents(fee) });
  });
}

export async function add(client: VerifiedActor, amountCents: number, card = "card_4242") {
  const payment = await addFunds(client, { requestKey: newId("pay"), amountCents, card });
  await sendPayment(SYSTEM, payment);
  return payment;
}

export async function takeOut(
  actor: VerifiedActor,
  amountCents: number,
  iban: string = SANDBOX_IBANS.works,
) {
  const payment = await withdraw(
    { ...actor, sessionId: SYSTEM },
    { requestKey: newId("pay"), amountCents, iban },
  );
  await sendPayment(SYSTEM, payment);
  return payment;
}

export async function makePair(): Promise<Pair> {
  return {
    client: await makeClient({ name: "Teahouse Kyoto" }),
    freelancer: await makeFreelancer({ name: "Ana Moreau" }),
  };
}

/** A life of two wallets in which everything happens that can. */
export async function makeHistory(
  bank: TestBank,
): Promise<Pair & { released: Id<"ctr">; held: Id<"ctr"> }> {
  const pair = await makePair();
  const { client, freelancer } = pair;
  const deposit = await add(client, 500_000);
  bank.passSeconds(10);
  await checkPayment(SYSTEM, deposit);
  await add(client, 1_000, "card_0002");
  bank.passSeconds(10);
  const released = await hire(pair, 74_000, "Label printer integration");
  bank.passSeconds(10);
  const refunded = await hire(pair, 20_000, "Cancelled job");
  bank.passSeconds(10);
  await resolve(refunded, "refund");
  bank.passSeconds(10);
  await resolve(released, "release");
  bank.passSeconds(10);
  const held = await hire(pair, 124_000, "Make our checkout usable");
  bank.passSeconds(10);
  const bounced = await takeOut(freelancer, 10_000, SANDBOX_IBANS.bounces);
  bank.passSeconds(60);
  await checkPayment(SYSTEM, bounced);
  await takeOut(freelancer, 60_000);
  await add(client, 7_000);
  return { ...pair, released, held };
}

/** Puts money into a client's wallet the way the product does. */
export async function addSettled(bank: TestBank, client: VerifiedActor): Promise<void> {
  const payment = await add(client, 50_000);
  bank.passSeconds(2);
  await checkPayment(SYSTEM, payment);
}

/** The whole history, page by page. */
export async function readAll(actor: VerifiedActor, limit: number): Promise<HistoryRow[]> {
  const rows: HistoryRow[] = [];
  let cursor: string | undefined;
  do {
    const page = await listHistory(actor, { cursor, limit });
    if (page.rows.length > limit) throw new Error("A page is longer than asked for");
    rows.push(...page.rows);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return rows;
}
