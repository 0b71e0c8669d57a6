import { handle, type TaskHandler } from "#lib/task";
import { completeOverdue } from "./complete-overdue.ts";
import { completeWhenDue } from "./complete-when-due.ts";
import { completeOverdueTask, completeWhenDueTask } from "./schema.ts";

/** What the worker does for contracts: the dated completion, and a sweep every five minutes as a net. */
export const contractTasks: readonly TaskHandler[] = [
  handle(completeWhenDueTask, (input) => completeWhenDue(input)),
  handle(completeOverdueTask, () => completeOverdue(), { cron: "*/5 * * * *" }),
];
