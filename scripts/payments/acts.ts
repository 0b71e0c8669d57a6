import { and, eq, isNull } from "drizzle-orm";
import { getDb } from "#db/client";
import { contracts } from "#db/schema";
import { makeJob, makeProposal } from "#db/testing/factories";
import type { VerifiedActor } from "#lib/auth/actor";
import { acceptProposal } from "#lib/contracts/accept-proposal";
import { payAndHire } from "#lib/contracts/pay-and-hire";
import { submitWork } from "#lib/contracts/submit-work";
import { getBalance } from "#lib/ledger/queries";
import { cents } from "#lib/money";
import { newId } from "#lib/new-id";
import { checkPayoutAccount } from "#lib/payments/check-payout-account";
import { giveUpPayment } from "#lib/payments/give-up-payment";
import { amountToPay } from "#lib/payments/policy";
import { DAY_MS, now } from "#lib/time";
import type { Session } from "../stripe/books.ts";
import { letPass, listPayments, listSessions, press, refusal, type World } from "./world.ts";

/**
 * What people, their banks and whoever is at Stripe's own pages do. Returns false where there is nothing to do it with.
 */
type Act = (world: World) => Promise<boolean>;

const CARD = "checkout";
/** In minor units. The least is what one payment has to be. */
const LEAST = 1_00;
const MOST = 180_00;

/** How long banks send back what they took: payouts so long after they arrived, and refunds after they were made. */
const PAYOUT_RETURNS_MS = 9 * DAY_MS;
const REFUND_RETURNS_MS = 29 * DAY_MS;

const isWithin = (seconds: number, ms: number) => now().getTime() < seconds * 1000 + ms;

const walletOf = ({ userId: owner }: VerifiedActor) =>
  getBalance(getDb(), { kind: "wallet", owner });

const addMoney: Act = async (world) => {
  const { client: actor, chance } = world;
  const input = { requestKey: newId("pay"), amountCents: chance.whole(LEAST, MOST), card: CARD };
  await press(world, { do: "add_funds", actor, input });
  return true;
};

const FIRST_TRIES = [
  ...(["pay", "pay", "pay", "pay", "pay"] as const),
  ...(["authenticate", "authenticate", "decline", "refuse", "expire"] as const),
];

/** On the hosted page: with 3-D Secure, after a declined card, or not in time. */
const payOnPage: Act = async (world) => {
  const { standin, chance, client } = world;
  const pages = new Set((await listPayments(client)).map(({ actionAddress }) => actionAddress));
  let isDone = false;
  for (const { id, url } of await listSessions(world, "open")) {
    // Nobody finds a page that they were not led to.
    if (!pages.has(url) || chance.onceIn(6)) continue;
    isDone = true;
    const first = chance.pick(FIRST_TRIES);
    if (first === "expire") standin.expire(id);
    else standin.tryToPay(id, first);
    if (first === "authenticate" && !chance.onceIn(4)) standin.tryToPay(id, "pay");
  }
  return isDone;
};

const giveUp: Act = async (world) => {
  const waiting = (await listPayments(world.client)).find(
    (one) => one.status === "requires_action",
  );
  if (waiting) await giveUpPayment(world.client, { paymentId: waiting.id }).catch(refusal);
  return waiting !== undefined;
};

/** Out of the wallet, or by a payment of what is missing there. */
const hire: Act = async ({ client, freelancer, chance }) => {
  const held = await walletOf(client);
  const most = held > LEAST && !chance.onceIn(3) ? held : MOST;
  const priceCents = cents(chance.whole(LEAST, most));
  const jobId = await makeJob(client, { budgetCents: priceCents });
  const proposalId = await makeProposal(jobId, freelancer, { priceCents });
  const payCents = amountToPay(priceCents, held);
  const seen = { proposalId, proposalRevision: 1, jobRevision: 1 };
  const payment = { payCents, card: CARD, requestKey: newId("pay") };
  const hired =
    payCents > 0 ? payAndHire(client, { ...seen, ...payment }) : acceptProposal(client, seen);
  await hired.catch(refusal);
  return true;
};

/** The work is submitted, which pays for it. */
const finishWork: Act = async ({ client, freelancer }) => {
  const underWay = and(eq(contracts.clientId, client.userId), isNull(contracts.releasedAt));
  const found = await getDb().select().from(contracts).where(underWay);
  for (const { id: contractId } of found) {
    await submitWork(freelancer, { contractId, submissionNumber: 0, note: "Here it is." });
  }
  return found.length > 0;
};

const withdrawEarnings: Act = async (world) => {
  const { freelancer: actor, account, chance, standin } = world;
  const held = await walletOf(actor);
  if (held === 0) return false;
  if (!chance.onceIn(3)) standin.payouts.onboard(account, "finish");
  await checkPayoutAccount(actor);
  const amountCents = chance.onceIn(2) ? held : chance.whole(Math.min(LEAST, held), held);
  const input = { requestKey: newId("pay"), amountCents, account };
  await press(world, { do: "withdraw", actor, input });
  return true;
};

/** As much as one deposit, or as the wallet has: several deposits then give it, or have too little left. */
const takeBackToCard: Act = async (world) => {
  const { client: actor, chance } = world;
  const deposits = (await listPayments(actor)).filter(
    ({ direction, status }) => direction === "deposit" && status === "settled",
  );
  if (deposits.length === 0) return false;
  const { id: account, amountCents: paid } = chance.pick(deposits);
  const held = await walletOf(actor);
  const most = chance.onceIn(2) ? held : Math.min(paid, held);
  if (most === 0) return false;
  const amountCents = chance.onceIn(2) ? most : chance.whole(Math.min(LEAST, most), most);
  const input = { requestKey: newId("pay"), amountCents, account };
  await press(world, { do: "withdraw", actor, input });
  return true;
};

