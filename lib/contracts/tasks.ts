import { handle, type TaskHandler } from "#lib/edge/task";
import { completeOverdue } from "./complete-overdue.ts";
import { completeWhenDue, NOTHING_TO_COMPLETE } from "./complete-when-due.ts";
import { remindParties } from "./remind-parties.ts";
import { completeOverdueTask, completeWhenDueTask, remindPartiesTask } from "./schema.ts";

/**
 * The worker's tasks for contracts: the dated completion, a sweep every five minutes as a safety net, and reminders of
 * what is about to end.
 */
export const contractTasks: readonly TaskHandler[] = [
  handle(completeWhenDueTask, (input) => completeWhenDue(input), {
    nothingToDo: NOTHING_TO_COMPLETE,
  }),
  handle(completeOverdueTask, () => completeOverdue(), { cron: "*/5 * * * *" }),
  handle(remindPartiesTask, () => remindParties(), { cron: "*/15 * * * *" }),
];
