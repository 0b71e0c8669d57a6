import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { contracts, notifications, paidHires, payments } from "#db/schema";
import { fund, makeClient, makeFreelancer, makeJob, makeProposal } from "#db/testing/factories";
import { AS_MADE, PRICE, provesTheLedger, ROUNDS } from "#db/testing/hiring";
import { useTestBank } from "#db/testing/test-bank";
import { useTestDatabase } from "#db/testing/test-database";
import { type Actor, SYSTEM, type VerifiedActor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { closeJob } from "#lib/jobs/close-job";
import { getBalance } from "#lib/ledger/queries";
import { cents } from "#lib/money";
import { newId } from "#lib/new-id";
import { checkPayment } from "#lib/payments/check-payment";
import { sendPayment } from "#lib/payments/send-payment";
import { changeProposal } from "#lib/proposals/change-proposal";
import { withdrawProposal } from "#lib/proposals/withdraw-proposal";
import { acceptProposal } from "./accept-proposal.ts";
import { hireWhenPaid } from "./hire-when-paid.ts";
import { payAndHire } from "./pay-and-hire.ts";
import { findHirePayment, findPaidHire } from "./queries/paid-hires.ts";
import type { PayAndHireInput } from "./schema.ts";

useTestDatabase();
const bank = useTestBank();
provesTheLedger();

const FUNDS = 10_000;
const MISSING = PRICE - FUNDS;

type Offered = {
  client: VerifiedActor;
  freelancer: VerifiedActor;
  jobId: Id<"job">;
  proposalId: Id<"prp">;
};

async function offered(fundsCents = FUNDS): Promise<Offered> {
  const client = await makeClient({ fundsCents });
  const freelancer = await makeFreelancer();
  const jobId = await makeJob(client);
  return { client, freelancer, jobId, proposalId: await makeProposal(jobId, freelancer) };
}

function pay(
  { client, proposalId }: Pick<Offered, "client" | "proposalId">,
  changed: Partial<PayAndHireInput> = {},
) {
  const requestKey = newId("pay");
  const shown = { ...AS_MADE, payCents: MISSING, card: "card_4242" };
  return payAndHire(client, { proposalId, requestKey, ...shown, ...changed });
}

/** The bank takes the order and lets it settle, or fail. */
async function letEnd(paymentId: Id<"pay">): Promise<void> {
  await sendPayment(SYSTEM, { paymentId });
  bank.passSeconds(3);
  await checkPayment(SYSTEM, { paymentId });
}

const goOn = (paymentId: Id<"pay">) => hireWhenPaid(SYSTEM, { paymentId });

const available = async ({ userId: owner }: Actor) =>
  Number(await getBalance(getDb(), { kind: "wallet", owner }));

const contractsOf = ({ jobId }: Pick<Offered, "jobId">) =>
  getDb().$count(contracts, eq(contracts.jobId, jobId));

const told = async ({ userId }: Actor) =>
  (
    await getDb()
      .select({ kind: notifications.kind, facts: notifications.facts })
      .from(notifications)
      .where(eq(notifications.userId, userId))
  ).map(({ kind, facts }) => [kind, facts.why ?? null]);

async function changePrice({ freelancer, proposalId }: Offered): Promise<void> {
  await changeProposal(freelancer, {
    proposalId,
    proposalRevision: 1,
    jobRevision: 1,
    coverLetter: "I have fixed this kind of checkout before, twice, and can show both.",
    priceCents: PRICE - 5_000,
    timelineDays: 10,
  });
}

describe("paying to hire", () => {
  test("takes exactly what is missing, and hires once it has settled", async () => {
    const offer = await offered();
    const { paymentId } = await pay(offer);
    const [payment] = await getDb().select().from(payments).where(eq(payments.id, paymentId));
    expect(payment).toMatchObject({ amountCents: MISSING, purpose: "hire", status: "created" });
    expect(await findHirePayment(offer.client, offer.proposalId)).toMatchObject({ paymentId });
    await letEnd(paymentId);
    expect(await contractsOf(offer)).toBe(0);
    await goOn(paymentId);
    const hire = await findPaidHire(offer.client, paymentId);
    expect(hire).toMatchObject({ contractId: expect.stringMatching(/^ctr_/), notHired: null });
    expect(await available(offer.client)).toBe(0);
    expect(await told(offer.client)).toEqual([["hired_on_payment", null]]);
    expect(await told(offer.freelancer)).toEqual([["hired", null]]);
    expect(await findHirePayment(offer.client, offer.proposalId)).toBeNull();
  });

  test("is no longer offered to be gone on with once the price has changed, and the new offer's payment comes first", async () => {
    const offer = await offered();
    const { client, proposalId } = offer;
    const { paymentId } = await pay(offer);
    expect(await findHirePayment(client, proposalId)).toMatchObject({ isStillOffered: true });
    expect(await findPaidHire(client, paymentId)).toMatchObject({ isStillOffered: true });
    await changePrice(offer);
    expect(await findHirePayment(client, proposalId)).toMatchObject({ isStillOffered: false });
    expect(await findPaidHire(client, paymentId)).toMatchObject({ isStillOffered: false });
    const seen = { proposalRevision: 2, payCents: MISSING - 5_000 };
    const second = await pay(offer, seen);
    expect(await findHirePayment(client, proposalId)).toMatchObject({
      paymentId: second.paymentId,
      isStillOffered: true,
    });
  });

  test("is no longer offered to be gone on with once somebody else is hired", async () => {
    const offer = await offered();
    const { client, jobId } = offer;
    const { paymentId } = await pay(offer);
    const rival = await makeProposal(jobId, await makeFreelancer(), { priceCents: cents(FUNDS) });
    await acceptProposal(client, { ...AS_MADE, proposalId: rival });
    expect(await findPaidHire(client, paymentId)).toMatchObject({ isStillOffered: false });
  });

  test("takes the whole price where the wallet is empty", async () => {
    const offer = await offered(0);
    const { paymentId } = await pay(offer, { payCents: PRICE });
    await letEnd(paymentId);
    await goOn(paymentId);
    expect(await contractsOf(offer)).toBe(1);
  });

  test("never takes less than the least payment, and leaves the rest in the wallet", async () => {
    const offer = await offered(PRICE - 40);
    await expect(pay(offer, { payCents: 40 })).rejects.toMatchObject({ code: "changed_meanwhile" });
    const { paymentId } = await pay(offer, { payCents: 100 });
    await letEnd(paymentId);
    await goOn(paymentId);
    expect(await contractsOf(offer)).toBe(1);
    expect(await available(offer.client)).toBe(60);
  });

  test("puts what comes next into the queue with the settlement itself", async () => {
    const { paymentId } = await pay(await offered());
    await letEnd(paymentId);
    const rows = await getDb().execute(sql`
      select 1 from pgboss.job where data ->> 'task' = 'contracts.hire-when-paid'
        and data -> 'input' ->> 'paymentId' = ${paymentId}`);
    expect(rows).toHaveLength(1);
  });

  test.each([
    ["more than was shown", MISSING - 1],
    ["less than was shown", MISSING + 1],
  ])("is refused when %s is missing by now", async (_what, payCents) => {
    const offer = await offered();
    await expect(pay(offer, { payCents })).rejects.toMatchObject({
      code: "changed_meanwhile",
      changes: [expect.objectContaining({ what: "To pay", now: "€300.00" })],
    });
  });

  test("is refused when the wallet has enough by now", async () => {
    await expect(pay(await offered(PRICE))).rejects.toMatchObject({ code: "changed_meanwhile" });
  });

  test("is for the job's own client", async () => {
    const offer = await offered();
    const stranger = await makeClient();
    await expect(pay({ ...offer, client: stranger })).rejects.toMatchObject({ code: "not_found" });
    await expect(pay({ ...offer, client: offer.freelancer })).rejects.toMatchObject({
      code: "forbidden",
    });
    const { paymentId } = await pay(offer);
    expect(await findPaidHire(stranger, paymentId)).toBeNull();
  });

  test("is refused for a closed job, a changed offer and an unknown card", async () => {
    const closed = await offered();
    await closeJob(closed.client, { jobId: closed.jobId, proposalsSeen: 9 });
    await expect(pay(closed)).rejects.toMatchObject({ code: "job_not_open" });
    const changed = await offered();
    await changePrice(changed);
    await expect(pay(changed)).rejects.toMatchObject({ code: "changed_meanwhile" });
    await expect(pay(await offered(), { card: "card_9" })).rejects.toMatchObject({
      code: "invalid_input",
    });
  });
});

describe("the same hire", () => {
  test("by the same form pays once, and refuses other details", async () => {
    const offer = await offered();
    const requestKey = newId("pay");
    const first = await pay(offer, { requestKey });
    const { paymentId } = first;
    expect(await pay(offer, { requestKey })).toEqual({ paymentId, isReplay: true });
    await expect(pay(offer, { requestKey, card: "card_3155" })).rejects.toMatchObject({
      code: "idempotency_mismatch",
    });
    await letEnd(paymentId);
    await goOn(paymentId);
    expect(await pay(offer, { requestKey })).toEqual({ paymentId, isReplay: true });
  });

  test("from two pages at once pays once, and after the hire leads to its payment", async () => {
    const offer = await offered();
    const made = await Promise.all([pay(offer), pay(offer), pay(offer)]);
    const [{ paymentId }] = made;
    expect(new Set(made.map((one) => one.paymentId)).size).toBe(1);
    expect(await getDb().$count(payments, eq(payments.userId, offer.client.userId))).toBe(1);
    await letEnd(paymentId);
    await goOn(paymentId);
    expect(await pay(offer)).toEqual({ paymentId, isReplay: true });
  });

  test("is made once, however often its task runs", async () => {
    const offer = await offered();
    const { paymentId } = await pay(offer);
    await letEnd(paymentId);
    await Promise.all([goOn(paymentId), goOn(paymentId), goOn(paymentId)]);
    await goOn(paymentId);
    expect(await contractsOf(offer)).toBe(1);
    expect(await told(offer.client)).toEqual([["hired_on_payment", null]]);
  });

  test("can be paid for again after a payment that failed and hired nobody", async () => {
    const offer = await offered();
    const { paymentId } = await pay(offer, { card: "card_0002" });
    await sendPayment(SYSTEM, { paymentId });
    await goOn(paymentId);
    expect(await findPaidHire(offer.client, paymentId)).toMatchObject({
      contractId: null,
      notHired: "payment_failed",
    });
    expect(await told(offer.client)).toEqual([["not_hired", "payment_failed"]]);
    expect(await available(offer.client)).toBe(FUNDS);
    expect(await pay(offer)).toMatchObject({ isReplay: false });
  });

  test("waits for the end of its payment", async () => {
    const { paymentId } = await pay(await offered());
    await expect(goOn(paymentId)).rejects.toThrow("has not ended");
  });
});

describe("what happens while the payment is on its way", () => {
  test.each<[string, string, (offer: Offered) => Promise<unknown>]>([
    ["the offer is changed", "changed", changePrice],
    [
      "the proposal is withdrawn",
      "no_longer_open",
      ({ freelancer, proposalId }) =>
        withdrawProposal(freelancer, { proposalId, proposalRevision: 1 }),
    ],
    [
      "the job is closed",
      "no_longer_open",
      ({ client, jobId }) => closeJob(client, { jobId, proposalsSeen: 9 }),
    ],
  ])("%s: nobody is hired, and the money is in the wallet", async (_what, why, happens) => {
    const offer = await offered();
    const { paymentId } = await pay(offer);
    await happens(offer);
    await letEnd(paymentId);
    await goOn(paymentId);
    await goOn(paymentId);
    expect(await findPaidHire(offer.client, paymentId)).toMatchObject({ notHired: why });
    expect(await contractsOf(offer)).toBe(0);
    expect(await available(offer.client)).toBe(PRICE);
    expect(await told(offer.client)).toEqual([["not_hired", why]]);
  });

  test("a checkout that was left open: the same hire leads back to it, and other money hires at once", async () => {
    const offer = await offered();
    const { client, proposalId } = offer;
    const { paymentId } = await pay(offer);
    // The sandbox has no checkout of its own.
    await sendPayment(SYSTEM, { paymentId });
    await getDb()
      .update(payments)
      .set({ status: "requires_action" })
      .where(eq(payments.id, paymentId));
    const unfinished = { paymentId, amountCents: MISSING, status: "requires_action" };
    expect(await findHirePayment(client, proposalId)).toMatchObject({
      ...unfinished,
      isStillOffered: true,
    });
    expect(await pay(offer)).toEqual({ paymentId, isReplay: true });
    await fund(client, MISSING);
    await acceptProposal(client, { proposalId, ...AS_MADE });
    await letEnd(paymentId);
    await goOn(paymentId);
    expect(await findPaidHire(client, paymentId)).toMatchObject({ notHired: "already_hired" });
    expect(await available(client)).toBe(MISSING);
  });

  test("hiring the same person with other money: one contract, and this money is in the wallet", async () => {
    const offer = await offered();
    const { paymentId } = await pay(offer);
    await letEnd(paymentId);
    await acceptProposal(offer.client, { proposalId: offer.proposalId, ...AS_MADE });
    await goOn(paymentId);
    expect(await findPaidHire(offer.client, paymentId)).toMatchObject({
      notHired: "already_hired",
    });
    expect(await contractsOf(offer)).toBe(1);
  });

  test("two payments for rivals on one job: one is hired, the other's money is in the wallet", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const offer = await offered(0);
      const rival = await makeProposal(offer.jobId, await makeFreelancer());
      const paid = [
        await pay(offer, { payCents: PRICE }),
        await pay({ ...offer, proposalId: rival }, { payCents: PRICE }),
      ];
      for (const { paymentId } of paid) await letEnd(paymentId);
      await Promise.all(paid.map(({ paymentId }) => goOn(paymentId)));
      expect(await contractsOf(offer)).toBe(1);
      expect(await available(offer.client)).toBe(PRICE);
      expect((await told(offer.client)).sort()).toEqual([
        ["hired_on_payment", null],
        ["not_hired", "no_longer_open"],
      ]);
    }
  });

  test("a hire elsewhere with the wallet's money: one of the two happens, nothing is lost", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const offer = await offered(PRICE - 100);
      const { client } = offer;
      const jobId = await makeJob(client);
      const elsewhere = await makeProposal(jobId, await makeFreelancer());
      const { paymentId } = await pay(offer, { payCents: 100 });
      await letEnd(paymentId);
      const [, other] = await Promise.allSettled([
        goOn(paymentId),
        acceptProposal(client, { proposalId: elsewhere, ...AS_MADE }),
      ]);
      const hire = await findPaidHire(client, paymentId);
      expect(hire?.notHired).toBe(other.status === "fulfilled" ? "money_used" : null);
      expect(await getDb().$count(contracts, eq(contracts.clientId, client.userId))).toBe(1);
      expect(await available(client)).toBe(0);
    }
  });

  test("a withdrawal at the same moment: hired, or the money is in the wallet", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const offer = await offered();
      const { proposalId, freelancer, client } = offer;
      const { paymentId } = await pay(offer);
      await letEnd(paymentId);
      const [ended, withdrawn] = await Promise.allSettled([
        goOn(paymentId),
        withdrawProposal(freelancer, { proposalId, proposalRevision: 1 }),
      ]);
      expect(ended.status).toBe("fulfilled");
      if (withdrawn.status === "rejected") expect(withdrawn.reason).toBeInstanceOf(DomainError);
      const isHired = withdrawn.status === "rejected";
      expect(await contractsOf(offer)).toBe(isHired ? 1 : 0);
      expect(await available(client)).toBe(isHired ? 0 : PRICE);
    }
  });
});

test("the database keeps one open payment for the same offer, and one outcome of each", async () => {
  const offer = await offered();
  const { paymentId } = await pay(offer);
  const other = await pay(await offered());
  const ofOffer = { proposalId: offer.proposalId, proposalRevision: 1, jobRevision: 1 };
  await expect(
    getDb().update(paidHires).set(ofOffer).where(eq(paidHires.paymentId, other.paymentId)),
  ).rejects.toThrow();
  await expect(
    getDb()
      .update(paidHires)
      .set({ notHired: "changed" })
      .where(eq(paidHires.paymentId, paymentId)),
  ).rejects.toThrow();
});
