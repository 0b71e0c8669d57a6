import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { getDb } from "#db/client";
import { users } from "#db/schema";
import { makeAccount } from "#db/testing/accounts";
import { fund, makeAdmin, makeFreelancer } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import { SYSTEM, type VerifiedActor } from "#lib/auth/actor";
import { createSession } from "#lib/auth/sessions";
import { startWorker } from "#lib/edge/task";
import type { Id } from "#lib/ids";
import { getBalance } from "#lib/ledger/queries";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { newId } from "#lib/new-id";
import { DAY_MS, HOUR_MS, MINUTE_MS, now, setClock } from "#lib/time";
import type { Onboarding } from "#scripts/stripe/payouts";
import { Refusal } from "#scripts/stripe/refusal";
import { useStandin } from "#scripts/stripe/use-standin";
import { checkPayment } from "./check-payment.ts";
import { checkPayoutAccount } from "./check-payout-account.ts";
import { connectPayoutAccount } from "./connect-payout-account.ts";
import { setProvider } from "./find-provider.ts";
import { createSandboxBank } from "./providers/sandbox.ts";
import { SANDBOX_IBANS } from "./providers/sandbox-rules.ts";
import { getPayoutAddress, mayAnswer } from "./queries/payout-address.ts";
import { getPayment, listPayoutSteps } from "./queries/wallet.ts";
import { sendPayment } from "./send-payment.ts";
import { sweepPayments } from "./sweep-payments.ts";
import { paymentTasks } from "./tasks.ts";
import { withdraw } from "./withdraw.ts";

const database = useTestDatabase();
const standin = useStandin();
const { follow } = standin;
afterEach(() => {
  vi.restoreAllMocks();
  restoreClock();
});
afterAll(async () => expect((await verifyLedger()).mismatches).toEqual([]));

/** The official package asks once more by itself when a connection breaks. */
const TIMES_ASKED = 2;

const available = (actor: VerifiedActor) =>
  getBalance(getDb(), { kind: "wallet", owner: actor.userId });

