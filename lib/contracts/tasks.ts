import { SYSTEM } from "#lib/auth/actor";
import { handle, type TaskHandler } from "#lib/edge/task";
import { hireWhenPaidTask } from "#lib/payments/schema";
import { actOnClock, NOTHING_TO_DO } from "./act-on-clock.ts";
import { hireWhenPaid } from "./hire-when-paid.ts";
import { remindParties } from "./remind-parties.ts";
import { completeWhenDueTask, remindPartiesTask } from "./schema.ts";

/**
 * The worker's tasks for contracts: the hires that wait for a payment, and reminders of what is about to end. What happens
 * when nobody acts is in lib/disputes/tasks.ts, which knows all clocks.
 */
export const contractTasks: readonly TaskHandler[] = [
  handle(completeWhenDueTask, (input) => actOnClock(input), { nothingToDo: NOTHING_TO_DO }),
  handle(hireWhenPaidTask, (input) => hireWhenPaid(SYSTEM, input)),
  handle(remindPartiesTask, () => remindParties(), { cron: "*/15 * * * *" }),
];
