import { isMainThread, Worker } from "node:worker_threads";

/*
 * Loaded first into every process that the launcher starts, and into what those start in turn: none of them outlives
 * its parent. Threads share the leash of their process.
 */

export type Leash = { readonly parent: number; readonly isLeader: boolean };

if (isMainThread) {
  const launcher = process.env.WORKHUB_LAUNCHER_PID;
  const isLeader = process.env.WORKHUB_LEASHED !== "1";
  // The launcher died before this process could look, so nobody is waiting for its work.
  if (launcher !== String(process.ppid)) process.kill(process.pid, "SIGKILL");
  process.env.WORKHUB_LAUNCHER_PID = String(process.pid);
  process.env.WORKHUB_LEASHED = "1";
  tie({ parent: process.ppid, isLeader });
}

/** Watches from a separate thread, which keeps looking whatever the main thread is busy with. */
function tie(leash: Leash): void {
  // When the launcher ends, its end of the pipes closes. Logging that error would fail again and again without a pause.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  // The launcher's channel keeps no process running. Other channels carry work, and their owners wait on them.
  if (leash.isLeader) process.channel?.unref();
  const thread = new Worker(new URL("./leash-thread.ts", import.meta.url), {
    workerData: leash,
    execArgv: [],
  });
  thread.unref();
  // Nothing runs without its leash.
  thread.on("error", () => process.kill(process.pid, "SIGKILL"));
  process.on("exit", () => {
    // Ends the processes that ignored the request to the whole group.
    if (leash.isLeader && process.ppid !== leash.parent) process.kill(-process.pid, "SIGKILL");
  });
}
