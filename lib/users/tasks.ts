import { z } from "zod";
import { pruneLimits } from "#lib/auth/limits";
import { handle, type TaskDefinition, type TaskHandler } from "#lib/edge/task";
import { pruneLinks } from "./prune-links.ts";
import { sendLinkTask } from "./schema.ts";
import { sendLink } from "./send-link.ts";

const pruneLimitsTask = {
  name: "users.prune-limits",
  lane: "clock",
  input: z.object({}),
} satisfies TaskDefinition;

const pruneLinksTask = {
  name: "users.prune-links",
  lane: "clock",
  input: z.object({}),
} satisfies TaskDefinition;

/** What the worker does for accounts. */
export const userTasks: readonly TaskHandler[] = [
  handle(sendLinkTask, (input) => sendLink(input), { nothingToDo: ["rate_limited"] }),
  handle(pruneLimitsTask, () => pruneLimits(), { cron: "29 * * * *" }),
  handle(pruneLinksTask, () => pruneLinks(), { cron: "41 3 * * *" }),
];
