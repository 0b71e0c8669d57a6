import { eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { providerEvents } from "#db/schema";
import { fund, makeClient, makeFreelancer } from "#db/testing/factories";
import { useTestBank } from "#db/testing/test-bank";
import { useTestDatabase } from "#db/testing/test-database";
import { SYSTEM, type VerifiedActor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { getBalance } from "#lib/ledger/queries";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { newId } from "#lib/new-id";
import { addFunds } from "./add-funds.ts";
import { answerSandboxAccount } from "./answer-sandbox-account.ts";
import { answerSandboxBank } from "./answer-sandbox-bank.ts";
import { checkPayment } from "./check-payment.ts";
import { checkPayoutAccount } from "./check-payout-account.ts";
import { connectPayoutAccount } from "./connect-payout-account.ts";
import { endPayment } from "./end-payment.ts";
import { setProvider } from "./find-provider.ts";
import { followProviderEvent } from "./follow-provider-event.ts";
import { giveUpPayment } from "./give-up-payment.ts";
import { createSandboxBank } from "./providers/sandbox.ts";
import { SANDBOX_IBANS } from "./providers/sandbox-rules.ts";
import { getAskedPayment, getSandboxAccount } from "./queries/sandbox-bank.ts";
import { getPayment } from "./queries/wallet.ts";
import type { SandboxAccountInput } from "./schema.ts";
import { sendPayment } from "./send-payment.ts";
import { withdraw } from "./withdraw.ts";

useTestDatabase();
const bank = useTestBank();
afterAll(async () => expect((await verifyLedger()).mismatches).toEqual([]));

const available = ({ userId: owner }: VerifiedActor) =>
  getBalance(getDb(), { kind: "wallet", owner });
const check = (paymentId: Id<"pay">) => checkPayment(SYSTEM, { paymentId });

async function paidWith(card: string) {
  const client = await makeClient();
  const { paymentId } = await addFunds(client, {
    requestKey: newId("pay"),
    amountCents: 5_001,
    card,
  });
  await sendPayment(SYSTEM, { paymentId });
  return { client, paymentId };
}

/** What the worker would do with the bank's messages about a payment. */
async function follow(paymentId: Id<"pay">): Promise<void> {
  const told = await getDb()
    .select()
    .from(providerEvents)
    .where(eq(providerEvents.paymentId, paymentId));
  for (const { id: eventId } of told) await followProviderEvent(SYSTEM, { eventId });
}

describe("a card that asks for 3-D Secure", () => {
  test("leads to the bank's page, and settles once its holder has approved, however late", async () => {
    const { client, paymentId } = await paidWith("card_3184");
    expect(await getPayment(client, paymentId)).toMatchObject({
      status: "requires_action",
      actionNeeds: "authentication",
      actionAddress: expect.stringMatching(`/sandbox-bank/${paymentId}$`),
    });
    expect(await getAskedPayment(client, paymentId)).toMatchObject({ isAsked: true });
    bank.passSeconds(3_600);
    await answerSandboxBank(client, { paymentId, answer: "approve" });
    await answerSandboxBank(client, { paymentId, answer: "decline" });
    await follow(paymentId);
    expect(await getPayment(client, paymentId)).toMatchObject({ status: "pending" });
    bank.passSeconds(3);
    await check(paymentId);
    expect(await available(client)).toBe(5_001);
    expect(await getAskedPayment(client, paymentId)).toMatchObject({ isAsked: false });
  });

  test("fails when its holder declines, and when nobody answers within a day", async () => {
    const declined = await paidWith("card_3184");
    await answerSandboxBank(declined.client, { paymentId: declined.paymentId, answer: "decline" });
    await follow(declined.paymentId);
    const left = await paidWith("card_3184");
    bank.passSeconds(25 * 3_600);
    await check(left.paymentId);
    for (const { client, paymentId } of [declined, left]) {
      expect(await getPayment(client, paymentId)).toMatchObject({ status: "failed" });
      expect(await available(client)).toBe(0);
    }
  });

  test("can be given up, and is answered by nobody but its holder", async () => {
    const { client, paymentId } = await paidWith("card_3184");
    const stranger = await makeClient();
    const answer = { paymentId, answer: "approve" } as const;
    await expect(answerSandboxBank(stranger, answer)).rejects.toMatchObject({ code: "not_found" });
    await expect(getAskedPayment(stranger, paymentId)).rejects.toMatchObject({
      code: "not_found",
    });
    await giveUpPayment(client, { paymentId });
    await endPayment(SYSTEM, { paymentId });
    await answerSandboxBank(client, answer);
    await follow(paymentId);
    bank.passSeconds(60);
    await check(paymentId);
    expect(await getPayment(client, paymentId)).toMatchObject({
      status: "failed",
      failureReason: "you gave it up",
    });
    expect(await available(client)).toBe(0);
  });

  test("does not exist where another bank is behind the port", async () => {
    const { client, paymentId } = await paidWith("card_3184");
    const other = { ...createSandboxBank(OPTIONS), name: "stripe" };
    const restore = setProvider(other);
    const answer = { paymentId, answer: "approve" } as const;
    await expect(answerSandboxBank(client, answer)).rejects.toMatchObject({ code: "not_found" });
    await expect(getAskedPayment(client, paymentId)).rejects.toMatchObject({ code: "not_found" });
    restore();
  });
});

const OPTIONS = { cardSettlesAfterMs: 2_000, payoutSettlesAfterMs: 60_000, takesAccounts: true };

test("half of what a card has paid is refunded at the bank, rounded up", async () => {
  const { client, paymentId } = await paidWith("card_7726");
  bank.passSeconds(3);
  expect(await check(paymentId)).toBeInstanceOf(Date);
  expect(await available(client)).toBe(5_001);
  bank.passSeconds(40);
  expect(await check(paymentId)).toBeNull();
  expect(await available(client)).toBe(2_500);
});

test.each([
  ["card_4242", "settled", 0],
  ["card_5126", "failed", 5_001],
])("a withdrawal back to %s is %s, and leaves %d", async (card, status, left) => {
  const { client, paymentId: account } = await paidWith(card);
  bank.passSeconds(3);
  await check(account);
  const input = { requestKey: newId("pay"), amountCents: 5_001, account };
  const { paymentId } = await withdraw({ ...client, sessionId: SYSTEM }, input);
  await sendPayment(SYSTEM, { paymentId });
  bank.passSeconds(61);
  await check(paymentId);
  expect(await getPayment(client, paymentId)).toMatchObject({ status, refundOf: account });
  expect(await available(client)).toBe(left);
});

test("a payout comes back after it has arrived", async () => {
  const actor = await makeFreelancer();
  await fund(actor, 5_000);
  const input = { requestKey: newId("pay"), amountCents: 5_000, iban: SANDBOX_IBANS.returns };
  const { paymentId } = await withdraw({ ...actor, sessionId: SYSTEM }, input);
  await sendPayment(SYSTEM, { paymentId });
  bank.passSeconds(61);
  expect(await check(paymentId)).toBeInstanceOf(Date);
  expect(await getPayment(actor, paymentId)).toMatchObject({ status: "settled" });
  bank.passSeconds(61);
  await check(paymentId);
  expect(await getPayment(actor, paymentId)).toMatchObject({ status: "failed" });
  expect(await available(actor)).toBe(5_000);
});

describe("accounts at the bank", () => {
  async function connected() {
    const actor = { ...(await makeFreelancer()), sessionId: SYSTEM } as const;
    await fund(actor, 5_000);
    await connectPayoutAccount(actor);
    const account = await checkPayoutAccount(actor);
    if (!account) throw new Error("Nobody is connected");
    return { actor, account };
  }

  async function standAt(actor: VerifiedActor, { standing }: SandboxAccountInput) {
    await answerSandboxAccount(actor, { standing });
    return checkPayoutAccount(actor);
  }

  test("are opened, answered and restricted, and paid out to while they are ready", async () => {
    const restore = setProvider(createSandboxBank(OPTIONS));
    const { actor, account } = await connected();
    expect(account).toMatchObject({ isReady: false, due: expect.arrayContaining([]) });
    expect(await getSandboxAccount(actor)).toBe("new");
    expect(await standAt(actor, { standing: "identity_due" })).toMatchObject({
      isReady: false,
      due: ["individual.verification.document"],
    });
    const takeOut = () =>
      withdraw(actor, { requestKey: newId("pay"), amountCents: 5_000, account: account.token });
    await expect(takeOut()).rejects.toMatchObject({ code: "payout_account_not_ready" });
    expect(await standAt(actor, { standing: "ready" })).toMatchObject({ isReady: true });
    const { paymentId } = await takeOut();
    // Restricted after it was asked for: the bank refuses, and the money is back.
    await standAt(actor, { standing: "restricted" });
    await sendPayment(SYSTEM, { paymentId });
    await check(paymentId);
    expect(await getPayment(actor, paymentId)).toMatchObject({ status: "failed" });
    expect(await available(actor)).toBe(5_000);
    restore();
  });

  test("whose bank account is closed let a payout come back after it has arrived", async () => {
    const restore = setProvider(createSandboxBank(OPTIONS));
    const { actor, account } = await connected();
    await standAt(actor, { standing: "closed" });
    const input = { requestKey: newId("pay"), amountCents: 5_000, account: account.token };
    const { paymentId } = await withdraw(actor, input);
    await sendPayment(SYSTEM, { paymentId });
    bank.passSeconds(61);
    await check(paymentId);
    expect(await getPayment(actor, paymentId)).toMatchObject({ status: "settled" });
    bank.passSeconds(61);
    await check(paymentId);
    expect(await available(actor)).toBe(5_000);
    restore();
  });

  test("do not exist where any IBAN is paid, and for whoever has none", async () => {
    const actor = await makeFreelancer();
    await expect(answerSandboxAccount(actor, { standing: "ready" })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(getSandboxAccount(actor)).rejects.toMatchObject({ code: "not_found" });
  });
});
