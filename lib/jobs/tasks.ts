import { z } from "zod";
import { handle, type TaskDefinition, type TaskHandler } from "#lib/edge/task";
import { unlistExpired } from "./unlist-expired.ts";

const unlistExpiredTask = {
  name: "jobs.unlist-expired",
  lane: "clock",
  input: z.object({}),
} satisfies TaskDefinition;

/** The worker's tasks for jobs. */
export const jobTasks: readonly TaskHandler[] = [
  handle(unlistExpiredTask, () => unlistExpired(), { cron: "*/10 * * * *" }),
];
