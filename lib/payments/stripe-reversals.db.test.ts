import { eq } from "drizzle-orm";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { getDb } from "#db/client";
import { paymentReversals, payments, providerEvents } from "#db/schema";
import { makeClient } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import { SYSTEM, type VerifiedActor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { adjust, closeWallet } from "#lib/ledger/movements";
import { getBalance, getOwed } from "#lib/ledger/queries";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { log } from "#lib/log";
import { cents } from "#lib/money";
import { newId } from "#lib/new-id";
import { DAY_MS, now, setClock } from "#lib/time";
import { useStandin } from "#scripts/stripe/use-standin";
import { addFunds } from "./add-funds.ts";
import { checkPayment } from "./check-payment.ts";
import { listReversals } from "./queries/owed.ts";
import { sendPayment } from "./send-payment.ts";

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

const AMOUNT = 5_000;
const available = ({ userId: owner }: VerifiedActor) =>
  getBalance(getDb(), { kind: "wallet", owner });
const owed = ({ userId }: VerifiedActor) => getOwed(getDb(), userId);
const events = () => getDb().select().from(providerEvents);

/** Somebody has paid 50.00 in, and WorkHub knows of it unless it was `unheard`. */
async function paidIn({ unheard = false } = {}) {
  const client = await makeClient();
  const input = { requestKey: newId("pay"), amountCents: AMOUNT, card: "checkout" };
  const { paymentId } = await addFunds(client, input);
  await sendPayment(SYSTEM, { paymentId });
  const sessionId = await sessionOf(paymentId);
  if (unheard) standin().orders.dropEvents = 1;
  standin().tryToPay(sessionId, "pay");
  await follow();
  return { client, paymentId, sessionId };
}

async function spend({ userId: owner }: VerifiedActor, amount: number): Promise<void> {
  const movement = { owner, amountCents: cents(-amount), key: newId("pay"), reason: "spent" };
  await getDb().transaction((tx) => adjust(tx, movement));
}

async function sessionOf(paymentId: Id<"pay">): Promise<string> {
  const [payment] = await getDb().select().from(payments).where(eq(payments.id, paymentId));
  return payment?.providerReference ?? "";
}

describe("a payment that the cardholder disputes", () => {
  test("leaves the wallet once, with why, and is back once when the dispute is won", async () => {
    const { client, paymentId, sessionId } = await paidIn();
    standin().dispute(sessionId, "open");
    await follow();
    await follow();
    expect(await available(client)).toBe(0);
    expect(await owed(client)).toBe(0);
    expect(await listReversals(client, paymentId)).toMatchObject([
      {
        amountCents: AMOUNT,
        reason: "the cardholder disputes the payment (fraudulent)",
        wonAt: null,
      },
    ]);
    standin().dispute(sessionId, "won");
    await follow();
    await follow();
    expect(await available(client)).toBe(AMOUNT);
    expect(await listReversals(client, paymentId)).toMatchObject([{ wonAt: expect.any(Date) }]);
  });

  test("and loses stays taken back, and nothing more is asked", async () => {
    const { client, paymentId, sessionId } = await paidIn();
    standin().dispute(sessionId, "open");
    standin().dispute(sessionId, "lost");
    await follow();
    expect(await available(client)).toBe(0);
    expect(await checkPayment(SYSTEM, { paymentId })).toBeNull();
  });

  test("before its settlement was heard of is settled and taken back", async () => {
    const { client, sessionId } = await paidIn({ unheard: true });
    standin().orders.swapEvents = true;
    standin().dispute(sessionId, "open");
    await follow();
    standin().orders.swapEvents = false;
    expect(await events()).toMatchObject([{ paymentId: null }, { paymentId: null }]);
    expect(await available(client)).toBe(0);
    standin().dispute(sessionId, "won");
    await follow();
    expect(await available(client)).toBe(AMOUNT);
  });

  test("whose end is never told is asked about every day until it is decided", async () => {
    const { client, paymentId, sessionId } = await paidIn();
    standin().dispute(sessionId, "open");
    await follow();
    standin().orders.dropEvents = 2;
    standin().dispute(sessionId, "won");
    await follow();
    expect(await available(client)).toBe(0);
    restore.push(setClock(() => new Date(Date.now() + 1.1 * DAY_MS)));
    expect(await checkPayment(SYSTEM, { paymentId })).toBeNull();
    expect(await available(client)).toBe(AMOUNT);
  });

  test("while it goes on is asked about again in a day", async () => {
    const { paymentId, sessionId } = await paidIn();
    standin().dispute(sessionId, "open");
    await follow();
    const inADay = new Date(now().getTime() + DAY_MS);
    expect(
      Math.abs(Number(await checkPayment(SYSTEM, { paymentId })) - Number(inADay)),
    ).toBeLessThan(60_000);
  });

  test("by an inquiry, which takes nothing, stays where it is", async () => {
    const { client, sessionId } = await paidIn();
    standin().dispute(sessionId, "open");
    const [inquiry] = [...standin().charges.disputes.values()].slice(-1);
    inquiry?.balance_transactions.splice(0);
    await follow();
    expect(await available(client)).toBe(AMOUNT);
  });

  test("and wins after its owner has left settles what they owed", async () => {
    const { client, sessionId } = await paidIn();
    await spend(client, AMOUNT);
    await getDb().transaction((tx) => closeWallet(tx, { owner: client.userId }));
    standin().dispute(sessionId, "open");
    await follow();
    expect(await owed(client)).toBe(AMOUNT);
    standin().dispute(sessionId, "won");
    await follow();
    expect(await owed(client)).toBe(0);
  });

  test("and gets back only a part of it is an alarm, and changes nothing", async () => {
    vi.spyOn(log, "error").mockImplementation(() => {});
    const { client, sessionId } = await paidIn();
    standin().dispute(sessionId, "open");
    await follow();
    standin().dispute(sessionId, "won");
    const [dispute] = [...standin().charges.disputes.values()].slice(-1);
    dispute?.balance_transactions.splice(1, 1, { id: "txn_1", amount: 100, currency: "eur" });
    await expect(follow()).rejects.toThrow("gave back 100 of 5000");
    expect(await available(client)).toBe(0);
  });
});

describe("a payment that is refunded at Stripe", () => {
  test("in parts leaves the wallet in parts, each once", async () => {
    const { client, paymentId, sessionId } = await paidIn();
    standin().refund(sessionId, 2_000);
    await follow();
    expect(await available(client)).toBe(3_000);
    standin().refund(sessionId);
    await follow();
    await follow();
    expect(await available(client)).toBe(0);
    expect((await listReversals(client, paymentId)).map((one) => one.amountCents)).toEqual([
      2_000, 3_000,
    ]);
  });

  test("and does not reach the card is back", async () => {
    const { client, sessionId } = await paidIn();
    const refundId = standin().refund(sessionId, 2_000);
    await follow();
    expect(await available(client)).toBe(3_000);
    standin().failRefund(refundId);
    await follow();
    expect(await available(client)).toBe(AMOUNT);
  });

  test("and disputed for the rest is taken back once each", async () => {
    const { client, sessionId } = await paidIn();
    standin().refund(sessionId, 2_000);
    standin().dispute(sessionId, "open");
    await follow();
    expect(await available(client)).toBe(0);
    expect(await owed(client)).toBe(0);
    standin().dispute(sessionId, "won");
    await follow();
    expect(await available(client)).toBe(3_000);
  });
});

test("the stand-in's own pages dispute, decide and refund by buttons", async () => {
  const { client, sessionId } = await paidIn();
  const page = `${standin().address}/dashboard`;
  const press = async (button: string) => {
    expect(await (await fetch(page)).text()).toContain(`/dashboard/${button}"`);
    const { url } = await fetch(`${page}/${button}`, { method: "POST" });
    expect(url).toBe(page);
    await follow();
  };
  await press(`disputes/${sessionId}/open`);
  expect(await available(client)).toBe(0);
  await press(`disputes/${sessionId}/won`);
  await press(`refunds/${sessionId}/2500`);
  expect(await available(client)).toBe(2_500);
  await press(`refunds/${sessionId}/all`);
  expect(await available(client)).toBe(0);
});

test("what happens to a payment of another product at the same Stripe is followed, and about nothing here", async () => {
  const warned = vi.spyOn(log, "warn").mockImplementation(() => {});
  const { client, paymentId, sessionId } = await paidIn();
  await getDb().delete(providerEvents);
  const session = standin().sessions.get(sessionId);
  if (!session) throw new Error("The session is gone");
  Object.assign(session, { client_reference_id: "order-17" });
  standin().dispute(sessionId, "open");
  await follow();
  expect(await events()).toMatchObject([
    { paymentId: null, doneAt: expect.any(Date) },
    { paymentId: null, doneAt: expect.any(Date) },
  ]);
  expect(warned).toHaveBeenCalledTimes(2);
  expect(await available(client)).toBe(AMOUNT);
  expect(await getDb().$count(paymentReversals, eq(paymentReversals.paymentId, paymentId))).toBe(0);
});
