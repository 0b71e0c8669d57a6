import { z } from "zod";
import { handle, type TaskDefinition, type TaskHandler } from "#lib/edge/task";
import { endSanctions } from "./end-sanctions.ts";

const endSanctionsTask = {
  name: "moderation.end-sanctions",
  lane: "clock",
  input: z.object({}),
} satisfies TaskDefinition;

/** The worker's tasks for moderation. */
export const moderationTasks: readonly TaskHandler[] = [
  handle(endSanctionsTask, () => endSanctions(), { cron: "* * * * *" }),
];
