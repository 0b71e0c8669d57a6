import { eq } from "drizzle-orm";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { notifications, payments, providerEvents } from "#db/schema";
import { makeClient } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import { SYSTEM, type VerifiedActor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { getBalance } from "#lib/ledger/queries";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { newId } from "#lib/new-id";
import { MINUTE_MS, setClock } from "#lib/time";
import { useStandin } from "#scripts/stripe/use-standin";
import { addFunds } from "./add-funds.ts";
import { checkPayment } from "./check-payment.ts";
import { endPayment } from "./end-payment.ts";
import { giveUpPayment } from "./give-up-payment.ts";
import { getPayment } from "./queries/wallet.ts";
import { sendPayment } from "./send-payment.ts";
import { sweepPayments } from "./sweep-payments.ts";

const database = useTestDatabase();
const standin = useStandin();
const { follow } = standin;
afterAll(async () => expect((await verifyLedger()).mismatches).toEqual([]));
const restore: (() => void)[] = [];
afterEach(async () => {
  for (const undo of restore.splice(0).reverse()) undo();
  await getDb().delete(providerEvents);
});

/** The official package asks once more by itself when a connection breaks. */
const TIMES_ASKED = 2;

const available = ({ userId: owner }: VerifiedActor) =>
  getBalance(getDb(), { kind: "wallet", owner });
const end = (paymentId: Id<"pay">) => endPayment(SYSTEM, { paymentId });

/** A deposit whose checkout is open. */
async function opened() {
  const client = await makeClient();
  const input = { requestKey: newId("pay"), amountCents: 5_000, card: "checkout" };
  const { paymentId } = await addFunds(client, input);
  await sendPayment(SYSTEM, { paymentId });
  const [payment] = await getDb().select().from(payments).where(eq(payments.id, paymentId));
  return { client, paymentId, sessionId: payment?.providerReference ?? "" };
}

describe("giving up a payment that waits at the provider", () => {
  test("ends its checkout, moves nothing, tells nobody who knows already, and nobody can pay it any more", async () => {
    const { client, paymentId, sessionId } = await opened();
    await giveUpPayment(client, { paymentId });
    expect(await getPayment(client, paymentId)).toMatchObject({
      status: "requires_action",
      givenUpAt: expect.any(Date),
    });
    expect(await end(paymentId)).toBeNull();
    expect(await getPayment(client, paymentId)).toMatchObject({
      status: "failed",
      failureReason: "you gave it up",
    });
    expect(() => standin().tryToPay(sessionId, "pay")).toThrow("expired");
    await follow();
    await checkPayment(SYSTEM, { paymentId });
    expect(await available(client)).toBe(0);
    const { userId } = notifications;
    expect(await getDb().$count(notifications, eq(userId, client.userId))).toBe(0);
  });

  test("twice, also at once, is the same", async () => {
    const { client, paymentId } = await opened();
    await Promise.all([1, 2, 3].map(() => giveUpPayment(client, { paymentId })));
    await Promise.all([end(paymentId), end(paymentId)]);
    await giveUpPayment(client, { paymentId });
    expect(await getPayment(client, paymentId)).toMatchObject({ status: "failed" });
  });

  test("that was paid in the same moment leaves it paid", async () => {
    const { client, paymentId, sessionId } = await opened();
    await giveUpPayment(client, { paymentId });
    standin().tryToPay(sessionId, "pay");
    expect(await end(paymentId)).toBeNull();
    expect(await getPayment(client, paymentId)).toMatchObject({ status: "settled" });
    await follow();
    expect(await available(client)).toBe(5_000);
  });

  test("whose answer is lost is not taken for an answer, and asking again finds out", async () => {
    const { client, paymentId, sessionId } = await opened();
    await giveUpPayment(client, { paymentId });
    Object.assign(standin().orders, { loseAnswers: TIMES_ASKED, loseAnswersTo: "/expire" });
    await expect(end(paymentId)).rejects.toThrow();
    Object.assign(standin().orders, { loseAnswers: 0, loseAnswersTo: "" });
    expect(await getPayment(client, paymentId)).toMatchObject({ status: "requires_action" });
    expect(standin().sessions.get(sessionId)).toMatchObject({ status: "expired" });
    await end(paymentId);
    expect(await getPayment(client, paymentId)).toMatchObject({ status: "failed" });
  });

  test("goes on when its task was lost", async () => {
    const { client, paymentId } = await opened();
    await giveUpPayment(client, { paymentId });
    await database().owner.sql`delete from pgboss.job`;
    restore.push(setClock(() => new Date(Date.now() + 2 * MINUTE_MS)));
    await sweepPayments(SYSTEM);
    const tasks = await database().owner.sql`
      select data->>'task' as task from pgboss.job where data->'input'->>'paymentId' = ${paymentId}`;
    expect(tasks.map(({ task }) => task)).toEqual(["payments.end"]);
  });

  test("is refused once the bank works on it or it is over, and does not exist for a stranger", async () => {
    const { client, paymentId, sessionId } = await opened();
    const stranger = await makeClient();
    await expect(giveUpPayment(stranger, { paymentId })).rejects.toMatchObject({
      code: "not_found",
    });
    standin().tryToPay(sessionId, "pay");
    await follow();
    await expect(giveUpPayment(client, { paymentId })).rejects.toMatchObject({
      code: "payment_not_waiting",
    });
    expect(await available(client)).toBe(5_000);
  });
});
