import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A process whose memory can be measured: it was started with `INSPECT` and has printed its inspector's address. */
export type Measured = {
  readonly address: string;
  readonly pid: number;
  readonly inspector: string;
};

const BARE_SERVER = fileURLToPath(new URL("./bare-server.ts", import.meta.url));
/** Linux counts a process's time in hundredths of a second. */
const TICK_MS = 10;

/** The Node option that lets a benchmark make a process collect its garbage. */
export const INSPECT = "--inspect=127.0.0.1:0";

export async function startBareServer(): Promise<Measured & { stop(): void }> {
  const child = fork(BARE_SERVER, {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    execArgv: [INSPECT],
  });
  if (!child.stdout || !child.stderr || !child.pid) throw new Error("It did not start");
  const [[printed], [said]] = await Promise.all([
    once(createInterface({ input: child.stdout }), "line"),
    once(createInterface({ input: child.stderr }), "line"),
  ]);
  return {
    address: `http://127.0.0.1:${Number(String(printed))}`,
    pid: child.pid,
    inspector: inspectorIn(String(said)),
    stop: () => child.disconnect(),
  };
}

/** What Node prints when it is started with `INSPECT`. */
export function inspectorIn(output: string): string {
  const address = /ws:\/\/\S+/.exec(output)?.[0];
  if (!address) throw new Error("The process cannot be inspected");
  return address;
}

/** The processor time that a process has used so far, in milliseconds. */
export function cpuMsOf(pid: number): number {
  // After the name, which may contain spaces: utime and stime are fields 14 and 15 (proc_pid_stat(5)).
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** The memory that a process holds now, in KB. */
export function memoryKbOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]);
}

/** The memory that a process needs, in KB: what it still holds after collecting its garbage. */
export async function neededKbOf({ pid, inspector }: Measured): Promise<number> {
  await collectGarbage(inspector);
  return memoryKbOf(pid);
}

/** Through Node's own inspector (chromedevtools.github.io/devtools-protocol, HeapProfiler). */
async function collectGarbage(inspector: string): Promise<void> {
  const socket = new WebSocket(inspector);
  await once(socket, "open");
  for (let id = 1; id <= 3; id += 1) {
    socket.send(JSON.stringify({ id, method: "HeapProfiler.collectGarbage" }));
    await once(socket, "message");
  }
  socket.close();
}
