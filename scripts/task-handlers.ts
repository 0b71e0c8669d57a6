import { SYSTEM } from "#lib/auth/actor";
import { checkPayment } from "#lib/payments/check-payment";
import { checkPaymentTask, sendPaymentTask, sweepPaymentsTask } from "#lib/payments/schema";
import { sendPayment } from "#lib/payments/send-payment";
import { sweepPayments } from "#lib/payments/sweep-payments";
import { handle, type TaskHandler } from "#lib/task";

/** What carries out each kind of task: the one list that the worker goes by. */
export const TASK_HANDLERS: readonly TaskHandler[] = [
  handle(sendPaymentTask, (input) => sendPayment(SYSTEM, input)),
  handle(checkPaymentTask, (input) => checkPayment(SYSTEM, input)),
  handle(sweepPaymentsTask, () => sweepPayments(SYSTEM), { cron: "* * * * *" }),
];
