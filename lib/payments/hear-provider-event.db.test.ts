import { sql } from "drizzle-orm";
import Stripe from "stripe";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { getDb } from "#db/client";
import { providerEvents } from "#db/schema";
import { makeClient } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import { SYSTEM, type VerifiedActor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { getBalance } from "#lib/ledger/queries";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { log } from "#lib/log";
import { newId } from "#lib/new-id";
import { MINUTE_MS, setClock } from "#lib/time";
import { eventOf } from "#scripts/stripe/hooks";
import { STANDIN_KEY, STANDIN_SECRET } from "#scripts/stripe/standin";
import { useStandin } from "#scripts/stripe/use-standin";
import { addFunds } from "./add-funds.ts";
import { checkPayment } from "./check-payment.ts";
import { setProvider } from "./find-provider.ts";
import { hearProviderEvent } from "./hear-provider-event.ts";
import { createSandboxBank } from "./providers/sandbox.ts";
import { createStripe } from "./providers/stripe.ts";
import { getPayment } from "./queries/wallet.ts";
import { sendPayment } from "./send-payment.ts";
import { sweepProviderEvents } from "./sweep-provider-events.ts";

const database = useTestDatabase();
const { webhooks } = new Stripe(STANDIN_KEY);

function tell(body: string, signature: string): Promise<void> {
  return hearProviderEvent({ body, headers: new Headers({ "stripe-signature": signature }) });
}

function sign(payload: string, changes: { secret?: string; timestamp?: number } = {}): string {
  return webhooks.generateTestHeaderString({ payload, secret: STANDIN_SECRET, ...changes });
}

/** The official package asks once more by itself when a connection breaks. */
const TIMES_ASKED = 2;

const standin = useStandin();
const { follow } = standin;
afterAll(async () => expect((await verifyLedger()).mismatches).toEqual([]));

const restore: (() => void)[] = [];
afterEach(async () => {
  for (const undo of restore.splice(0).reverse()) undo();
  vi.restoreAllMocks();
  await getDb().delete(providerEvents);
});

const available = (actor: VerifiedActor) =>
  getBalance(getDb(), { kind: "wallet", owner: actor.userId });
const events = () => getDb().select().from(providerEvents);

type Deposit = { actor: VerifiedActor; paymentId: Id<"pay"> };

async function makeDeposit(): Promise<Deposit> {
  const actor = await makeClient();
  const input = { requestKey: newId("pay"), amountCents: 5_000, card: "checkout" };
  return { actor, ...(await addFunds(actor, input)) };
}

async function openCheckout(): Promise<Deposit & { address: string; sessionId: string }> {
  const deposit = await makeDeposit();
  await sendPayment(SYSTEM, deposit);
  const { actionAddress: address } = await getPayment(deposit.actor, deposit.paymentId);
  if (address === null) throw new Error("The payment leads nowhere");
  return { ...deposit, address, sessionId: address.split("/").at(-1) ?? "" };
}

/** Presses a button of the hosted page; returns where it leads. */
async function press(address: string, button: string): Promise<string> {
  const response = await fetch(`${address}/${button}`, { method: "POST", redirect: "manual" });
  return response.headers.get("location") ?? "";
}

async function read(address: string): Promise<string> {
  return (await fetch(address)).text();
}

describe("a deposit through hosted checkout", () => {
  test("leads there, asks for 3-D Secure, comes back to its page and is in the wallet once", async () => {
    const { actor, paymentId, address } = await openCheckout();
    expect(await getPayment(actor, paymentId)).toMatchObject({ status: "requires_action" });
    expect(await press(address, "authenticate")).toMatch(/\/bank$/);
    expect(await read(`${address}/bank`)).toContain("Complete authentication");
    expect(await getPayment(actor, paymentId)).toMatchObject({ actionNeeds: "payment" });
    await checkPayment(SYSTEM, { paymentId });
    expect(await getPayment(actor, paymentId)).toMatchObject({ actionNeeds: "authentication" });
    expect(await available(actor)).toBe(0);
    expect(await press(address, "pay")).toMatch(`/wallet/receipts/${paymentId}`);
    await follow();
    const settled = { status: "settled", actionAddress: null };
    expect(await getPayment(actor, paymentId)).toMatchObject(settled);
    expect(await available(actor)).toBe(5_000);
    expect(await press(address, "pay")).toBe("");
    await follow();
    expect(await available(actor)).toBe(5_000);
  });

  test("that is declined moves nothing, and another card can be tried on the same page", async () => {
    const { actor, paymentId, address } = await openCheckout();
    await press(address, "decline");
    expect(await read(address)).toContain("Your card was declined.");
    await checkPayment(SYSTEM, { paymentId });
    expect(await getPayment(actor, paymentId)).toMatchObject({ status: "requires_action" });
    expect(await available(actor)).toBe(0);
    await press(address, "pay");
    await follow();
    expect(await available(actor)).toBe(5_000);
  });

  test("that is left keeps its address, and ends by itself when its day is over", async () => {
    const { actor, paymentId, address, sessionId } = await openCheckout();
    expect(await checkPayment(SYSTEM, { paymentId })).toBeInstanceOf(Date);
    expect(await getPayment(actor, paymentId)).toMatchObject({ actionAddress: address });
    standin().expire(sessionId);
    await follow();
    expect(await getPayment(actor, paymentId)).toMatchObject({
      status: "failed",
      actionAddress: null,
      failureReason: "nobody finished it in time",
    });
    expect(await available(actor)).toBe(0);
  });

  test("arrives when its message does not", async () => {
    const { actor, paymentId, address } = await openCheckout();
    standin().orders.dropEvents = 1;
    await press(address, "pay");
    await standin().settle();
    expect(await events()).toEqual([]);
    expect(await checkPayment(SYSTEM, { paymentId })).toBeNull();
    expect(await available(actor)).toBe(5_000);
  });

  test("whose order's answer is lost is sent again as the same order", async () => {
    const { actor, paymentId } = await makeDeposit();
    standin().orders.loseAnswers = TIMES_ASKED;
    await expect(sendPayment(SYSTEM, { paymentId })).rejects.toThrow();
    await sendPayment(SYSTEM, { paymentId });
    const { actionAddress } = await getPayment(actor, paymentId);
    expect(sessionsOf(paymentId).map(({ url }) => url)).toEqual([actionAddress]);
  });

  test("that Stripe refuses fails with the reason, and stays so when it is asked about", async () => {
    const { actor, paymentId } = await makeDeposit();
    standin().orders.leastAmount = 5_001;
    await sendPayment(SYSTEM, { paymentId });
    standin().orders.leastAmount = 50;
    await checkPayment(SYSTEM, { paymentId });
    expect(await getPayment(actor, paymentId)).toMatchObject({
      status: "failed",
      failureReason: "The amount is too small.",
    });
    expect(sessionsOf(paymentId)).toEqual([]);
    expect(await available(actor)).toBe(0);
  });

  test("that is paid before its order was answered is in the wallet, and not sent again", async () => {
    const { actor, paymentId } = await makeDeposit();
    standin().orders.loseAnswers = TIMES_ASKED;
    await expect(sendPayment(SYSTEM, { paymentId })).rejects.toThrow();
    for (const { id } of sessionsOf(paymentId)) standin().tryToPay(id, "pay");
    await follow();
    expect(await available(actor)).toBe(5_000);
    const { length } = standin().calls;
    await sendPayment(SYSTEM, { paymentId });
    expect(standin().calls).toHaveLength(length);
  });
});

function sessionsOf(paymentId: Id<"pay">) {
  return [...standin().sessions.values()].filter(
    ({ client_reference_id }) => client_reference_id === paymentId,
  );
}

describe("a message", () => {
  test("sent 100 times at once is noted once, and moves the money once", async () => {
    const { actor, address } = await openCheckout();
    standin().orders.sendEvents = 100;
    await press(address, "pay");
    await standin().settle();
    standin().orders.sendEvents = 1;
    expect(await events()).toHaveLength(1);
    await Promise.all([follow(), follow(), follow()]);
    expect(await available(actor)).toBe(5_000);
  });

  test("is not believed: the provider is asked", async () => {
    const { actor, paymentId, sessionId } = await openCheckout();
    const lie = { ...sessionsOf(paymentId)[0], status: "complete", payment_status: "paid" };
    const body = eventOf("checkout.session.completed", lie);
    await tell(body, sign(body));
    expect(await events()).toMatchObject([{ reference: sessionId, doneAt: null }]);
    await follow();
    expect(await getPayment(actor, paymentId)).toMatchObject({ status: "requires_action" });
    expect(await available(actor)).toBe(0);
  });

  test("whose effect fails is received and not done, and is followed again", async () => {
    vi.spyOn(log, "error").mockImplementation(() => {});
    const { actor, address } = await openCheckout();
    await press(address, "pay");
    await standin().settle();
    standin().orders.answerHtml = 1;
    await expect(follow()).rejects.toThrow();
    const [event] = await events();
    expect(event).toMatchObject({ doneAt: null });
    expect(await available(actor)).toBe(0);

    await database().owner.sql`delete from pgboss.job`;
    await sweepProviderEvents(SYSTEM);
    expect(await tasksFor(event?.id)).toBe(0);
    restore.push(setClock(() => new Date(Date.now() + 2 * MINUTE_MS)));
    await sweepProviderEvents(SYSTEM);
    expect(await tasksFor(event?.id)).toBe(1);
    await follow();
    expect(await available(actor)).toBe(5_000);
    expect(await events()).toMatchObject([{ doneAt: expect.any(Date) }]);
  });

  test("may be signed with either of two secrets", async () => {
    const body = eventOf("checkout.session.completed", named);
    const webhookSecret = `whsec_other,${STANDIN_SECRET}`;
    const { address } = standin();
    restore.push(setProvider(createStripe({ secretKey: STANDIN_KEY, webhookSecret, address })));
    await tell(body, sign(body));
    expect(await events()).toHaveLength(1);
  });

  const session = { id: "cs_test_1", object: "checkout.session" };
  const named = { ...session, client_reference_id: newId("pay") };

  test.each([
    ["not signed", () => ""],
    ["signed with another secret", (body: string) => sign(body, { secret: "whsec_other" })],
    ["changed after it was signed", (body: string) => sign(`${body} `)],
    ["301 seconds old", (body: string) => sign(body, { timestamp: seconds() - 301 })],
  ])("a message that is %s is refused, and nothing is noted", async (_, signed) => {
    const body = eventOf("checkout.session.completed", named);
    await expect(tell(body, signed(body))).rejects.toMatchObject({ code: "not_signed" });
    expect(await events()).toEqual([]);
  });

  test.each([
    ["of another account", eventOf("checkout.session.completed", named, { account: "acct_1" })],
    ["about real money", eventOf("checkout.session.completed", named, { livemode: true })],
    ["of another kind", eventOf("customer.created", named)],
    ["about no payment of ours", eventOf("checkout.session.completed", session)],
  ])("%s is answered like any other, and dropped", async (_, body) => {
    await tell(body, sign(body));
    expect(await events()).toEqual([]);
  });

  test("about a payment that never was is done, with a warning, and moves nothing", async () => {
    const warned = vi.spyOn(log, "warn").mockImplementation(() => {});
    const body = eventOf("checkout.session.completed", named);
    await tell(body, sign(body));
    await follow();
    expect(await events()).toMatchObject([{ doneAt: expect.any(Date) }]);
    expect(warned).toHaveBeenCalledOnce();
  });

  test("finds nobody where no provider sends messages", async () => {
    restore.push(
      setProvider(createSandboxBank({ cardSettlesAfterMs: 0, payoutSettlesAfterMs: 0 })),
    );
    const body = eventOf("checkout.session.completed", named);
    await expect(tell(body, sign(body))).rejects.toMatchObject({ code: "not_found" });
  });
});

function seconds(): number {
  return Math.floor(Date.now() / 1000);
}

async function tasksFor(eventId = ""): Promise<number> {
  const rows = await getDb().execute(sql`
    select 1 from pgboss.job where data->'input'->>'eventId' = ${eventId}`);
  return rows.length;
}
