import {
  closeSync,
  existsSync,
  ftruncateSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";

/* The contents of `postmaster.pid`, the file that a running server keeps in its data folder. */

export type Running = { readonly pid: number; readonly port: number };

/** The server that runs on this folder, if there is one and it has reported that it is ready. */
export function findRunning(dataDir: string): Running | null {
  const lock = readLock(dataDir);
  if (lock?.status !== "ready" || !isServerOf(lock.pid, dataDir)) return null;
  return { pid: lock.pid, port: lock.port };
}

/**
 * After a kill -9 the lock file may name a process id that another program now has, and PostgreSQL then refuses to
 * start. Naming ourselves instead (its parent never counts as a running server) keeps the file's other guard, the check
 * for surviving processes on the same shared memory.
 */
export function disownStaleLock(dataDir: string): void {
  const lock = readLock(dataDir);
  if (!lock || isServerOf(lock.pid, dataDir)) return;
  const file = join(dataDir, "postmaster.pid");
  const [, ...rest] = readFileSync(file, "utf8").split("\n");
  overwrite(file, [String(process.pid), ...rest].join("\n"));
}

/** Never empties the file first: on a full disk it would stay empty, and PostgreSQL starts on no empty lock. */
function overwrite(file: string, text: string): void {
  const handle = openSync(file, "r+");
  try {
    writeSync(handle, text, 0);
    ftruncateSync(handle, Buffer.byteLength(text));
  } finally {
    closeSync(handle);
  }
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

/** Whether this process has `dataDir` as its working directory. A process that has ended but is not reaped has none. */
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
