import { z } from "zod";
import { pruneLimits } from "#lib/auth/limits";
import { handle, type TaskDefinition, type TaskHandler } from "#lib/edge/task";

const pruneLimitsTask = {
  name: "users.prune-limits",
  lane: "clock",
  input: z.object({}),
} satisfies TaskDefinition;

/** What the worker does for accounts. */
export const userTasks: readonly TaskHandler[] = [
  handle(pruneLimitsTask, () => pruneLimits(), { cron: "29 * * * *" }),
];
