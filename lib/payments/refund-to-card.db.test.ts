import { eq } from "drizzle-orm";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { getDb } from "#db/client";
import { paymentReversals, payments, providerEvents } from "#db/schema";
import { fund, makeClient } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import { SYSTEM, type VerifiedActor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { holdFunds } from "#lib/ledger/movements";
import { getBalance, getOwed } from "#lib/ledger/queries";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { cents } from "#lib/money";
import { newId } from "#lib/new-id";
import { DAY_MS, HOUR_MS, now, setClock } from "#lib/time";
import { useStandin } from "#scripts/stripe/use-standin";
import { addFunds } from "./add-funds.ts";
import { checkPayment } from "./check-payment.ts";
import { listRefundable } from "./queries/refundable.ts";
import { getPayment, listEarlierAccounts, listPayoutSteps } from "./queries/wallet.ts";
import { sendPayment } from "./send-payment.ts";
import { withdraw } from "./withdraw.ts";

useTestDatabase();
const standin = useStandin();
const { follow } = standin;
afterAll(async () => expect((await verifyLedger()).mismatches).toEqual([]));
const restore: (() => void)[] = [];
afterEach(async () => {
  for (const undo of restore.splice(0).reverse()) undo();
  vi.restoreAllMocks();
  await getDb().delete(providerEvents);
});

/** The official package asks once more by itself when a connection breaks. */
const TIMES_ASKED = 2;
const AMOUNT = 5_000;

const available = ({ userId: owner }: VerifiedActor) =>
  getBalance(getDb(), { kind: "wallet", owner });

/** Somebody has paid 50.00 in with a card. */
async function paidIn(by?: VerifiedActor, how: "pay" | "authenticate" = "pay") {
  const client = by ?? (await makeClient());
  const input = { requestKey: newId("pay"), amountCents: AMOUNT, card: "checkout" };
  const { paymentId: depositId } = await addFunds(client, input);
  await sendPayment(SYSTEM, { paymentId: depositId });
  const [payment] = await getDb().select().from(payments).where(eq(payments.id, depositId));
  const sessionId = payment?.providerReference ?? "";
  standin().tryToPay(sessionId, how);
  if (how === "authenticate") standin().tryToPay(sessionId, "pay");
  await follow();
  return { client, depositId, sessionId };
}

function takeBack(client: VerifiedActor, account: Id<"pay">, amountCents = AMOUNT) {
  const input = { requestKey: newId("pay"), amountCents, account };
  return withdraw({ ...client, sessionId: SYSTEM }, input);
}

const send = (paymentId: Id<"pay">) => sendPayment(SYSTEM, { paymentId });

function refundsOf(paymentId: Id<"pay">) {
  return [...standin().charges.refunds.values()].filter(
    ({ metadata }) => metadata.withdrawal === paymentId,
  );
}

describe("a withdrawal to the card that paid", () => {
  test("is offered with the card's last digits, goes out once, and is no reversal", async () => {
    const { client, depositId } = await paidIn();
    expect(await listRefundable(client)).toMatchObject([
      { paymentId: depositId, method: "Visa ··4242", payments: 1, leftCents: AMOUNT },
    ]);
    const { paymentId } = await takeBack(client, depositId, 2_000);
    expect(await available(client)).toBe(3_000);
    await send(paymentId);
    await follow();
    await send(paymentId);
    expect(refundsOf(paymentId)).toMatchObject([{ amount: 2_000 }]);
    expect(await getPayment(client, paymentId)).toMatchObject({
      status: "settled",
      method: "Visa ··4242",
      refundOf: depositId,
    });
    expect(await listPayoutSteps(client, paymentId)).toMatchObject([
      { kind: "refund", status: "done" },
    ]);
    expect(await available(client)).toBe(3_000);
    expect(await getDb().$count(paymentReversals, eq(paymentReversals.paymentId, depositId))).toBe(
      0,
    );
    expect(await listRefundable(client)).toMatchObject([{ leftCents: 3_000 }]);
  });

  test("of all of it leaves nothing that could go back, and is no account to be paid to later", async () => {
    const { client, depositId } = await paidIn();
    await send((await takeBack(client, depositId)).paymentId);
    expect(await listRefundable(client)).toEqual([]);
    expect(await listEarlierAccounts(client)).toEqual([]);
    await fund(client, AMOUNT);
    await expect(takeBack(client, depositId)).rejects.toMatchObject({
      code: "more_than_refundable",
    });
    expect(await available(client)).toBe(AMOUNT);
  });

  test("never takes more than what is left, also by several at once", async () => {
    const { client, depositId } = await paidIn();
    await fund(client, 4 * AMOUNT);
    const tries = await Promise.allSettled(
      Array.from({ length: 5 }, () => takeBack(client, depositId, 2_000)),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    expect(await available(client)).toBe(5 * AMOUNT - 4_000);
    expect(await listRefundable(client)).toMatchObject([{ leftCents: 1_000 }]);
  });

  test("sent twice with one key is one", async () => {
    const { client, depositId } = await paidIn();
    const input = { requestKey: newId("pay"), amountCents: AMOUNT, account: depositId };
    const prover = { ...client, sessionId: SYSTEM } as const;
    const [first, second] = await Promise.all([withdraw(prover, input), withdraw(prover, input)]);
    expect(first.paymentId).toBe(second.paymentId);
    await expect(
      withdraw(prover, { ...input, account: (await paidIn()).depositId }),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  test("whose answer is lost is found again, also once Stripe has forgotten its key", async () => {
    const { client, depositId } = await paidIn();
    const { paymentId } = await takeBack(client, depositId);
    Object.assign(standin().orders, { loseAnswers: TIMES_ASKED, loseAnswersTo: "/v1/refunds" });
    await expect(send(paymentId)).rejects.toThrow();
    Object.assign(standin().orders, { loseAnswers: 0, loseAnswersTo: "" });
    standin().forgetKeys();
    await send(paymentId);
    expect(refundsOf(paymentId)).toHaveLength(1);
    expect(await getPayment(client, paymentId)).toMatchObject({ status: "settled" });
  });

  test("that does not reach the card is back in the wallet, and can be tried again", async () => {
    const { client, depositId } = await paidIn();
    const { paymentId } = await takeBack(client, depositId);
    await send(paymentId);
    standin().failRefund(refundsOf(paymentId)[0]?.id ?? "");
    await follow();
    await follow();
    expect(await getPayment(client, paymentId)).toMatchObject({
      status: "failed",
      failureReason: "expired or canceled card",
    });
    expect(await available(client)).toBe(AMOUNT);
    expect(await listRefundable(client)).toMatchObject([{ leftCents: AMOUNT }]);
  });

  test("whose failure is never told is asked about every day", async () => {
    const { client, depositId } = await paidIn();
    const { paymentId } = await takeBack(client, depositId);
    await send(paymentId);
    standin().orders.dropEvents = 1;
    standin().failRefund(refundsOf(paymentId)[0]?.id ?? "");
    restore.push(setClock(() => new Date(Date.now() + 1.1 * DAY_MS)));
    await checkPayment(SYSTEM, { paymentId });
    expect(await available(client)).toBe(AMOUNT);
  });

  test("waits while Stripe has not enough of the platform's money", async () => {
    const { client, depositId } = await paidIn();
    const { paymentId } = await takeBack(client, depositId);
    const spy = vi.spyOn(standin().payouts, "balanceOf").mockReturnValue(0);
    const next = await send(paymentId);
    expect(Math.abs(Number(next) - now().getTime() - HOUR_MS)).toBeLessThan(60_000);
    expect(await getPayment(client, paymentId)).toMatchObject({ status: "created" });
    spy.mockRestore();
    standin().forgetKeys();
    await send(paymentId);
    expect(await getPayment(client, paymentId)).toMatchObject({ status: "settled" });
  });

  test("is refused after 180 days, for another person's payment, and for one that has not settled", async () => {
    const { client, depositId } = await paidIn();
    const stranger = await makeClient({ fundsCents: AMOUNT });
    await expect(takeBack(stranger, depositId)).rejects.toMatchObject({ code: "not_found" });
    const input = { requestKey: newId("pay"), amountCents: AMOUNT, card: "checkout" };
    const { paymentId: open } = await addFunds(client, input);
    await expect(takeBack(client, open)).rejects.toMatchObject({ code: "not_found" });
    restore.push(setClock(() => new Date(Date.now() + 180 * DAY_MS)));
    expect(await listRefundable(client)).toEqual([]);
    await expect(takeBack(client, depositId)).rejects.toMatchObject({ code: "card_refund_over" });
    expect(await available(client)).toBe(AMOUNT);
  });
});

/** Which deposits a withdrawal went back to, with how much each. */
async function partsOf({ paymentId, others }: Awaited<ReturnType<typeof takeBack>>) {
  const parts = [];
  for (const id of [paymentId, ...others]) {
    const [part] = await getDb().select().from(payments).where(eq(payments.id, id));
    parts.push([part?.refundOf, part?.amountCents]);
  }
  return parts;
}

describe("a withdrawal to a card that has paid several times", () => {
  test("is one choice for each card, and takes the oldest payments first and no more than is left of each", async () => {
    const { client, depositId: first } = await paidIn();
    const { depositId: second } = await paidIn(client);
    const { depositId: other } = await paidIn(client, "authenticate");
    const { depositId: third } = await paidIn(client);
    await send((await takeBack(client, first, 3_500)).paymentId);
    expect(await listRefundable(client)).toMatchObject([
      { paymentId: third, method: "Visa ··4242", payments: 3, leftCents: 3 * AMOUNT - 3_500 },
      { paymentId: other, method: "Visa ··3184", payments: 1, leftCents: AMOUNT },
    ]);
    const made = await takeBack(client, third, 7_000);
    expect(await partsOf(made)).toEqual([
      [first, 1_500],
      [second, AMOUNT],
      [third, 500],
    ]);
    for (const id of [made.paymentId, ...made.others]) await send(id);
    await follow();
    for (const id of [made.paymentId, ...made.others]) {
      expect(await getPayment(client, id)).toMatchObject({ status: "settled" });
    }
    expect(await available(client)).toBe(4 * AMOUNT - 3_500 - 7_000);
    await expect(takeBack(client, first, 4_501)).rejects.toMatchObject({
      code: "more_than_refundable",
      details: { left: "€45.00" },
    });
  });

  test("holds nothing when all of it is not available, and says what is", async () => {
    const { client, depositId } = await paidIn();
    await paidIn(client);
    await getDb().transaction((tx) =>
      holdFunds(tx, {
        payer: client.userId,
        payee: { kind: "wallet", owner: newId("usr") },
        holdFor: newId("ctr"),
        amountCents: cents(2_000),
        key: newId("pay"),
        reference: "contract",
      }),
    );
    await expect(takeBack(client, depositId, 9_000)).rejects.toMatchObject({
      code: "more_than_available",
      details: { available: "€80.00" },
    });
    expect(await available(client)).toBe(8_000);
  });

  test("sent twice with one key goes back once, also at once", async () => {
    const { client, depositId } = await paidIn();
    await paidIn(client);
    const input = { requestKey: newId("pay"), amountCents: 8_000, account: depositId };
    const prover = { ...client, sessionId: SYSTEM } as const;
    const answers = await Promise.all(Array.from({ length: 4 }, () => withdraw(prover, input)));
    for (const { paymentId, others } of answers) {
      expect([paymentId, ...others]).toEqual([
        answers[0]?.paymentId,
        ...(answers[0]?.others ?? []),
      ]);
    }
    expect(answers.filter(({ isReplay }) => !isReplay)).toHaveLength(1);
    expect(await available(client)).toBe(2_000);
    await expect(withdraw(prover, { ...input, amountCents: 8_001 })).rejects.toMatchObject({
      code: "idempotency_mismatch",
    });
  });

  test("leaves out what is too old, and never takes more than what is left by several at once", async () => {
    const { client, depositId: old } = await paidIn();
    const late = new Date(Date.now() - 181 * DAY_MS);
    await getDb().update(payments).set({ finishedAt: late }).where(eq(payments.id, old));
    const { depositId } = await paidIn(client);
    await paidIn(client);
    expect(await listRefundable(client)).toMatchObject([{ payments: 2, leftCents: 2 * AMOUNT }]);
    await fund(client, 4 * AMOUNT);
    const tries = await Promise.allSettled(
      Array.from({ length: 5 }, () => takeBack(client, depositId, 3_000)),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
    expect(await listRefundable(client)).toMatchObject([{ leftCents: 1_000 }]);
    expect(await getDb().$count(payments, eq(payments.refundOf, old))).toBe(0);
  });
});

describe("what is taken back of the same payment", () => {
  test("on a dashboard leaves less that can go back to the card", async () => {
    const { client, depositId, sessionId } = await paidIn();
    standin().refund(sessionId, 2_000);
    await follow();
    await fund(client, AMOUNT);
    expect(await listRefundable(client)).toMatchObject([{ leftCents: 3_000 }]);
    await expect(takeBack(client, depositId, 3_001)).rejects.toMatchObject({
      code: "more_than_refundable",
    });
    await send((await takeBack(client, depositId, 3_000)).paymentId);
    expect(await listRefundable(client)).toEqual([]);
  });

  test("by a dispute at the same moment is refused by Stripe, comes back, and settles what is owed", async () => {
    const { client, depositId, sessionId } = await paidIn();
    const { paymentId } = await takeBack(client, depositId);
    standin().dispute(sessionId, "open");
    await follow();
    const { userId } = client;
    expect(await getOwed(getDb(), userId)).toBe(AMOUNT);
    await send(paymentId);
    expect(await getPayment(client, paymentId)).toMatchObject({
      status: "failed",
      failureReason: "The charge has been charged back.",
    });
    expect(await getOwed(getDb(), userId)).toBe(0);
    expect(await available(client)).toBe(0);
    standin().dispute(sessionId, "won");
    await follow();
    expect(await available(client)).toBe(AMOUNT);
    expect(await listRefundable(client)).toMatchObject([{ leftCents: AMOUNT }]);
  });
});
