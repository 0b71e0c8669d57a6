import { appUrl } from "#db/client";
import { startWorker } from "#lib/edge/task";
import { log } from "#lib/log";
import { followSettings } from "#lib/settings/follow-settings";
import { run, stopSignal } from "./run.ts";
import { TASK_HANDLERS } from "./task-handlers.ts";

/* The task queue's worker, a separate process that the launcher starts. */
async function main(): Promise<void> {
  const stopped = stopSignal();
  const stopFollowing = await followSettings();
  const worker = await startWorker(appUrl(), TASK_HANDLERS);
  // The launcher first: whoever reads the line may rely on it.
  process.send?.("ready");
  log.info("The worker works");
  await stopped;
  await worker.stop();
  await stopFollowing();
  await globalThis.workhubConnection?.close();
}

await run(main);
process.exit();
