import { z } from "zod";
import { handle, type TaskDefinition, type TaskHandler } from "#lib/edge/task";
import { pruneFormAnswers } from "./once.ts";

const pruneFormAnswersTask = {
  name: "forms.prune-answers",
  lane: "clock",
  input: z.object({}),
} satisfies TaskDefinition;

/** What the worker does for forms. */
export const formTasks: readonly TaskHandler[] = [
  handle(pruneFormAnswersTask, () => pruneFormAnswers(), { cron: "23 3 * * *" }),
];
