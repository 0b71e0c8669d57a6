import { handle, type TaskHandler } from "#lib/task";
import { pruneInboxes } from "./prune-inboxes.ts";
import { pruneInboxesTask } from "./schema.ts";

/** What the worker does for conversations. */
export const conversationTasks: readonly TaskHandler[] = [
  handle(pruneInboxesTask, () => pruneInboxes(), { cron: "41 3 * * *" }),
];
