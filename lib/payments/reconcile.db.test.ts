import { desc, eq, isNull } from "drizzle-orm";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { getDb } from "#db/client";
import {
  auditEntries,
  balanceTransactions,
  paymentDifferences,
  payments,
  providerEvents,
  reconciliations,
} from "#db/schema";
import { fund, makeAdmin, makeClient, makeFreelancer } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import { SYSTEM, type VerifiedActor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { getBalance, getSharedBalance } from "#lib/ledger/queries";
import { PROCESSOR_FEES } from "#lib/ledger/schema";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { log } from "#lib/log";
import { CURRENCY } from "#lib/money";
import { newId } from "#lib/new-id";
import { DAY_MS, HOUR_MS, setClock } from "#lib/time";
import { feeOf, PLANTS, type Planted } from "#scripts/stripe/balance";
import { useStandin } from "#scripts/stripe/use-standin";
import { addFunds } from "./add-funds.ts";
import { askToReconcile, reconcileNightly } from "./ask-to-reconcile.ts";
import { checkPayoutAccount } from "./check-payout-account.ts";
import { connectPayoutAccount } from "./connect-payout-account.ts";
import { explainDifference } from "./explain-difference.ts";
import { setProvider } from "./find-provider.ts";
import { handleProviderEvent } from "./handle-provider-event.ts";
import { failPayment } from "./internal/settle-payment.ts";
import { createSandboxBank } from "./providers/sandbox.ts";
import { SANDBOX_IBANS } from "./providers/sandbox-rules.ts";
import { reconcile } from "./reconcile.ts";
import { sendPayment } from "./send-payment.ts";
import { withdraw } from "./withdraw.ts";

useTestDatabase();
const standin = useStandin();
const { follow } = standin;
const PROVIDER = "stripe_test";
const CENTS = 5_000;

let alarm = vi.spyOn(log, "error");
let restoreClock = () => {};
beforeEach(() => {
  alarm = vi.spyOn(log, "error").mockImplementation(() => {});
});
afterEach(async () => {
  vi.restoreAllMocks();
  restoreClock();
  await getDb().delete(providerEvents);
});
afterAll(async () => expect((await verifyLedger()).mismatches).toEqual([]));

/** Reconciles as if so much time had passed. */
async function reconcileAfter(ms = 2 * HOUR_MS, provider = PROVIDER): Promise<void> {
  const at = Date.now() + ms;
  restoreClock = setClock(() => new Date(at));
  await reconcileNightly(SYSTEM);
  await reconcile(SYSTEM, { provider });
  restoreClock();
  // The next one is not to think that all is known until then.
  if (ms > DAY_MS) await getDb().delete(reconciliations);
}

async function paidIn(): Promise<{ actor: VerifiedActor; paymentId: Id<"pay"> }> {
  const actor = await makeClient();
  const input = { requestKey: newId("pay"), amountCents: CENTS, card: "checkout" };
  const { paymentId } = await addFunds(actor, input);
  await sendPayment(SYSTEM, { paymentId });
  standin().tryToPay(sessionOf(paymentId), "pay");
  await follow();
  return { actor, paymentId };
}

async function settledAfterItFailed(): Promise<Id<"pay">> {
  const actor = await makeClient();
  const input = { requestKey: newId("pay"), amountCents: CENTS, card: "checkout" };
  const { paymentId } = await addFunds(actor, input);
  await sendPayment(SYSTEM, { paymentId });
  await failPayment(SYSTEM, { paymentId, reason: "it took too long" });
  standin().tryToPay(sessionOf(paymentId), "pay");
  await standin().settle();
  return paymentId;
}

function sessionOf(paymentId: Id<"pay">): string {
  const sessions = [...standin().sessions.values()];
  return sessions.find((one) => one.client_reference_id === paymentId)?.id ?? "";
}

async function sentOut(): Promise<{ paymentId: Id<"pay">; payoutId: string }> {
  const actor = await makeFreelancer();
  await fund(actor, CENTS);
  await connectPayoutAccount({ ...actor, sessionId: SYSTEM });
  const account = (await checkPayoutAccount(actor))?.token ?? "";
  standin().payouts.onboard(account, "finish");
  await checkPayoutAccount(actor);
  const input = { requestKey: newId("pay"), amountCents: CENTS, account };
  const { paymentId } = await withdraw({ ...actor, sessionId: SYSTEM }, input);
  await sendPayment(SYSTEM, { paymentId });
  const sent = [...standin().payouts.payouts.values()];
  const made = sent.find(({ payout }) => payout.metadata.payment === paymentId);
  return { paymentId, payoutId: made?.payout.id ?? "" };
}

const differences = () => getDb().select().from(paymentDifferences);
const standing = async () => (await differences()).filter(({ matchedAt }) => matchedAt === null);
const about = async (paymentId: Id<"pay">) =>
  (await standing()).filter((one) => one.paymentId === paymentId);
const outside = () => getSharedBalance(getDb(), { kind: "external", owner: PROVIDER });
const fees = () => getSharedBalance(getDb(), { kind: "platform", owner: PROCESSOR_FEES });
const atProvider = () => standin().balance.transactions.reduce((sum, { net }) => sum + net, 0);
async function lastRun() {
  const [last] = await getDb()
    .select()
    .from(reconciliations)
    .orderBy(desc(reconciliations.id))
    .limit(1);
  return last;
}

describe("the outside account of a provider", () => {
  test("is its balance to the cent: what came in, what was sent out, and what it kept", async () => {
    const feesBefore = await fees();
    const { actor, paymentId } = await paidIn();
    const { payoutId } = await sentOut();
    standin().endPayout(payoutId, "paid");
    await follow();
    await reconcileAfter();
    expect(await outside()).toBe(-atProvider());
    expect((await fees()) - feesBefore).toBe(-feeOf(CENTS));
    expect(await getBalance(getDb(), { kind: "wallet", owner: actor.userId })).toBe(CENTS);
    expect(await about(paymentId)).toEqual([]);
    expect(await lastRun()).toMatchObject({
      totals: [{ currency: CURRENCY, ours: atProvider(), theirs: atProvider() }],
    });
    expect(alarm).not.toHaveBeenCalled();
  });

  test("takes each fee once, however often it is listed", async () => {
    await paidIn();
    await reconcileAfter();
    const before = [await fees(), await outside()];
    await reconcileAfter();
    expect([await fees(), await outside()]).toEqual(before);
  });

  test("has the fees that belong to no payment, page by page, and those that were given back", async () => {
    for (let n = 0; n < 230; n += 1) {
      standin().balance.add({ type: "stripe_fee", amount: n === 0 ? 200 : -1, source: null });
    }
    await reconcileAfter();
    expect(await outside()).toBe(-atProvider());
    expect(await standing()).toEqual([]);
  });

  test("follows a payout that failed after it was paid", async () => {
    const { paymentId, payoutId } = await sentOut();
    standin().endPayout(payoutId, "paid");
    await follow();
    standin().endPayout(payoutId, "failed");
    await follow();
    await reconcileAfter();
    expect(await about(paymentId)).toEqual([]);
    expect(await outside()).toBe(-atProvider());
  });

  test("follows what was refunded at Stripe or disputed, and what was given back", async () => {
    const [refunded, lost, won] = [await paidIn(), await paidIn(), await paidIn()];
    const refund = standin().refund(sessionOf(refunded.paymentId), 1_000);
    for (const { paymentId } of [lost, won]) standin().dispute(sessionOf(paymentId), "open");
    await follow();
    standin().dispute(sessionOf(won.paymentId), "won");
    standin().dispute(sessionOf(lost.paymentId), "lost");
    await follow();
    await reconcileAfter();
    for (const { paymentId } of [refunded, lost, won]) expect(await about(paymentId)).toEqual([]);
    expect(await outside()).toBe(-atProvider());
    standin().failRefund(refund);
    await follow();
    await reconcileAfter(3 * HOUR_MS);
    expect(await about(refunded.paymentId)).toEqual([]);
    expect(await outside()).toBe(-atProvider());
  });

  test("of the sandbox bank too, with disputes lost and won", async () => {
    const bank = createSandboxBank({ cardSettlesAfterMs: 0, payoutSettlesAfterMs: 0 });
    const restore = setProvider(bank);
    try {
      for (const card of ["card_4242", "card_0259", "card_1976", "card_0002"]) {
        const actor = await makeClient();
        const input = { requestKey: newId("pay"), amountCents: CENTS, card };
        await settle(await addFunds(actor, input));
      }
      const actor = await makeFreelancer();
      await fund(actor, 2 * CENTS);
      for (const iban of Object.values(SANDBOX_IBANS)) {
        const input = { requestKey: newId("pay"), amountCents: CENTS, iban };
        await settle(await withdraw({ ...actor, sessionId: SYSTEM }, input));
      }
      await reconcileAfter(2 * HOUR_MS, bank.name);
    } finally {
      restore();
    }
    expect((await standing()).filter(({ provider }) => provider === bank.name)).toEqual([]);
    expect(await lastRun()).toMatchObject({ totals: [{ ours: CENTS, theirs: CENTS }] });

    async function settle({ paymentId }: { paymentId: Id<"pay"> }): Promise<void> {
      await sendPayment(SYSTEM, { paymentId });
      const [payment] = await getDb().select().from(payments).where(eq(payments.id, paymentId));
      const report = await bank.findOrder(paymentId, payment?.providerReference ?? "");
      if (report) await handleProviderEvent(SYSTEM, { provider: bank.name, report });
    }
  });
});

/** What names a difference that was planted. */
function isPlanted({ transaction, payment }: Planted, subject: string): boolean {
  const names = [`fee:${transaction}`, `transaction:${transaction}`, `payment:${payment}`];
  return names.includes(subject);
}

describe("what was planted at the provider", () => {
  test.each([
    ["refund", "other_amount"],
    ["amount", "other_amount"],
    ["fee", "other_amount"],
    ["currency", "other_currency"],
    ["charge", "missing_here"],
    ["adjustment", "unknown_kind"],
  ] as const)("(%s) is found as %s, with an alarm, and once", async (what, kind) => {
    const { paymentId } = await paidIn();
    const planted = standin().plant(what, paymentId);
    await reconcileAfter();
    await reconcileAfter(3 * HOUR_MS);
    const found = (await differences()).filter(({ subject }) => isPlanted(planted, subject));
    expect(found).toMatchObject([{ kind, reference: expect.stringMatching(/^txn_/) }]);
    expect(found[0]?.oursCents === found[0]?.theirsCents).toBe(false);
    const told = alarm.mock.calls.filter(([told]) => JSON.stringify(told).includes(`"${kind}"`));
    expect(told).toHaveLength(1);
  });

  test("is found also after its charge was reconciled, all of it at once", async () => {
    for (const _ of PLANTS) await paidIn();
    await reconcileAfter();
    const planted = PLANTS.map((what) => standin().plant(what));
    await reconcileAfter(3 * HOUR_MS);
    const found = await standing();
    for (const one of planted) {
      expect(found.some(({ subject }) => isPlanted(one, subject))).toBe(true);
    }
  });

  test("explains to the cent by what both sides differ", async () => {
    await reconcileAfter();
    const own = (await standing()).filter(({ currency, provider }) => {
      return currency === CURRENCY && provider === PROVIDER;
    });
    const gap = own.reduce((sum, one) => sum + one.oursCents - one.theirsCents, 0);
    const foreign = (await standing()).filter(({ currency }) => currency !== CURRENCY);
    const alsoOurs = foreign.reduce((sum, one) => sum + one.oursCents, 0);
    const [total] = ((await lastRun())?.totals ?? []).filter((one) => one.currency === CURRENCY);
    expect((total?.ours ?? 0) - (total?.theirs ?? 0)).toBe(gap + alsoOurs);
    expect(gap).not.toBe(0);
  });
});

describe("a difference", () => {
  test("is none within the first hour, because messages take their time", async () => {
    const { paymentId } = await paidIn();
    standin().plant("refund", paymentId);
    await reconcileAfter(0);
    expect(await about(paymentId)).toEqual([]);
    await reconcileAfter();
    expect(await about(paymentId)).toHaveLength(1);
  });

  test("is none while a payout is with its bank, and one when that takes too long", async () => {
    const { paymentId } = await sentOut();
    await reconcileAfter(9 * DAY_MS);
    expect(await about(paymentId)).toEqual([]);
    await reconcileAfter(11 * DAY_MS);
    expect(await about(paymentId)).toMatchObject([
      { kind: "missing_here", oursCents: 0, theirsCents: -CENTS },
    ]);
  });

  test("says that their bank settled what we recorded as failed", async () => {
    const paymentId = await settledAfterItFailed();
    await reconcileAfter();
    expect(await about(paymentId)).toMatchObject([
      { kind: "failed_here", oursCents: 0, theirsCents: CENTS },
    ]);
    expect(alarm).toHaveBeenCalledOnce();
  });

  test("says that a payout came back of which nobody was told", async () => {
    const { paymentId, payoutId } = await sentOut();
    standin().endPayout(payoutId, "paid");
    await follow();
    const { payouts } = standin();
    const made = [...payouts.transfers.values()];
    const transfer = made.find(({ transfer_group }) => transfer_group === paymentId);
    payouts.receive(transfer?.destination ?? "", CENTS);
    payouts.reverse(transfer?.id ?? "");
    await reconcileAfter();
    expect(await about(paymentId)).toMatchObject([
      { kind: "came_back", oursCents: -CENTS, theirsCents: 0 },
    ]);
  });

  test("says that only we have a payment", async () => {
    const { paymentId } = await paidIn();
    standin().balance.transactions.pop();
    await reconcileAfter();
    expect(await about(paymentId)).toMatchObject([
      { kind: "missing_there", oursCents: CENTS, theirsCents: 0, reference: null },
    ]);
  });

  test("is matched once both sides agree again", async () => {
    const { paymentId } = await paidIn();
    const { transaction } = standin().plant("fee", paymentId);
    await reconcileAfter();
    const charge = standin().balance.transactions.find(({ id }) => id === transaction);
    if (charge) charge.net += 7;
    await reconcileAfter(3 * HOUR_MS);
    const found = (await differences()).filter(({ reference }) => reference === transaction);
    expect(found).toMatchObject([{ kind: "other_amount", matchedAt: expect.any(Date) }]);
  });

  test("is mended at once where a message was lost: found, and over in the same reconciliation, without an alarm", async () => {
    const { actor, paymentId } = await paidIn();
    standin().orders.dropEvents = 2;
    standin().dispute(sessionOf(paymentId), "open");
    await reconcileAfter();
    const isAbout = eq(paymentDifferences.paymentId, paymentId);
    const [found, ...more] = await getDb().select().from(paymentDifferences).where(isAbout);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ kind: "other_amount", oursCents: CENTS, theirsCents: 0 });
    expect(found?.mendedAt).toEqual(expect.any(Date));
    expect(found?.matchedAt).toEqual(found?.mendedAt);
    expect(await lastRun()).toMatchObject({ found: 1, mended: 1 });
    expect(await getBalance(getDb(), { kind: "wallet", owner: actor.userId })).toBe(0);
    expect(alarm).not.toHaveBeenCalled();
  });

  test("is mended also where another payment’s answer contradicts our books", async () => {
    const { paymentId } = await paidIn();
    const failed = await settledAfterItFailed();
    standin().orders.dropEvents = 2;
    standin().dispute(sessionOf(paymentId), "open");
    await reconcileAfter();
    expect(await about(paymentId)).toEqual([]);
    expect(await about(failed)).toMatchObject([{ kind: "failed_here", mendedAt: null }]);
    expect(alarm).toHaveBeenCalledOnce();
    expect(alarm.mock.calls[0]?.[0]).toMatchObject({ found: 2, mended: 1, newCount: 1 });
  });

  test("is not mended by an answer after which the amounts still differ", async () => {
    const { paymentId } = await paidIn();
    standin().plant("amount", paymentId);
    standin().orders.dropEvents = 2;
    standin().dispute(sessionOf(paymentId), "open");
    await reconcileAfter();
    expect(await about(paymentId)).toMatchObject([
      { kind: "other_amount", oursCents: 0, theirsCents: 100 },
    ]);
    expect(await lastRun()).toMatchObject({ found: 2, mended: 0 });
  });

  test("is not asked about once it was explained", async () => {
    const { paymentId } = await paidIn();
    standin().plant("amount", paymentId);
    await reconcileAfter();
    const [found] = await about(paymentId);
    const input = { differenceId: found?.id ?? 0, note: "Agreed with the cardholder." };
    await explainDifference(await makeAdmin(), input);
    const session = `GET /v1/checkout/sessions/${sessionOf(paymentId)}`;
    const times = () => standin().calls.filter((call) => call === session).length;
    const before = times();
    await reconcileAfter(3 * HOUR_MS);
    expect(times()).toBe(before);
  });

  test("stays explained, is in the audit, and is another one with another amount", async () => {
    const { actor, paymentId } = await paidIn();
    const { transaction } = standin().plant("amount", paymentId);
    await reconcileAfter();
    const [found] = await about(paymentId);
    const admin = await makeAdmin();
    const input = { differenceId: found?.id ?? 0, note: "Agreed with the cardholder." };
    expect(await explainDifference(admin, input)).toEqual({ isReplay: false });
    expect(await explainDifference(admin, { ...input, note: "Another" })).toEqual({
      isReplay: true,
    });
    await reconcileAfter(3 * HOUR_MS);
    expect(await about(paymentId)).toMatchObject([{ note: input.note, explainedBy: admin.userId }]);
    const audited = eq(auditEntries.about, `payment:${paymentId}`);
    const entries = await getDb().select().from(auditEntries).where(audited);
    expect(entries).toMatchObject([
      {
        kind: "difference_explained",
        personId: actor.userId,
        after: { note: input.note, oursCents: CENTS, theirsCents: CENTS + 100 },
      },
    ]);
    const charge = standin().balance.transactions.find(({ id }) => id === transaction);
    Object.assign(charge ?? {}, { amount: CENTS + 300, net: (charge?.net ?? 0) + 200 });
    await reconcileAfter(4 * HOUR_MS);
    expect(await about(paymentId)).toMatchObject([
      { theirsCents: CENTS + 300, explainedAt: null, note: null },
    ]);
  });
});

