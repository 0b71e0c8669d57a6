import { actOnClocks } from "#lib/contracts/act-on-clocks";
import { actOnClocksTask } from "#lib/contracts/schema";
import { handle, type TaskHandler } from "#lib/edge/task";
import { actOnAnyClock } from "./act-on-any-clock.ts";

/** Once a minute: what happens by itself, to contracts and to disputes about them. */
export const disputeTasks: readonly TaskHandler[] = [
  handle(actOnClocksTask, () => actOnClocks(actOnAnyClock), { cron: "* * * * *" }),
];
