import { handle, type TaskHandler } from "#lib/edge/task";
import { completeOverdue } from "./complete-overdue.ts";
import { completeWhenDue, NOTHING_TO_COMPLETE } from "./complete-when-due.ts";
import { completeOverdueTask, completeWhenDueTask } from "./schema.ts";

/** The worker's tasks for contracts: the dated completion, and a sweep every five minutes as a safety net. */
export const contractTasks: readonly TaskHandler[] = [
  handle(completeWhenDueTask, (input) => completeWhenDue(input), {
    nothingToDo: NOTHING_TO_COMPLETE,
  }),
  handle(completeOverdueTask, () => completeOverdue(), { cron: "*/5 * * * *" }),
];
