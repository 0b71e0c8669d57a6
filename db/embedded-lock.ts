import { existsSync, readFileSync, readlinkSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/* What `postmaster.pid`, the file that a running server keeps in its data folder, tells. */

export type Running = { readonly pid: number; readonly port: number };

/** The server that runs on this folder, if one does and has said that it is ready. */
export function findRunning(dataDir: string): Running | null {
  const lock = readLock(dataDir);
  if (lock?.status !== "ready" || !isServerOf(lock.pid, dataDir)) return null;
  return { pid: lock.pid, port: lock.port };
}

/**
 * After a kill -9 the lock file may name a process id that some other program has now, and PostgreSQL
 * then refuses. Naming ourselves instead (its parent never counts as a running server) keeps the
 * file's other guard, the check for surviving processes on the same shared memory.
 */
export function disownStaleLock(dataDir: string): void {
  const lock = readLock(dataDir);
  if (!lock || isServerOf(lock.pid, dataDir)) return;
  const file = join(dataDir, "postmaster.pid");
  const [, ...rest] = readFileSync(file, "utf8").split("\n");
  writeFileSync(file, [String(process.pid), ...rest].join("\n"));
}

export function readLock(dataDir: string): { pid: number; port: number; status: string } | null {
  try {
    const lines = readFileSync(join(dataDir, "postmaster.pid"), "utf8").split("\n");
    return {
      pid: Math.abs(Number(lines[0])),
      port: Number(lines[3]),
      status: (lines[7] ?? "").trim(),
    };
  } catch {
    return null;
  }
}

/** Whether this process has `dataDir` as its working directory. One that has ended but is not reaped has none. */
export function isServerOf(pid: number, dataDir: string): boolean {
  if (!isAlive(pid)) return false;
  if (!existsSync("/proc/self/cwd")) return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dataDir);
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  return signal(pid, 0);
}

/** Sends a signal; false when there is no such process. */
export function signal(pid: number, name: "SIGINT" | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