/** Somebody with 50.00 whose account at Stripe stands like that. */
async function connected(how: Onboarding = "finish") {
  const actor = { ...(await makeFreelancer()), sessionId: SYSTEM } as const;
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

function transfersOf(paymentId: Id<"pay">) {
  const all = [...standin().payouts.transfers.values()];
  return all.filter((one) => one.transfer_group === paymentId);
}

/** Stripe carries out such a call, and its answer is lost. */
async function losing(call: string, act: () => Promise<unknown>): Promise<void> {
  Object.assign(standin().orders, { loseAnswers: TIMES_ASKED, loseAnswersTo: call });
  await expect(act()).rejects.toThrow();
  Object.assign(standin().orders, { loseAnswers: 0, loseAnswersTo: "" });
}

function refuseOnce(step: "transfer" | "pay", code: string): void {
  vi.spyOn(standin().payouts, step).mockImplementationOnce(() => {
    throw new Refusal(400, "This is not possible now.", code);
  });
}

let restoreClock = () => {};
function passTo(ms: number): void {
  restoreClock();
  restoreClock = setClock(() => new Date(ms));
}

/** The unfinished tasks of a payment, and whether each waits for so long. */
async function waitingOf(paymentId: Id<"pay">, ms = 0) {
  const tasks = await getDb().execute(sql`
    select data->>'task' as task, retry_count as retries,
      start_after > now() + ${ms} * interval '1 millisecond' as "isLater" from pgboss.job
    where data->'input'->>'paymentId' = ${paymentId} and state <= 'active'`);
  return [...tasks];
}

async function stepsOf(actor: VerifiedActor, paymentId: Id<"pay">) {
  const steps = await listPayoutSteps(actor, paymentId);
  return steps.map(({ kind, status }) => `${kind} ${status}`).sort();
}

describe("connecting an account", () => {
  test("makes one, also for two at once and later, and leads to the questions and back", async () => {
    const actor = { ...(await makeFreelancer()), sessionId: SYSTEM } as const;
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

  test("is opened, and its questions answered, only by somebody who has just shown that it is them", async () => {
    const { actor } = await makeAccount("freelancer");
    const sessionId = await getDb().transaction((tx) => createSession(tx, actor.userId, null));
    const prover = { ...actor, sessionId };
    const later = () => setClock(() => new Date(Date.now() + 6 * MINUTE_MS));
    restoreClock = later();
    expect(await mayAnswer(prover)).toBe(false);
    await expect(connectPayoutAccount(prover)).rejects.toMatchObject({ code: "proof_needed" });
    expect(await checkPayoutAccount(actor)).toBeNull();
    restoreClock();
    expect(await mayAnswer(prover)).toBe(true);
    await connectPayoutAccount(prover);
    expect(await getPayoutAddress(prover)).toContain("/setup/");
    restoreClock = later();
    await expect(getPayoutAddress(prover)).rejects.toMatchObject({ code: "proof_needed" });
  });

  test("counts as it last was while Stripe cannot be asked", async () => {
    const { actor, token } = await connected();
    standin().orders.answerHtml = 1;
    expect(await checkPayoutAccount(actor)).toMatchObject({ token, isReady: true });
  });

  test("is for people with a wallet, and only where it is needed", async () => {
    const admin = { ...(await makeAdmin()), sessionId: SYSTEM } as const;
    await expect(connectPayoutAccount(admin)).rejects.toMatchObject({ code: "not_found" });
    const actor = { ...(await makeFreelancer()), sessionId: SYSTEM } as const;
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

  test.each([
    ["while Stripe knows its keys", () => {}],
    ["once it has forgotten them", () => standin().forgetKeys()],
  ])(
    "is sent again as the same transfer and the same payout when answers are lost, %s",
    async (_, forget) => {
      const { actor, token } = await connected();
      const { paymentId } = await takeOut(actor, token);
      for (const call of ["POST /v1/transfers", "POST /v1/payouts"]) {
        await losing(call, () => sendPayment(SYSTEM, { paymentId }));
        forget();
      }
      await sendPayment(SYSTEM, { paymentId });
      payoutOf(paymentId);
      expect(transfersOf(paymentId)).toHaveLength(1);
      expect(await stepsOf(actor, paymentId)).toEqual(["payout on_its_way", "transfer done"]);
    },
  );

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

  test("takes a transfer back once, when the answer to that is lost and its key forgotten", async () => {
    const before = standin().payouts.balanceOf("");
    const { actor, paymentId, payoutId } = await sent();
    standin().orders.dropEvents = 1;
    standin().endPayout(payoutId, "failed");
    await losing("/reversals", () => checkPayment(SYSTEM, { paymentId }));
    standin().forgetKeys();
    await checkPayment(SYSTEM, { paymentId });
    expect(await getPayment(actor, paymentId)).toMatchObject({ status: "failed" });
    expect(standin().payouts.balanceOf("")).toBe(before);
    expect(transfersOf(paymentId)[0]?.reversals.data).toHaveLength(1);
  });

  test("that was refused and taken back is not paid out of other money in the account", async () => {
    const { actor, token } = await connected();
    const { paymentId } = await takeOut(actor, token);
    refuseOnce("pay", "payouts_not_allowed");
    await losing("/reversals", () => sendPayment(SYSTEM, { paymentId }));
    standin().forgetKeys();
    standin().payouts.receive(token, 5_000);
    await sendPayment(SYSTEM, { paymentId });
    expect(await getPayment(actor, paymentId)).toMatchObject({ status: "failed" });
    expect(standin().payouts.balanceOf(token)).toBe(5_000);
    expect(await stepsOf(actor, paymentId)).toEqual(["reversal done", "transfer done"]);
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

  test("is asked about for ten days after it was paid, so that a failure is found without its message", async () => {
    const { actor, paymentId, payoutId } = await sent();
    standin().endPayout(payoutId, "paid");
    await getDb().execute(sql`delete from pgboss.job`);
    await follow();
    expect(await waitingOf(paymentId)).toEqual([
      { task: "payments.check", retries: 0, isLater: true },
    ]);
    expect(await checkPayment(SYSTEM, { paymentId })).toBeInstanceOf(Date);
    standin().orders.dropEvents = 1;
    standin().endPayout(payoutId, "failed");
    expect(await checkPayment(SYSTEM, { paymentId })).toBeInstanceOf(Date);
    expect(await getPayment(actor, paymentId)).toMatchObject({ status: "failed" });
    expect(await available(actor)).toBe(5_000);
  });

  test("is not asked about any more when it can no longer fail", async () => {
    const { paymentId, payoutId } = await sent();
    standin().endPayout(payoutId, "paid");
    await follow();
    const arrived = Date.now() + DAY_MS;
    passTo(arrived + 9 * DAY_MS);
    expect(await checkPayment(SYSTEM, { paymentId })).toEqual(new Date(arrived + 10 * DAY_MS));
    passTo(arrived + 10 * DAY_MS);
    expect(await checkPayment(SYSTEM, { paymentId })).toBeNull();
  });

  test("that comes back to somebody who has left moves nothing, and fails for the operator to see", async () => {
    const { actor, paymentId, payoutId } = await sent();
    standin().endPayout(payoutId, "paid");
    await follow();
    await getDb().update(users).set({ leftAt: now() }).where(eq(users.id, actor.userId));
    standin().orders.dropEvents = 1;
    standin().endPayout(payoutId, "failed");
    for (const _ of [1, 2]) {
      await expect(checkPayment(SYSTEM, { paymentId })).rejects.toThrow(/who has left/);
    }
    expect(await available(actor)).toBe(0);
    expect(await getPayment(actor, paymentId)).toMatchObject({ status: "settled" });
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
    refuseOnce("pay", "payouts_not_allowed");
    await sendPayment(SYSTEM, { paymentId });
    expect(await available(actor)).toBe(5_000);
    expect(standin().payouts.balanceOf(token)).toBe(0);
    expect(await stepsOf(actor, paymentId)).toEqual(["reversal done", "transfer done"]);
  });

  test("waits an hour while the platform’s money is not available yet: no task fails, and the sweep adds none", async () => {
    await getDb().execute(sql`delete from pgboss.job`);
    const { actor, token } = await connected();
    const { paymentId } = await takeOut(actor, token);
    const balance = standin().payouts.balanceOf("");
    standin().payouts.receive("", -balance);
    const worker = await startWorker(database().appUrl, paymentTasks);
    try {
      await vi.waitFor(async () => {
        const waiting = [{ task: "payments.send", retries: 0, isLater: true }];
        expect(await waitingOf(paymentId, HOUR_MS / 2)).toEqual(waiting);
      }, 10_000);
    } finally {
      await worker.stop();
    }
    passTo(Date.now() + 10 * MINUTE_MS);
    expect(await sweepPayments(SYSTEM)).toBe(0);
    expect(await getPayment(actor, paymentId)).toMatchObject({ status: "created" });
    expect(await listPayoutSteps(actor, paymentId)).toEqual([]);
    standin().payouts.receive("", balance);
    expect(await sendPayment(SYSTEM, { paymentId })).toBeNull();
    expect(await getPayment(actor, paymentId)).toMatchObject({ status: "pending" });
  }, 30_000);

  test("waits as well when another withdrawal took the money first", async () => {
    const { actor, token } = await connected();
    const { paymentId } = await takeOut(actor, token);
    refuseOnce("transfer", "balance_insufficient");
    expect(await sendPayment(SYSTEM, { paymentId })).toBeInstanceOf(Date);
    expect(await getPayment(actor, paymentId)).toMatchObject({ status: "created" });
    standin().forgetKeys();
    expect(await sendPayment(SYSTEM, { paymentId })).toBeNull();
    expect(transfersOf(paymentId)).toHaveLength(1);
    expect(await getPayment(actor, paymentId)).toMatchObject({ status: "pending" });
  });
});
