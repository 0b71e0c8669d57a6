import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { payments, payoutAccounts } from "#db/schema";
import { makeClient, makeFreelancer } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import { SYSTEM, type VerifiedActor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { deposit } from "#lib/ledger/movements";
import { cents } from "#lib/money";
import { newId } from "#lib/new-id";
import { addFunds } from "#lib/payments/add-funds";
import { checkPayoutAccount } from "#lib/payments/check-payout-account";
import { connectPayoutAccount } from "#lib/payments/connect-payout-account";
import { sendPayment } from "#lib/payments/send-payment";
import { withdraw } from "#lib/payments/withdraw";
import { useStandin } from "../stripe/use-standin.ts";
import { findFaults, findStranded } from "./count.ts";

useTestDatabase();
const standin = useStandin();
const AMOUNT = 5_000;

async function count(...people: VerifiedActor[]) {
  const faults = await findFaults(
    standin(),
    people.map(({ userId }) => userId),
  );
  return faults.map(({ kind, about }) => [kind, about]);
}

/** A deposit whose page is open. */
async function startDeposit() {
  const client = await makeClient();
  const input = { requestKey: newId("pay"), amountCents: AMOUNT, card: "checkout" };
  const { paymentId } = await addFunds(client, input);
  await sendPayment(SYSTEM, { paymentId });
  const [payment] = await getDb().select().from(payments).where(eq(payments.id, paymentId));
  return { client, paymentId, sessionId: payment?.providerReference ?? "" };
}

async function payIn() {
  const started = await startDeposit();
  standin().tryToPay(started.sessionId, "pay");
  await standin.follow();
  return started;
}

/** Puts money into a wallet that names this payment and that no provider knows of. */
function credit({ userId: owner }: VerifiedActor, paymentId: Id<"pay">) {
  const [reference, key] = [`payment:${paymentId}`, newId("pay")];
  const amountCents = cents(AMOUNT);
  return getDb().transaction((tx) => deposit(tx, { owner, amountCents, key, reference }));
}

/** A withdrawal that the stand-in has on its way to the bank. */
async function payOut() {
  const freelancer = await makeFreelancer();
  await credit(freelancer, newId("pay"));
  await connectPayoutAccount({ ...freelancer, sessionId: SYSTEM });
  const [row] = await getDb()
    .select({ account: payoutAccounts.token })
    .from(payoutAccounts)
    .where(eq(payoutAccounts.userId, freelancer.userId));
  const account = row?.account ?? "";
  standin().payouts.onboard(account, "finish");
  await checkPayoutAccount(freelancer);
  const input = { requestKey: newId("pay"), amountCents: AMOUNT, account };
  const { paymentId } = await withdraw({ ...freelancer, sessionId: SYSTEM }, input);
  await sendPayment(SYSTEM, { paymentId });
  return { freelancer, account, paymentId };
}

const form = (fields: Record<string, string>) => new URLSearchParams(fields);

test("what came in once and went out once is no fault", async () => {
  const { client } = await payIn();
  const { freelancer, account } = await payOut();
  await startDeposit();
  expect(await count(client, freelancer)).toEqual([]);
  expect(findStranded(standin(), [account])).toEqual([]);
});

test("a deposit that was paid and is in no wallet is lost", async () => {
  const { client, paymentId, sessionId } = await startDeposit();
  standin().tryToPay(sessionId, "pay");
  await standin().settle();
  expect(await count(client)).toEqual([["lost", paymentId]]);
  await standin.follow();
  expect(await count(client)).toEqual([]);
});

test("a deposit that is in the wallet twice, or was taken from the card twice, is double", async () => {
  const { client, paymentId } = await payIn();
  await credit(client, paymentId);
  expect(await count(client)).toEqual([["doubleDeposits", paymentId]]);

  const other = await payIn();
  const [paid] = [...standin().sessions.values()].filter(({ id }) => id === other.sessionId);
  if (!paid) throw new Error("Nothing was paid");
  const twice = new Map([...standin().sessions, ["cs_test_again", paid]]);
  const { charges, payouts } = standin();
  const faults = await findFaults({ sessions: twice, charges, payouts }, [other.client.userId]);
  expect(faults).toMatchObject([{ kind: "doubleDeposits", about: other.paymentId }]);
});

test("a payout that was sent twice, or whose money is in the wallet again, is double", async () => {
  const { freelancer, account, paymentId } = await payOut();
  const [amount, currency] = [String(AMOUNT), "eur"];
  const { payouts } = standin();
  payouts.transfer(
    form({ amount, currency, destination: account, transfer_group: paymentId }),
    Date.now(),
  );
  expect(await count(freelancer)).toEqual([["doublePayouts", paymentId]]);
  expect(findStranded(standin(), [account])).toMatchObject([{ about: account }]);
  payouts.pay(account, form({ amount, currency, "metadata[payment]": paymentId }), Date.now());
  expect(await count(freelancer)).toEqual([["doublePayouts", paymentId]]);

  const other = await payOut();
  await credit(other.freelancer, other.paymentId);
  expect(await count(other.freelancer)).toEqual([["doublePayouts", other.paymentId]]);
});

test("a payout that failed and is not back in the wallet is lost", async () => {
  const { freelancer, paymentId } = await payOut();
  const [sent] = [...standin().payouts.payouts.values()].filter(
    ({ payout }) => payout.metadata.payment === paymentId,
  );
  standin().endPayout(sent?.payout.id ?? "", "failed");
  await standin().settle();
  expect(await count(freelancer)).toEqual([["lost", paymentId]]);
  await standin.follow();
  expect(await count(freelancer)).toEqual([]);
});

test("a refund of which our books do not know is a mismatch, and a dispute that was won for nobody is lost", async () => {
  const { client, paymentId, sessionId } = await payIn();
  standin().refund(sessionId, 1_000);
  await standin().settle();
  expect(await count(client)).toEqual([["mismatches", paymentId]]);
  await standin.follow();
  expect(await count(client)).toEqual([]);

  standin().dispute(sessionId, "open");
  await standin.follow();
  standin().dispute(sessionId, "won");
  await standin().settle();
  expect(await count(client)).toEqual([["lost", paymentId]]);
  await standin.follow();
  expect(await count(client)).toEqual([]);
});
