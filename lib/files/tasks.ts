import { handle, type TaskHandler } from "#lib/task";
import { makePreview } from "./make-preview.ts";
import { removeBytes } from "./remove-bytes.ts";
import { removeOrphans } from "./remove-orphans.ts";
import { makePreviewTask, removeBytesTask, removeOrphansTask } from "./schema.ts";

/** What the worker does for files. Every hour it clears up after uploads that came to nothing. */
export const fileTasks: readonly TaskHandler[] = [
  handle(makePreviewTask, makePreview),
  handle(removeBytesTask, removeBytes),
  handle(removeOrphansTask, removeOrphans, { cron: "17 * * * *" }),
];
