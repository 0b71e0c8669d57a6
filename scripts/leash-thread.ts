import { workerData } from "node:worker_threads";
import type { Leash } from "./leash.ts";

const LOOK_MS = 200;
/** How long running work may take to finish, if the main thread can; then the whole process group ends. */
const GRACE_MS = 2_000;

const { parent, isLeader } = readLeash(workerData);
const group = isLeader ? -process.pid : process.pid;

const looking = setInterval(() => {
  if (process.ppid === parent) return;
  clearInterval(looking);
  process.kill(group, "SIGTERM");
  setTimeout(() => process.kill(group, "SIGKILL"), GRACE_MS);
}, LOOK_MS);

/** Guarantee: only `leash.ts` starts this thread, and gives it exactly this. */
function readLeash(data: unknown): Leash {
  return data as Leash;
}
