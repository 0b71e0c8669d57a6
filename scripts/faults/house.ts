import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/* A WorkHub started as people start it, and what can be seen of its processes from outside. */

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const START_MS = 180_000;
const LOOK_MS = 50;

export type Role = "start" | "web" | "worker" | "postmaster" | "backend";

export type House = {
  readonly address: string;
  readonly dataDir: string;
  /** Starts the launcher and waits until everything serves. */
  start(): Promise<void>;
  /** The living processes of this house, by role. Nobody else's. */
  processes(): ReadonlyMap<Role, readonly number[]>;
  /** Whether it serves, with all its processes running. */
  isWhole(): Promise<boolean>;
  /** Leaves no process of it behind. */
  stop(): Promise<void>;
};

export function buildHouse(options: {
  dataDir: string;
  port: number;
  env: Readonly<Record<string, string>>;
  say: (line: string) => void;
}): House {
  const { dataDir, port, env, say } = options;
  const address = `http://127.0.0.1:${port}`;
  let launcher: ChildProcess | null = null;

  const processes = () => findProcesses(launcher?.pid, dataDir);
  const isWhole = async () => {
    const found = processes();
    const roles = ["start", "web", "worker", "postmaster"] as const;
    return roles.every((role) => found.get(role)?.length) && (await isReady(address));
  };
  return {
    address,
    dataDir,
    processes,
    isWhole,
    async start() {
      const child = spawn(process.execPath, [join(ROOT, "scripts", "start.ts")], {
        cwd: ROOT,
        stdio: ["ignore", "pipe", "pipe"],
        env: { ...process.env, ...env, PORT: String(port), HOST: "127.0.0.1", DATA_DIR: dataDir },
      });
      launcher = child;
      for (const stream of [child.stdout, child.stderr]) {
        stream.on("data", (chunk) => say(String(chunk).trimEnd()));
      }
      const deadline = Date.now() + START_MS;
      while (!(await isWhole())) {
        if (child.exitCode !== null) throw new Error(`The start ended with ${child.exitCode}`);
        if (Date.now() > deadline) throw new Error("WorkHub did not start in time");
        await sleep(LOOK_MS);
      }
    },
    async stop() {
      await endLauncher(launcher);
      // After a failure in the middle of a kill, nobody else ends them.
      for (const pid of [...processes().values()].flat()) kill(pid);
    },
  };
}

async function endLauncher(launcher: ChildProcess | null): Promise<void> {
  if (!launcher || launcher.exitCode !== null || launcher.signalCode !== null) return;
  const ended = new Promise((resolve) => launcher.once("exit", resolve));
  launcher.kill("SIGTERM");
  await ended;
}

/** By command and parent: children of the launcher, and the server of the data folder. */
function findProcesses(
  launcher: number | undefined,
  dataDir: string,
): ReadonlyMap<Role, readonly number[]> {
  const found = new Map<Role, number[]>();
  const add = (role: Role, pid: number) => found.set(role, [...(found.get(role) ?? []), pid]);
  const all = listProcesses();
  const cluster = join(dataDir, "postgres");
  const postmasters = all.filter(({ pid, command }) => {
    return /postgres/.test(command) && folderOf(pid) === cluster && !/^postgres:/.test(command);
  });
  for (const { pid } of postmasters) add("postmaster", pid);
  for (const { pid, parent, command, owner } of all) {
    if (pid === launcher) add("start", pid);
    if (owner === dataDir && command.includes("scripts/serve.ts")) add("web", pid);
    if (owner === dataDir && command.includes("scripts/work.ts")) add("worker", pid);
    const isOurs = postmasters.some((postmaster) => postmaster.pid === parent);
    if (isOurs && /^postgres: .*127\.0\.0\.1/.test(command)) add("backend", pid);
  }
  return found;
}

type Seen = { pid: number; parent: number; command: string; owner: string | undefined };

function listProcesses(): Seen[] {
  return readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const [state = "", parent = ""] = statOf(name);
      if (state === "Z") return [];
      const command = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ");
      const owner = readFileSync(`/proc/${name}/environ`, "utf8")
        .split("\0")
        .find((line) => line.startsWith("DATA_DIR="))
        ?.slice("DATA_DIR=".length);
      return [{ pid: Number(name), parent: Number(parent), command, owner }];
    } catch {
      // It has just ended.
      return [];
    }
  });
}

/** The fields after the name in /proc/<pid>/stat: state, parent, … */
function statOf(pid: string): string[] {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  return text.slice(text.lastIndexOf(")") + 2).split(" ");
}

function folderOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}

export function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has already ended.
  }
}

/** How much of one processor a process uses over `ms`, from 0 to 1 and more. */
export async function measureLoad(pid: number, ms: number): Promise<number> {
  const before = ticksOf(pid);
  await sleep(ms);
  const TICKS_PER_SECOND = 100;
  return (ticksOf(pid) - before) / TICKS_PER_SECOND / (ms / 1000);
}

function ticksOf(pid: number): number {
  try {
    const fields = statOf(String(pid));
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return 0;
  }
}

async function isReady(address: string): Promise<boolean> {
  try {
    const response = await fetch(`${address}/api/health/ready`, {
      signal: AbortSignal.timeout(5_000),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
