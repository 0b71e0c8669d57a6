import { handle, type TaskHandler } from "#lib/edge/task";
import { makeArchive } from "./make-archive.ts";
import { pruneArchives } from "./prune-archives.ts";
import { makeArchiveTask, pruneArchivesTask } from "./schema.ts";

/** The worker's tasks for people's own data. */
export const ownDataTasks: readonly TaskHandler[] = [
  handle(makeArchiveTask, makeArchive, { nothingToDo: ["not_found"] }),
  handle(pruneArchivesTask, () => pruneArchives(), { cron: "53 * * * *" }),
];
