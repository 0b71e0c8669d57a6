import { contractTasks } from "#lib/contracts/tasks";
import { conversationTasks } from "#lib/conversations/tasks";
import { disputeTasks } from "#lib/disputes/tasks";
import type { TaskHandler } from "#lib/edge/task";
import { fileTasks } from "#lib/files/tasks";
import { formTasks } from "#lib/forms/tasks";
import { jobTasks } from "#lib/jobs/tasks";
import { mailTasks } from "#lib/mail/tasks";
import { moderationTasks } from "#lib/moderation/tasks";
import { ownDataTasks } from "#lib/own-data/tasks";
import { paymentTasks } from "#lib/payments/tasks";
import { pushTasks } from "#lib/push/tasks";
import { searchTasks } from "#lib/searches/tasks";
import { userTasks } from "#lib/users/tasks";

/** The handler of each kind of task: the one list that the worker uses. */
export const TASK_HANDLERS: readonly TaskHandler[] = [
  ...userTasks,
  ...contractTasks,
  ...disputeTasks,
  ...conversationTasks,
  ...paymentTasks,
  ...fileTasks,
  ...formTasks,
  ...jobTasks,
  ...moderationTasks,
  ...searchTasks,
  ...mailTasks,
  ...pushTasks,
  ...ownDataTasks,
];
