import { spawn, spawnSync } from "node:child_process";

const MOVED = "WORKHUB_OWN_NAMESPACE";
const UNSHARE = ["--user", "--map-current-user", "--keep-caps", "--mount"];

/**
 * Only root may mount a disk, but Linux lets everybody do so in a namespace of their own. Runs this very command again in
 * there and returns its exit code; null when it has to run here, because we are root, are there already, or may not.
 */
export async function runInOwnNamespace(): Promise<number | null> {
  if (process.getuid?.() === 0 || process.env[MOVED] === "1") return null;
  if (spawnSync("unshare", [...UNSHARE, "true"], { stdio: "ignore" }).status !== 0) return null;
  const child = spawn("unshare", [...UNSHARE, process.execPath, ...process.argv.slice(1)], {
    stdio: "inherit",
    env: { ...process.env, [MOVED]: "1" },
  });
  // The terminal tells both; the other one ends in an orderly way, and we with it.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => child.kill(signal));
  }
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
