import { SYSTEM } from "#lib/auth/actor";
import { handle, type TaskHandler } from "#lib/edge/task";
import { hireWhenPaidTask } from "#lib/payments/schema";
import { completeOverdue } from "./complete-overdue.ts";
import { completeWhenDue, NOTHING_TO_COMPLETE } from "./complete-when-due.ts";
import { hireWhenPaid } from "./hire-when-paid.ts";
import { remindParties } from "./remind-parties.ts";
import { completeOverdueTask, completeWhenDueTask, remindPartiesTask } from "./schema.ts";

/**
 * The worker's tasks for contracts: the dated completion, the hires that wait for a payment, a sweep every five minutes as a safety net, and reminders of
 * what is about to end.
 */
export const contractTasks: readonly TaskHandler[] = [
  handle(completeWhenDueTask, (input) => completeWhenDue(input), {
    nothingToDo: NOTHING_TO_COMPLETE,
  }),
  handle(hireWhenPaidTask, (input) => hireWhenPaid(SYSTEM, input)),
  handle(completeOverdueTask, () => completeOverdue(), { cron: "*/5 * * * *" }),
  handle(remindPartiesTask, () => remindParties(), { cron: "*/15 * * * *" }),
];
