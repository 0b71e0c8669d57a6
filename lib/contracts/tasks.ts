import { SYSTEM } from "#lib/auth/actor";
import { handle, type TaskHandler } from "#lib/edge/task";
import { hireWhenPaidTask } from "#lib/payments/schema";
import { actOnClock, NOTHING_TO_DO } from "./act-on-clock.ts";
import { actOnClocks } from "./act-on-clocks.ts";
import { hireWhenPaid } from "./hire-when-paid.ts";
import { remindParties } from "./remind-parties.ts";
import { actOnClocksTask, completeWhenDueTask, remindPartiesTask } from "./schema.ts";

/**
 * The worker's tasks for contracts: what happens when nobody acts, the hires that wait for a payment, and reminders of
 * what is about to end.
 */
export const contractTasks: readonly TaskHandler[] = [
  handle(actOnClocksTask, () => actOnClocks(), { cron: "* * * * *" }),
  handle(completeWhenDueTask, (input) => actOnClock(input), { nothingToDo: NOTHING_TO_DO }),
  handle(hireWhenPaidTask, (input) => hireWhenPaid(SYSTEM, input)),
  handle(remindPartiesTask, () => remindParties(), { cron: "*/15 * * * *" }),
];
