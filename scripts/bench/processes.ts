import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const BARE_SERVER = fileURLToPath(new URL("./bare-server.ts", import.meta.url));
/** Linux counts a process's time in hundredths of a second. */
const TICK_MS = 10;

export type BareServer = { readonly address: string; readonly pid: number; stop(): void };

export async function startBareServer(): Promise<BareServer> {
  const child = fork(BARE_SERVER, { stdio: ["ignore", "pipe", "inherit", "ipc"] });
  if (!child.stdout || !child.pid) throw new Error("The bare server did not start");
  const [printed] = await once(child.stdout, "data");
  return {
    address: `http://127.0.0.1:${Number(String(printed))}`,
    pid: child.pid,
    stop: () => child.disconnect(),
  };
}

/** The processor time that a process has used so far, in milliseconds. */
export function cpuMsOf(pid: number): number {
  // After the name, which may hold spaces: utime and stime are fields 14 and 15 (proc_pid_stat(5)).
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** The memory that a process holds at this moment, in KB. */
export function memoryKbOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]);
}
