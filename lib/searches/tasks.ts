import { z } from "zod";
import { handle, type TaskDefinition, type TaskHandler } from "#lib/edge/task";
import { tellNews } from "./tell-news.ts";

const tellNewsTask = {
  name: "searches.tell-news",
  lane: "clock",
  input: z.object({}),
} satisfies TaskDefinition;

/** The worker's task for saved searches: once a day, before most people's mornings. */
export const searchTasks: readonly TaskHandler[] = [
  handle(tellNewsTask, () => tellNews(), { cron: "7 5 * * *" }),
];
