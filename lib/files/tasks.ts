import { handle, type TaskHandler } from "#lib/edge/task";
import { cleanPictures } from "./clean-pictures.ts";
import { removeBytes } from "./internal/remove-bytes.ts";
import { makePreview } from "./make-preview.ts";
import { removeOrphans } from "./remove-orphans.ts";
import {
  cleanPicturesTask,
  makePreviewTask,
  removeBytesTask,
  removeOrphansTask,
} from "./schema.ts";

/** The worker's tasks for files. Every hour it cleans up after uploads that came to nothing. */
export const fileTasks: readonly TaskHandler[] = [
  handle(makePreviewTask, makePreview),
  handle(removeBytesTask, removeBytes),
  handle(cleanPicturesTask, cleanPictures, { cron: "47 * * * *" }),
  handle(removeOrphansTask, removeOrphans, { cron: "17 * * * *" }),
];
