import { contractTasks } from "#lib/contracts/tasks";
import { conversationTasks } from "#lib/conversations/tasks";
import { fileTasks } from "#lib/files/tasks";
import { paymentTasks } from "#lib/payments/tasks";
import type { TaskHandler } from "#lib/task";

/** What carries out each kind of task: the one list that the worker goes by. */
export const TASK_HANDLERS: readonly TaskHandler[] = [
  ...contractTasks,
  ...conversationTasks,
  ...paymentTasks,
  ...fileTasks,
];
