import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const NEXT = fileURLToPath(new URL("../node_modules/next/dist/bin/next", import.meta.url));
const LEASH = new URL("./leash.ts", import.meta.url).href;
const KEPT_LINES = 200;

export type Child = {
  readonly pid: number | undefined;
  /** Its exit code; null when a signal ended it. */
  readonly exited: Promise<number | null>;
  isRunning(): boolean;
  /** The last lines it wrote. */
  output(): string;
  /** Asks it to end, and ends it with everything it started when it has not after `patienceMs`. */
  stop(patienceMs?: number): Promise<void>;
};

/**
 * Runs the framework's command in a process group of its own (Ctrl-C must not reach it before the
 * launcher) and on a leash: should the launcher be killed, it ends too.
 */
export function spawnNext(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  onLine?: (line: string) => void,
): Child {
  const child = spawn(process.execPath, ["--import", LEASH, NEXT, ...args], {
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: "1",
      WORKHUB_LAUNCHER_PID: String(process.pid),
      ...env,
    },
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on("line", (line) => {
      lines.push(line);
      if (lines.length > KEPT_LINES) lines.shift();
      onLine?.(line);
    });
  }
  const exited = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  return {
    pid: child.pid,
    exited,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    output: () => lines.join("\n"),
    async stop(patienceMs = 15_000) {
      signalGroup(child, "SIGTERM");
      const timer = setTimeout(() => signalGroup(child, "SIGKILL"), patienceMs);
      await exited;
      clearTimeout(timer);
    },
  };
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has just ended.
  }
}
