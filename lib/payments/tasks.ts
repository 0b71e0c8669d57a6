import { SYSTEM } from "#lib/auth/actor";
import { rollUp } from "#lib/ledger/roll-up";
import { handle, type TaskHandler } from "#lib/task";
import { checkPayment } from "./check-payment.ts";
import { reportLedger } from "./report-ledger.ts";
import {
  checkPaymentTask,
  reportLedgerTask,
  rollUpLedgerTask,
  sendPaymentTask,
  sweepPaymentsTask,
} from "./schema.ts";
import { sendPayment } from "./send-payment.ts";
import { sweepPayments } from "./sweep-payments.ts";

/** What the worker does for payments: the two calls to the bank, a sweep every minute as a net, and the ledger's own upkeep. */
export const paymentTasks: readonly TaskHandler[] = [
  handle(sendPaymentTask, (input) => sendPayment(SYSTEM, input)),
  handle(checkPaymentTask, (input) => checkPayment(SYSTEM, input)),
  handle(sweepPaymentsTask, () => sweepPayments(SYSTEM), { cron: "* * * * *" }),
  handle(rollUpLedgerTask, () => rollUp(), { cron: "*/5 * * * *" }),
  handle(reportLedgerTask, () => reportLedger(SYSTEM), { cron: "17 3 * * *" }),
];
