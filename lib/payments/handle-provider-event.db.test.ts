import { eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { payments } from "#db/schema";
import { fund, makeClient, makeFreelancer } from "#db/testing/factories";
import { useTestBank } from "#db/testing/test-bank";
import { useTestDatabase } from "#db/testing/test-database";
import { type Actor, SYSTEM } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { getBalance } from "#lib/ledger/queries";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { type Cents, cents } from "#lib/money";
import { newId } from "#lib/new-id";
import { addFunds } from "./add-funds.ts";
import { currentProvider } from "./find-provider.ts";
import { handleProviderEvent } from "./handle-provider-event.ts";
import { failPayment, settlePayment } from "./internal/settle-payment.ts";
import type { ProviderReport } from "./provider.ts";
import { SANDBOX_IBANS } from "./providers/sandbox-rules.ts";
import { listHistory } from "./queries/history.ts";
import { getReceipt } from "./queries/receipts.ts";
import { getPayment } from "./queries/wallet.ts";
import { sendPayment } from "./send-payment.ts";
import { withdraw } from "./withdraw.ts";

useTestDatabase();
const bank = useTestBank();
afterAll(async () => expect((await verifyLedger()).mismatches).toEqual([]));

const available = (actor: Actor) => getBalance(getDb(), { kind: "wallet", owner: actor.userId });

type Told = { status: "settled" } | { status: "failed"; reason: string };

/** The bank sends a message by itself, as a webhook would. */
function tell(
  paymentId: Id<"pay">,
  told: Told,
  changed: { amountCents?: Cents; reference?: string } = {},
) {
  const report = { paymentId, reference: `ref_${paymentId}`, amountCents: cents(5_000), ...told };
  const event = { provider: "sandbox", report: { ...report, ...changed } };
  return handleProviderEvent(SYSTEM, event);
}

async function makeDeposit() {
  const actor = await makeClient();
  const input = { requestKey: newId("pay"), amountCents: 5_000, card: "card_4242" };
  return { actor, ...(await addFunds(actor, input)) };
}

async function makePayout() {
  const actor = await makeFreelancer();
  await fund(actor, 5_000);
  const input = { requestKey: newId("pay"), amountCents: 5_000, iban: SANDBOX_IBANS.works };
  return { actor, ...(await withdraw({ ...actor, sessionId: SYSTEM }, input)) };
}

const settled = { status: "settled" } as const;
const failed = { status: "failed", reason: "the bank said so" } as const;

describe("a message of the provider", () => {
  test("that comes twice, even at once, moves the money once", async () => {
    const deposit = await makeDeposit();
    await Promise.all(Array.from({ length: 6 }, () => tell(deposit.paymentId, settled)));
    await tell(deposit.paymentId, settled);
    expect(await available(deposit.actor)).toBe(5_000);

    const bounced = await makePayout();
    await Promise.all(Array.from({ length: 6 }, () => tell(bounced.paymentId, failed)));
    await tell(bounced.paymentId, failed);
    expect(await available(bounced.actor)).toBe(5_000);

    const paid = await makePayout();
    await Promise.all(Array.from({ length: 6 }, () => tell(paid.paymentId, settled)));
    expect(await available(paid.actor)).toBe(0);
  });

  test("that comes before the answer to the creation counts, and the late answer changes nothing", async () => {
    const { actor, paymentId } = await makeDeposit();
    await tell(paymentId, settled);
    expect(await getPayment(actor, paymentId)).toMatchObject({ status: "settled" });
    const late = { paymentId, reference: `ref_${paymentId}`, amountCents: cents(5_000) };
    await handleProviderEvent(SYSTEM, {
      provider: "sandbox",
      report: { ...late, status: "accepted", expectedAt: bank.now() },
    });
    await sendPayment(SYSTEM, { paymentId });
    expect(bank.calls).toEqual([]);
    expect(await getPayment(actor, paymentId)).toMatchObject({ status: "settled" });
    expect(await available(actor)).toBe(5_000);
  });

  test("that postpones the date is recorded, and nothing else changes", async () => {
    const { actor, paymentId } = await makePayout();
    await sendPayment(SYSTEM, { paymentId });
    const { reference, amountCents } = await orderOf(paymentId);
    const expectedAt = new Date("2026-11-25T09:00:00Z");
    const report = { paymentId, reference, amountCents, status: "accepted", expectedAt } as const;
    await handleProviderEvent(SYSTEM, { provider: "sandbox", report });
    expect(await getPayment(actor, paymentId)).toMatchObject({ status: "pending", expectedAt });
    expect(await available(actor)).toBe(0);
  });

  test("that comes days late still counts", async () => {
    const { actor, paymentId } = await makePayout();
    await sendPayment(SYSTEM, { paymentId });
    bank.passSeconds(5 * 24 * 60 * 60);
    const { reference } = await orderOf(paymentId);
    await tell(paymentId, failed, { reference });
    expect(await available(actor)).toBe(5_000);
  });

  test("that contradicts a final state is an error, not a refusal, and moves nothing", async () => {
    const deposit = await makeDeposit();
    await tell(deposit.paymentId, settled);
    await expectError(tell(deposit.paymentId, failed), /has failed, but it is recorded as settled/);
    expect(await available(deposit.actor)).toBe(5_000);

    const payout = await makePayout();
    await tell(payout.paymentId, failed);
    await expectError(tell(payout.paymentId, settled), /has settled, but it is recorded as failed/);
    expect(await available(payout.actor)).toBe(5_000);
  });

  test("settled and failed at once: a deposit is one of them, and a payout is back in the wallet once", async () => {
    for (let round = 0; round < 10; round++) {
      const made = await makeDeposit();
      const told = [tell(made.paymentId, settled), tell(made.paymentId, failed)];
      const results = await Promise.allSettled(told);
      expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
      const { status } = await getPayment(made.actor, made.paymentId);
      expect(await available(made.actor)).toBe(status === "settled" ? 5_000 : 0);

      const { actor, paymentId } = await makePayout();
      await Promise.allSettled([tell(paymentId, settled), tell(paymentId, failed)]);
      expect(await getPayment(actor, paymentId)).toMatchObject({ status: "failed" });
      expect(await available(actor)).toBe(5_000);
    }
  });

  test("that a payout has failed after it was paid brings the money back once, and its receipt says so", async () => {
    const { actor, paymentId } = await makePayout();
    await tell(paymentId, settled);
    expect(await available(actor)).toBe(0);
    await Promise.all(Array.from({ length: 6 }, () => tell(paymentId, failed)));
    expect(await available(actor)).toBe(5_000);
    expect(await getPayment(actor, paymentId)).toMatchObject({ status: "failed" });
    const { entries } = await getReceipt(actor, paymentId);
    expect(entries.map(({ kind, amountCents }) => [kind, amountCents])).toEqual([
      ["withdrawn", -5_000],
      ["withdrawn", 5_000],
    ]);
    const filter = { kind: "added", period: null, contractId: null } as const;
    expect(
      (await listHistory(actor, { filter })).rows.map(({ receiptId }) => receiptId),
    ).not.toContain(paymentId);
    await expectError(tell(paymentId, settled), /has settled, but it is recorded as failed/);
  });

  test("about an order that failed and was replaced changes nothing, neither before nor after the other settles", async () => {
    for (const make of [makeDeposit, makePayout]) {
      const { actor, paymentId } = await make();
      await sendPayment(SYSTEM, { paymentId });
      const status = async () => (await getPayment(actor, paymentId)).status;
      const [own] = await getDb()
        .select({ reference: payments.providerReference })
        .from(payments)
        .where(eq(payments.id, paymentId));
      const former = { reference: "ref_former" };
      await tell(paymentId, failed, former);
      expect(await status()).toBe("pending");
      await tell(paymentId, settled, { reference: own?.reference ?? "" });
      const before = await available(actor);
      await tell(paymentId, failed, former);
      expect([await status(), await available(actor)]).toEqual(["settled", before]);
    }
  });

  test("about another amount, another order, another provider or nothing we know is an error", async () => {
    const { actor, paymentId } = await makeDeposit();
    const other = { amountCents: cents(5_001) };
    await expectError(tell(paymentId, settled, other), /is about 5001, but it is about 5000/);
    await sendPayment(SYSTEM, { paymentId });
    await expectError(tell(paymentId, settled, { reference: "ref_other" }), /a second order/);
    const { reference } = await orderOf(paymentId);
    const report = { paymentId, reference, amountCents: cents(5_000), ...settled };
    const elsewhere = handleProviderEvent(SYSTEM, { provider: "elsewhere", report });
    await expectError(elsewhere, /is a payment of sandbox/);
    await expectError(tell(newId("pay"), settled), /There is no payment/);
    expect(await available(actor)).toBe(0);
  });
});

describe("settling and failing", () => {
  test("a second time is a replay", async () => {
    const { actor, paymentId } = await makeDeposit();
    expect(await settlePayment(SYSTEM, { paymentId })).toEqual({ isReplay: false });
    expect(await settlePayment(SYSTEM, { paymentId })).toEqual({ isReplay: true });
    expect(await available(actor)).toBe(5_000);
    const payout = await makePayout();
    const failure = { paymentId: payout.paymentId, reason: "no" };
    expect(await failPayment(SYSTEM, failure)).toEqual({ isReplay: false });
    expect(await failPayment(SYSTEM, failure)).toEqual({ isReplay: true });
    expect(await available(payout.actor)).toBe(5_000);
  });

  test("in a transaction that is rolled back moves nothing", async () => {
    const { actor, paymentId } = await makeDeposit();
    await expect(
      getDb().transaction(async (tx) => {
        await settlePayment(SYSTEM, { paymentId }, tx);
        throw new Error("undone");
      }),
    ).rejects.toThrow("undone");
    expect(await available(actor)).toBe(0);
    expect(await getPayment(actor, paymentId)).toMatchObject({ status: "created" });
  });

  test("the wrong way round is an error", async () => {
    const { paymentId } = await makeDeposit();
    await failPayment(SYSTEM, { paymentId, reason: "no" });
    await expectError(settlePayment(SYSTEM, { paymentId }), /recorded as failed/);
    const { paymentId: paid } = await makeDeposit();
    await settlePayment(SYSTEM, { paymentId: paid });
    const failing = failPayment(SYSTEM, { paymentId: paid, reason: "no" });
    await expectError(failing, /recorded as settled/);
  });
});

/** Expects an ordinary error, as the queue and the log see it. */
async function expectError(call: Promise<unknown>, message: RegExp): Promise<void> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Error);
  expect(error).not.toBeInstanceOf(DomainError);
  expect(String(error)).toMatch(message);
}

async function orderOf(paymentId: Id<"pay">): Promise<ProviderReport> {
  const order = await currentProvider().findOrder(paymentId, "");
  if (!order) throw new Error("The bank has no such order");
  return order;
}
