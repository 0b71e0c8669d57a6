import { SYSTEM } from "#lib/auth/actor";
import { handle, handleUntilDone, type TaskHandler } from "#lib/edge/task";
import { rollUp } from "#lib/ledger/roll-up";
import { checkPayment } from "./check-payment.ts";
import { reportLedger } from "./queries/ledger-report.ts";
import {
  checkPaymentTask,
  reportLedgerTask,
  rollUpLedgerTask,
  sendPaymentTask,
  sweepPaymentsTask,
} from "./schema.ts";
import { sendPayment } from "./send-payment.ts";
import { sweepPayments } from "./sweep-payments.ts";

/**
 * The worker's tasks for payments: the two calls to the bank, a sweep every minute as a safety net, and the ledger's
 * upkeep.
 */
export const paymentTasks: readonly TaskHandler[] = [
  handle(sendPaymentTask, (input) => sendPayment(SYSTEM, input)),
  handleUntilDone(checkPaymentTask, (input) => checkPayment(SYSTEM, input)),
  handle(sweepPaymentsTask, () => sweepPayments(SYSTEM), { cron: "* * * * *" }),
  handle(rollUpLedgerTask, () => rollUp(), { cron: "*/5 * * * *" }),
  handle(reportLedgerTask, () => reportLedger(SYSTEM), { cron: "17 3 * * *" }),
];
