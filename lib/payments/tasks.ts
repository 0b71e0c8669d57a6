import { SYSTEM } from "#lib/auth/actor";
import { handle, type TaskHandler } from "#lib/task";
import { checkPayment } from "./check-payment.ts";
import { checkPaymentTask, sendPaymentTask, sweepPaymentsTask } from "./schema.ts";
import { sendPayment } from "./send-payment.ts";
import { sweepPayments } from "./sweep-payments.ts";

/** What the worker does for payments: the two calls to the bank, and a sweep every minute as a net. */
export const paymentTasks: readonly TaskHandler[] = [
  handle(sendPaymentTask, (input) => sendPayment(SYSTEM, input)),
  handle(checkPaymentTask, (input) => checkPayment(SYSTEM, input)),
  handle(sweepPaymentsTask, () => sweepPayments(SYSTEM), { cron: "* * * * *" }),
];
