import { SYSTEM } from "#lib/auth/actor";
import { handle, handleUntilDone, type TaskHandler } from "#lib/edge/task";
import { rollUp } from "#lib/ledger/roll-up";
import { reconcileNightly } from "./ask-to-reconcile.ts";
import { checkPayment } from "./check-payment.ts";
import { endPayment } from "./end-payment.ts";
import { followProviderEvent } from "./follow-provider-event.ts";
import { reportLedger } from "./queries/ledger-report.ts";
import { reconcile } from "./reconcile.ts";
import {
  checkPaymentTask,
  endPaymentTask,
  followEventTask,
  reconcileNightlyTask,
  reconcileTask,
  reportLedgerTask,
  rollUpLedgerTask,
  sendPaymentTask,
  sweepEventsTask,
  sweepPaymentsTask,
} from "./schema.ts";
import { sendPayment } from "./send-payment.ts";
import { sweepPayments } from "./sweep-payments.ts";
import { sweepProviderEvents } from "./sweep-provider-events.ts";

/**
 * The worker's tasks for payments: the calls to the bank and what follows from its messages, sweeps every minute as a safety
 * net, and the ledger's upkeep.
 */
export const paymentTasks: readonly TaskHandler[] = [
  handleUntilDone(sendPaymentTask, (input) => sendPayment(SYSTEM, input)),
  handleUntilDone(checkPaymentTask, (input) => checkPayment(SYSTEM, input)),
  handleUntilDone(endPaymentTask, (input) => endPayment(SYSTEM, input)),
  handle(sweepPaymentsTask, () => sweepPayments(SYSTEM), { cron: "* * * * *" }),
  handle(followEventTask, (input) => followProviderEvent(SYSTEM, input)),
  handle(sweepEventsTask, () => sweepProviderEvents(SYSTEM), { cron: "* * * * *" }),
  handle(reconcileTask, (input) => reconcile(SYSTEM, input)),
  handle(reconcileNightlyTask, () => reconcileNightly(SYSTEM), { cron: "37 2 * * *" }),
  handle(rollUpLedgerTask, () => rollUp(), { cron: "*/5 * * * *" }),
  handle(reportLedgerTask, () => reportLedger(SYSTEM), { cron: "17 3 * * *" }),
];
