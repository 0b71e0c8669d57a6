import { z } from "zod";
import type { TaskDefinition } from "#lib/edge/task";
import type { Id } from "#lib/ids";
import { idInput } from "#lib/input";

export const makeArchiveTask = {
  name: "own-data.make-archive",
  lane: "archives",
  input: z.object({ archiveId: idInput("arc") }),
} as const satisfies TaskDefinition;
export const makeArchiveInput = makeArchiveTask.input;
export type MakeArchiveInput = z.input<typeof makeArchiveInput>;

/** Every hour: removes archives that can no longer be downloaded. */
export const pruneArchivesTask = {
  name: "own-data.prune-archives",
  lane: "clock",
  input: z.object({}),
} as const satisfies TaskDefinition;

/** The newest archive of a person, as their page shows it. */
export type ArchiveView = { readonly archiveId: Id<"arc">; readonly askedAt: Date } & (
  | { readonly state: "being made"; readonly doneCount: number; readonly totalCount: number }
  | { readonly state: "ready"; readonly sizeBytes: number; readonly expiresAt: Date }
  | { readonly state: "given up" }
);
