import { handle, type TaskHandler } from "#lib/edge/task";
import { pruneInboxes } from "./prune-inboxes.ts";
import { pruneInboxesTask } from "./schema.ts";

/** The worker's tasks for conversations. */
export const conversationTasks: readonly TaskHandler[] = [
  handle(pruneInboxesTask, () => pruneInboxes(), { cron: "41 3 * * *" }),
];
