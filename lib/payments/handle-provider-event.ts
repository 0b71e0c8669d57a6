import { eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { payments } from "#db/schema";
import type { SYSTEM } from "#lib/auth/actor";
import { log } from "#lib/log";
import { now } from "#lib/time";
import { lockPayment, type Payment, scheduleCheck } from "./internal/lock-payment.ts";
import { recordReversals } from "./internal/record-reversals.ts";
import { recordSteps } from "./internal/record-steps.ts";
import { failPayment, settlePayment } from "./internal/settle-payment.ts";
import { nextCheckAt, nextDoubtAt, nextPaymentStatus } from "./policy.ts";
import type { ProviderReport } from "./provider.ts";

/** Why a payment failed that its person did not want to finish. */
const GIVEN_UP = "you gave it up";

export type ProviderEvent = { readonly provider: string; readonly report: ProviderReport };

/**
 * Records what the provider says about a payment, as an answer or as its own message. It may come twice, late or before
 * the creation was answered; the effect is that of one message, in order. A message about an unknown payment, amount or
 * order, or one that contradicts a final state, is an error and no refusal: no money moves, and it stays with the
 * operator until they have looked at it.
 */
export function handleProviderEvent(
  doer: typeof SYSTEM,
  { provider, report }: ProviderEvent,
  tx?: Tx,
): Promise<void> {
  return inTransaction(tx, async (tx) => {
    const payment = await lockPayment(tx, report.paymentId);
    checkReport(payment, provider, report);
    if (isOtherOrder(payment, report)) {
      const { reference } = report;
      log.warn({ paymentId: payment.id, reference }, "An order that came to nothing was replaced");
      return;
    }
    await tx
      .update(payments)
      .set({
        providerReference: report.reference,
        ...(report.status === "settled" && report.method ? { method: report.method } : {}),
        actionAddress: report.status === "requires_action" ? payment.actionAddress : null,
      })
      .where(eq(payments.id, payment.id));
    await recordSteps(tx, payment.id, report.steps ?? []);
    switch (report.status) {
      case "requires_action":
        return requireAction(tx, payment, report);
      case "accepted":
        return acceptPayment(tx, payment, report.expectedAt);
      case "settled":
        await settlePayment(doer, { paymentId: payment.id }, tx);
        await recordReversals(tx, payment, report.reversals ?? []);
        if (report.moreAt) await expectMore(tx, payment, report.moreAt);
        return;
      case "failed": {
        const reason = payment.givenUpAt ? GIVEN_UP : report.reason;
        await failPayment(doer, { paymentId: payment.id, reason }, tx);
        await doubtFailure(tx, payment);
        return;
      }
    }
  });
}

const isOtherOrder = ({ providerReference }: Payment, { reference }: ProviderReport) =>
  providerReference !== null && providerReference !== reference;

/**
 * A payment has one order at one provider; anything else is a mix-up in which no money may move. But for an order that
 * came to nothing and was replaced: its answer was lost, and the provider had forgotten it when it was asked again. Its
 * late message must not undo what became of the other.
 */
function checkReport(payment: Payment, provider: string, report: ProviderReport): void {
  const { id, amountCents } = payment;
  if (payment.provider !== provider) {
    throw new Error(`${provider} speaks of ${id}, which is a payment of ${payment.provider}`);
  }
  if (isOtherOrder(payment, report) && report.status !== "failed") {
    throw new Error(`${provider} has a second order for ${id}: ${report.reference}`);
  }
  if (amountCents !== report.amountCents) {
    throw new Error(
      `${provider} says that ${id} is about ${report.amountCents}, but it is about ${amountCents}`,
    );
  }
}

/** Schedules a check of a payment that has just failed. A check that is already running continues by itself. */
async function doubtFailure(tx: Tx, payment: Payment): Promise<void> {
  if (payment.status === "failed") return;
  const next = nextDoubtAt(now(), now());
  if (next) await scheduleCheck(tx, payment.id, next);
}

/** The person may be back at any moment, so the first check comes soon. */
async function requireAction(
  tx: Tx,
  { id, status, direction, createdAt }: Payment,
  { address, needs, expiresAt }: ProviderReport & { status: "requires_action" },
): Promise<void> {
  const next = nextPaymentStatus(status, "requires_action", direction);
  const isKnown = status === "requires_action";
  if (next === "ignore" && !isKnown) return;
  await tx
    .update(payments)
    .set({
      status: "requires_action",
      actionAddress: address,
      actionNeeds: needs,
      expectedAt: expiresAt,
    })
    .where(eq(payments.id, id));
  if (!isKnown) await scheduleCheck(tx, id, nextCheckAt(createdAt, createdAt, now()));
}

/**
 * A settled payment is asked about again only when the provider has said that something can follow. A check that is
 * already running continues by itself.
 */
async function expectMore(tx: Tx, { id }: Payment, expectedAt: Date): Promise<void> {
  await tx.update(payments).set({ expectedAt }).where(eq(payments.id, id));
  await scheduleCheck(tx, id, expectedAt);
}

/** Also records that the provider has postponed the date; the waiting check asks again by itself. */
async function acceptPayment(tx: Tx, payment: Payment, expectedAt: Date): Promise<void> {
  const next = nextPaymentStatus(payment.status, "accepted", payment.direction);
  const status = next === "ignore" ? payment.status : next;
  if (status !== "pending") return;
  await tx.update(payments).set({ status, expectedAt }).where(eq(payments.id, payment.id));
  if (payment.status !== "pending") await scheduleCheck(tx, payment.id, expectedAt);
}
