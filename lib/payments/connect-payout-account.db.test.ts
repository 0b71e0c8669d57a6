import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { getDb } from "#db/client";
import { fund, makeAdmin, makeFreelancer } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import { SYSTEM, type VerifiedActor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { getBalance } from "#lib/ledger/queries";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { newId } from "#lib/new-id";
import type { Onboarding } from "#scripts/stripe/payouts";
import { Refusal } from "#scripts/stripe/refusal";
import { useStandin } from "#scripts/stripe/use-standin";
import { checkPayment } from "./check-payment.ts";
import { checkPayoutAccount } from "./check-payout-account.ts";
import { connectPayoutAccount } from "./connect-payout-account.ts";
import { setProvider } from "./find-provider.ts";
import { createSandboxBank } from "./providers/sandbox.ts";
import { SANDBOX_IBANS } from "./providers/sandbox-rules.ts";
import { getPayoutAddress } from "./queries/payout-address.ts";
import { getPayment, listPayoutSteps } from "./queries/wallet.ts";
import { sendPayment } from "./send-payment.ts";
import { withdraw } from "./withdraw.ts";

useTestDatabase();
const standin = useStandin();
const { follow } = standin;
afterEach(() => vi.restoreAllMocks());
afterAll(async () => expect((await verifyLedger()).mismatches).toEqual([]));

/** The official package asks once more by itself when a connection breaks. */
const TIMES_ASKED = 2;

const available = (actor: VerifiedActor) =>
  getBalance(getDb(), { kind: "wallet", owner: actor.userId });

/** Somebody with 50.00 whose account at Stripe stands like that. */
async function connected(how: Onboarding = "finish") {
  const actor = await makeFreelancer();
  await fund(actor, 5_000);
  await connectPayoutAccount(actor);
  const account = await checkPayoutAccount(actor);
  if (!account) throw new Error("Nobody is connected");
  standin().payouts.onboard(account.token, how);
  await checkPayoutAccount(actor);
  return { actor, token: account.token };
}

function takeOut(actor: VerifiedActor, account: string) {
  const input = { requestKey: newId("pay"), amountCents: 5_000, account };
  return withdraw({ ...actor, sessionId: SYSTEM }, input);
}

async function sent() {
  const { actor, token } = await connected();
  const { paymentId } = await takeOut(actor, token);
  await sendPayment(SYSTEM, { paymentId });
  return { actor, token, paymentId, payoutId: payoutOf(paymentId) };
}

function payoutOf(paymentId: Id<"pay">): string {
  const all = [...standin().payouts.payouts.values()];
  const made = all.filter(({ payout }) => payout.metadata.payment === paymentId);
  expect(made).toHaveLength(1);
  return made[0]?.payout.id ?? "";
}

async function stepsOf(actor: VerifiedActor, paymentId: Id<"pay">) {
  const steps = await listPayoutSteps(actor, paymentId);
  return steps.map(({ kind, status }) => `${kind} ${status}`).sort();
}

describe("connecting an account", () => {
  test("makes one, also for two at once and later, and leads to the questions and back", async () => {
    const actor = await makeFreelancer();
    await Promise.all([connectPayoutAccount(actor), connectPayoutAccount(actor)]);
    await connectPayoutAccount(actor);
    const made = [...standin().payouts.accounts.values()];
    expect(made.filter(({ metadata }) => metadata.user === actor.userId)).toHaveLength(1);
    const page = await (await fetch(await getPayoutAddress(actor))).text();
    expect(page).toContain("individual.first_name");
    expect(page).toContain("/wallet/withdraw");
  });

  test("shows what is due until it is answered", async () => {
    const { actor, token } = await connected("restrict");
    expect(await checkPayoutAccount(actor)).toEqual({
      token,
      isReady: false,
      due: ["individual.verification.document"],
      reason: "requirements.past_due",
    });
    standin().payouts.onboard(token, "finish");
    expect(await checkPayoutAccount(actor)).toMatchObject({ isReady: true, due: [] });
  });

  test("counts as it last was while Stripe cannot be asked", async () => {
    const { actor, token } = await connected();
    standin().orders.answerHtml = 1;
    expect(await checkPayoutAccount(actor)).toMatchObject({ token, isReady: true });
  });

  test("is for people with a wallet, and only where it is needed", async () => {
    await expect(connectPayoutAccount(await makeAdmin())).rejects.toMatchObject({
      code: "not_found",
    });
    const actor = await makeFreelancer();
    const restore = setProvider(
      createSandboxBank({ cardSettlesAfterMs: 0, payoutSettlesAfterMs: 0 }),
    );
    await expect(connectPayoutAccount(actor)).rejects.toMatchObject({ code: "not_found" });
    await expect(getPayoutAddress(actor)).rejects.toMatchObject({ code: "not_found" });
    expect(await checkPayoutAccount(actor)).toBeNull();
    restore();
  });
});

describe("withdrawing to it", () => {
  test("transfers, pays out and settles, each step once and in sight", async () => {
    const { actor, paymentId, payoutId } = await sent();
    expect(await stepsOf(actor, paymentId)).toEqual(["payout on_its_way", "transfer done"]);
    expect(await getPayment(actor, paymentId)).toMatchObject({ status: "pending" });
    standin().endPayout(payoutId, "paid");
    await follow();
    expect(await getPayment(actor, paymentId)).toMatchObject({ status: "settled" });
    expect(await stepsOf(actor, paymentId)).toEqual(["payout done", "transfer done"]);
    expect(await available(actor)).toBe(0);
  });

  test("is refused while something is due, to another's account and to an IBAN, and the money stays", async () => {
    const restricted = await connected("restrict");
    await expect(takeOut(restricted.actor, restricted.token)).rejects.toMatchObject({
      code: "payout_account_not_ready",
    });
    const { token } = await connected();
    await expect(takeOut(restricted.actor, token)).rejects.toMatchObject({ code: "not_found" });
    const input = { requestKey: newId("pay"), amountCents: 5_000, iban: SANDBOX_IBANS.works };
    const toIban = withdraw({ ...restricted.actor, sessionId: SYSTEM }, input);
    await expect(toIban).rejects.toMatchObject({ code: "not_found" });
    expect(await available(restricted.actor)).toBe(5_000);
  });

  test("is sent again as the same transfer and the same payout when answers are lost", async () => {
    const { actor, token } = await connected();
    const { paymentId } = await takeOut(actor, token);
    for (const _ of ["transfer", "payout"]) {
      standin().orders.loseAnswers = TIMES_ASKED;
      await expect(sendPayment(SYSTEM, { paymentId })).rejects.toThrow();
    }
    await sendPayment(SYSTEM, { paymentId });
    payoutOf(paymentId);
    const transfers = [...standin().payouts.transfers.values()];
    expect(transfers.filter((one) => one.transfer_group === paymentId)).toHaveLength(1);
    expect(await stepsOf(actor, paymentId)).toEqual(["payout on_its_way", "transfer done"]);
  });

  test("brings the money back when the payout fails, and takes the transfer back, however often it is told", async () => {
    const before = standin().payouts.balanceOf("");
    const { actor, token, paymentId, payoutId } = await sent();
    standin().orders.sendEvents = 20;
    standin().endPayout(payoutId, "failed");
    await follow();
    standin().orders.sendEvents = 1;
    await checkPayment(SYSTEM, { paymentId });
    expect(await getPayment(actor, paymentId)).toMatchObject({
      status: "failed",
      failureReason: "The bank account has been closed.",
    });
    expect(await available(actor)).toBe(5_000);
    expect(standin().payouts.balanceOf("")).toBe(before);
    expect(standin().payouts.balanceOf(token)).toBe(0);
    expect(await stepsOf(actor, paymentId)).toEqual([
      "payout failed",
      "reversal done",
      "transfer done",
    ]);
  });

  test("brings the money back, once, when the payout fails after it was paid", async () => {
    const { actor, paymentId, payoutId } = await sent();
    standin().endPayout(payoutId, "paid");
    await follow();
    expect(await available(actor)).toBe(0);
    standin().endPayout(payoutId, "failed");
    await follow();
    await checkPayment(SYSTEM, { paymentId });
    expect(await getPayment(actor, paymentId)).toMatchObject({ status: "failed" });
    expect(await available(actor)).toBe(5_000);
  });

  test("comes back with the reason when the account was restricted meanwhile", async () => {
    const { actor, token } = await connected();
    const { paymentId } = await takeOut(actor, token);
    standin().payouts.onboard(token, "restrict");
    await sendPayment(SYSTEM, { paymentId });
    expect(await getPayment(actor, paymentId)).toMatchObject({
      status: "failed",
      failureReason: "The account needs to have its requirements answered.",
    });
    expect(await available(actor)).toBe(5_000);
    await checkPayment(SYSTEM, { paymentId });
    expect(await checkPayoutAccount(actor)).toMatchObject({ isReady: false });
  });

  test("takes the transfer back when the payout is refused for good", async () => {
    const { actor, token } = await connected();
    const { paymentId } = await takeOut(actor, token);
    vi.spyOn(standin().payouts, "pay").mockImplementationOnce(() => {
      throw new Refusal(400, "Payouts are not allowed now.", "payouts_not_allowed");
    });
    await sendPayment(SYSTEM, { paymentId });
    expect(await available(actor)).toBe(5_000);
    expect(standin().payouts.balanceOf(token)).toBe(0);
    expect(await stepsOf(actor, paymentId)).toEqual(["reversal done", "transfer done"]);
  });

  test("waits while the platform’s money is not available yet, and fails nothing", async () => {
    const { actor, token } = await connected();
    const { paymentId } = await takeOut(actor, token);
    const balance = standin().payouts.balanceOf("");
    standin().payouts.receive("", -balance);
    await expect(sendPayment(SYSTEM, { paymentId })).rejects.toThrow(/Too little money/);
    expect(await getPayment(actor, paymentId)).toMatchObject({ status: "created" });
    expect(await listPayoutSteps(actor, paymentId)).toEqual([]);
    standin().payouts.receive("", balance);
    await sendPayment(SYSTEM, { paymentId });
    expect(await getPayment(actor, paymentId)).toMatchObject({ status: "pending" });
  });
});