/** Their bank answers about what is on its way, or sends back what it had taken. */
const answerPayouts: Act = async ({ standin, account, chance }) => {
  let isDone = false;
  for (const { payout, account: owner } of standin.payouts.payouts.values()) {
    if (owner !== account || payout.status === "failed") continue;
    if (payout.status === "in_transit") {
      standin.endPayout(payout.id, chance.onceIn(5) ? "failed" : "paid");
      isDone = true;
      continue;
    }
    const mayReturn = isWithin(payout.arrival_date, PAYOUT_RETURNS_MS);
    if (!mayReturn || !chance.onceIn(25)) continue;
    standin.endPayout(payout.id, "failed");
    isDone = true;
  }
  return isDone;
};

/** One of the sessions that were paid; null when there is none. */
async function pickPaid(world: World): Promise<(Session & { intent: string }) | null> {
  const paid = (await listSessions(world, "complete")).flatMap((session) =>
    session.payment_intent ? [{ ...session, intent: session.payment_intent.id }] : [],
  );
  return paid.length > 0 ? world.chance.pick(paid) : null;
}

const isLost = ({ status }: { status: string }) => status !== "won";

const dispute: Act = async (world) => {
  const { standin } = world;
  const paid = await pickPaid(world);
  if (!paid) return false;
  const isOver = standin.charges.listDisputes(paid.intent).some(isLost);
  const isGone = standin.charges.refundedOf(paid.intent) === paid.amount_total;
  if (isOver || isGone) return false;
  standin.dispute(paid.id, "open");
  return true;
};

export const decideDisputes: Act = async (world) => {
  const { standin, chance } = world;
  let isDone = false;
  for (const { id, payment_intent } of await listSessions(world, "complete")) {
    const disputes = standin.charges.listDisputes(payment_intent?.id ?? "");
    const isOpen = disputes.some(({ status }) => status === "needs_response");
    if (!isOpen) continue;
    standin.dispute(id, chance.onceIn(2) ? "won" : "lost");
    isDone = true;
  }
  return isDone;
};

/** On Stripe's own pages. */
const refundThere: Act = async (world) => {
  const { standin, chance } = world;
  const paid = await pickPaid(world);
  if (!paid || standin.charges.listDisputes(paid.intent).some(isLost)) return false;
  const left = paid.amount_total - standin.charges.refundedOf(paid.intent);
  if (left === 0) return false;
  standin.refund(paid.id, chance.onceIn(2) ? left : chance.whole(1, left));
  return true;
};

const failRefunds: Act = async (world) => {
  const { standin, chance } = world;
  const paid = await pickPaid(world);
  const made = standin.charges.listRefunds(paid?.intent ?? "");
  const succeeded = made.filter(
    ({ status, created }) => status === "succeeded" && isWithin(created, REFUND_RETURNS_MS),
  );
  if (succeeded.length === 0) return false;
  standin.failRefund(chance.pick(succeeded).id);
  return true;
};

/** Stripe asks for something, or the person has answered. */
const restrict: Act = async ({ standin, account }) => {
  const { payouts_enabled } = standin.payouts.findAccount(account);
  standin.payouts.onboard(account, payouts_enabled ? "restrict" : "finish");
  return true;
};

/** Nobody of ours works for a day. Meanwhile Stripe forgets the keys, and what was open is over. */
const sleepForADay: Act = async (world) => {
  letPass(world, DAY_MS);
  world.standin.forgetKeys();
  return true;
};

/** The stand-in does something wrong with its next answers. */
export function misbehave({ standin: { orders }, chance }: World): void {
  // The official package asks once more when a connection breaks.
  orders.loseAnswers = chance.onceIn(3) ? chance.whole(1, 4) : 0;
  orders.loseAnswersTo = chance.pick([
    "",
    "POST /v1/checkout/sessions",
    "POST /v1/transfers",
    "POST /v1/payouts",
    "POST /v1/refunds",
    "reversals",
  ]);
  orders.answerHtml = chance.onceIn(12) ? 1 : 0;
}

/** How likely each is. */
const ACTS: readonly (readonly [number, Act])[] = [
  [2, addMoney],
  [8, payOnPage],
  [1, giveUp],
  [3, hire],
  [5, finishWork],
  [6, withdrawEarnings],
  [2, takeBackToCard],
  [5, answerPayouts],
  [2, dispute],
  [2, decideDisputes],
  [2, refundThere],
  [1, failRefunds],
  [1, restrict],
  [1, sleepForADay],
];
const CHOICES = ACTS.flatMap(([weight, act]) => Array.from({ length: weight }, () => act));

/** How every life begins: somebody wants to have money here. */
export const BEGINNING: readonly ((world: World) => Promise<unknown>)[] = [
  addMoney,
  payOnPage,
  hire,
];

/** One of those that are possible. */
export async function actSomehow(world: World): Promise<void> {
  while (!(await world.chance.pick(CHOICES)(world)));
}

/** All that waits for somebody ends: nobody pays any more, banks answer, accounts are put in order. */
export async function bringToAnEnd(world: World): Promise<void> {
  const { standin, account } = world;
  for (const { id } of await listSessions(world, "open")) standin.expire(id);
  await decideDisputes(world);
  await answerPayouts(world);
  standin.payouts.onboard(account, "finish");
}
