import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { getDb } from "#db/client";
import { payments } from "#db/schema";
import { makeClient, makeFreelancer, makeJob, makeProposal } from "#db/testing/factories";
import { AS_MADE, PRICE, provesTheLedger } from "#db/testing/hiring";
import { useTestBank } from "#db/testing/test-bank";
import { useTestDatabase } from "#db/testing/test-database";
import { SYSTEM, type VerifiedActor } from "#lib/auth/actor";
import { reverseDeposit } from "#lib/ledger/movements";
import { cents } from "#lib/money";
import { newId } from "#lib/new-id";
import { addFunds, canAddFunds } from "#lib/payments/add-funds";
import { checkPayment } from "#lib/payments/check-payment";
import { findOwed } from "#lib/payments/queries/owed";
import { sendPayment } from "#lib/payments/send-payment";
import { payAndHire } from "./pay-and-hire.ts";

vi.mock("#lib/env", async (load) => {
  const original = await load<typeof import("#lib/env")>();
  return { ...original, getEnv: () => ({ ...original.getEnv(), WALLET_TOP_UPS: false }) };
});

useTestDatabase();
const bank = useTestBank();
provesTheLedger();

test("where balances may not be kept, nobody adds funds, and paying to hire is the way in", async () => {
  const client = await makeClient();
  const requestKey = newId("pay");
  const funds = { requestKey, amountCents: 5_000, card: "card_4242" };
  await expect(addFunds(client, funds)).rejects.toMatchObject({ code: "top_ups_off" });
  expect(await getDb().$count(payments, eq(payments.userId, client.userId))).toBe(0);
  expect(canAddFunds("client")).toBe(false);
  const proposalId = await makeProposal(await makeJob(client), await makeFreelancer());
  const hire = { ...AS_MADE, proposalId, requestKey, card: "card_4242", payCents: PRICE };
  expect(await payAndHire(client, hire)).toMatchObject({ isReplay: false });
});

const OWED = 4_000;

async function owing(): Promise<VerifiedActor> {
  const client = await makeClient({ fundsCents: 1_000 });
  const { userId: owner } = client;
  const back = { owner, key: `${owner}:back`, reference: "test:back" };
  await getDb().transaction((tx) =>
    reverseDeposit(tx, { ...back, amountCents: cents(1_000 + OWED) }),
  );
  return client;
}

const repay = (client: VerifiedActor, amountCents = OWED, requestKey: string = newId("pay")) =>
  addFunds(client, { requestKey, amountCents, card: "card_4242" });

test("where balances may not be kept, somebody pays what they owe once, however many tabs are open", async () => {
  const client = await owing();
  await expect(repay(client, OWED + 1)).rejects.toMatchObject({ code: "top_ups_off" });
  const tabs = await Promise.allSettled([repay(client), repay(client), repay(client)]);
  expect(tabs.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(tabs.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { code: "top_ups_off" },
  });
  expect(await getDb().$count(payments, eq(payments.userId, client.userId))).toBe(1);
});

test("a payment of what is owed that was left open is led back to, by whoever began it", async () => {
  const client = await owing();
  const { paymentId } = await repay(client);
  expect(await findOwed(client)).toMatchObject({ owedCents: OWED, unfinished: [] });
  // The sandbox has no checkout of its own.
  await getDb()
    .update(payments)
    .set({ status: "requires_action" })
    .where(eq(payments.id, paymentId));
  const unfinished = [{ paymentId, amountCents: OWED }];
  expect(await findOwed(client)).toMatchObject({ unfinished });
  expect(await findOwed(await owing())).toMatchObject({ unfinished: [] });
});

test("where balances may not be kept, a debt is paid in parts, up to all of it", async () => {
  const client = await owing();
  await repay(client, OWED - 1_000);
  await expect(repay(client, 1_001)).rejects.toMatchObject({ code: "top_ups_off" });
  expect(await repay(client, 1_000)).toMatchObject({ isReplay: false });
});

test("where balances may not be kept, the same form returns its payment after the debt is settled", async () => {
  const client = await owing();
  const requestKey = newId("pay");
  const { paymentId } = await repay(client, OWED, requestKey);
  await sendPayment(SYSTEM, { paymentId });
  bank.passSeconds(3);
  await checkPayment(SYSTEM, { paymentId });
  expect(await repay(client, OWED, requestKey)).toEqual({ paymentId, isReplay: true });
  await expect(repay(client)).rejects.toMatchObject({ code: "top_ups_off" });
});
