import { z } from "zod";
import { handle, type TaskDefinition, type TaskHandler } from "#lib/edge/task";
import { remindExpiring } from "./remind-expiring.ts";
import { unlistExpired } from "./unlist-expired.ts";

const unlistExpiredTask = {
  name: "jobs.unlist-expired",
  lane: "clock",
  input: z.object({}),
} satisfies TaskDefinition;

const remindExpiringTask = {
  name: "jobs.remind-expiring",
  lane: "clock",
  input: z.object({}),
} satisfies TaskDefinition;

/** The worker's tasks for jobs. */
export const jobTasks: readonly TaskHandler[] = [
  handle(unlistExpiredTask, () => unlistExpired(), { cron: "*/10 * * * *" }),
  handle(remindExpiringTask, () => remindExpiring(), { cron: "23 * * * *" }),
];