describe("a reconciliation", () => {
  test("that breaks off goes on with its next try, and posts no fee twice", async () => {
    await paidIn();
    standin().orders.answerHtml = 1;
    await expect(reconcileAfter()).rejects.toThrow();
    restoreClock();
    const unfinished = isNull(reconciliations.finishedAt);
    expect(await getDb().$count(reconciliations, unfinished)).toBe(1);
    await reconcileAfter();
    expect(await getDb().$count(reconciliations, unfinished)).toBe(0);
    const before = await fees();
    await reconcileAfter();
    expect(await fees()).toBe(before);
  });

  test("lists only what is newer than a week before the last one", async () => {
    await reconcileAfter();
    const earlier = new Date(Date.now() + 8 * DAY_MS);
    await getDb().update(reconciliations).set({ startedAt: earlier });
    await paidIn();
    const known = await getDb().$count(balanceTransactions);
    await reconcileAfter();
    expect(await lastRun()).toMatchObject({ listed: 0 });
    expect(await getDb().$count(balanceTransactions)).toBe(known);
    await getDb().delete(reconciliations);
    await reconcileAfter();
    expect(await getDb().$count(balanceTransactions)).toBe(known + 1);
  });

  test("is asked for once at a time, by an admin or the clock", async () => {
    const admin = await makeAdmin();
    await Promise.all([askToReconcile(admin), reconcileNightly(SYSTEM), askToReconcile(admin)]);
    const unfinished = isNull(reconciliations.finishedAt);
    expect(await getDb().$count(reconciliations, unfinished)).toBe(1);
    await reconcile(SYSTEM, { provider: PROVIDER });
    await reconcile(SYSTEM, { provider: PROVIDER });
    expect(await getDb().$count(reconciliations, unfinished)).toBe(0);
  });

  test("does not exist for anybody else, and neither do differences", async () => {
    const client = await makeClient();
    const input = { differenceId: 1, note: "Mine" };
    for (const call of [() => askToReconcile(client), () => explainDifference(client, input)]) {
      await expect(call()).rejects.toMatchObject({ code: "not_found" });
    }
    const unknown = { differenceId: 999_999, note: "Nothing" };
    await expect(explainDifference(await makeAdmin(), unknown)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
