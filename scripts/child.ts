import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const NEXT = fileURLToPath(new URL("../node_modules/next/dist/bin/next", import.meta.url));
const SERVE = fileURLToPath(new URL("./serve.ts", import.meta.url));
const WORK = fileURLToPath(new URL("./work.ts", import.meta.url));
const LEASH = new URL("./leash.ts", import.meta.url).href;
const KEPT_LINES = 200;

export type Child = {
  readonly pid: number | undefined;
  /** Its exit code, once all its output has arrived; null when a signal ended it. */
  readonly exited: Promise<number | null>;
  /** How it ended, in words, as soon as it has: "exit code 1", "SIGKILL". */
  readonly ended: Promise<string>;
  /** Resolves when the script reports that it is ready, which not every script does. */
  readonly ready: Promise<void>;
  /** Tells it something, which only some scripts listen to. */
  send(message: object): void;
  /** What it says next after it was ready. */
  nextMessage(): Promise<unknown>;
  isRunning(): boolean;
  /** The last lines of its output. */
  output(): string;
  /** Ends it at once, together with everything that it started. */
  kill(): void;
  /** Asks it to end; after `patienceMs`, ends it together with everything it started. */
  stop(patienceMs?: number): Promise<void>;
};

/** Runs the framework's own command. */
export function spawnNext(args: readonly string[], env: ChildEnv, onLine?: OnLine): Child {
  return spawnNode([NEXT, ...args], env, onLine);
}

/** Runs the web server. */
export function spawnServer(args: readonly string[], env: ChildEnv, onLine?: OnLine): Child {
  return spawnNode([SERVE, ...args], env, onLine);
}

/** Runs the task queue's worker, which reports when it is ready. */
export function spawnWorker(env: ChildEnv, onLine?: OnLine): Child {
  return spawnNode([WORK], env, onLine);
}

/** Runs a command of ours beside the one that runs already. */
export function spawnScript(
  path: string,
  args: readonly string[],
  env: ChildEnv,
  onLine?: OnLine,
): Child {
  return spawnNode([path, ...args], env, onLine);
}

export type ChildEnv = Readonly<Record<string, string | undefined>>;
type OnLine = (line: string) => void;

/**
 * Runs a script in its own process group (Ctrl-C must not reach it before the launcher) and on a leash: when the
 * launcher is killed, it ends too.
 */
function spawnNode(args: readonly string[], env: ChildEnv, onLine?: OnLine): Child {
  const child = spawn(process.execPath, ["--import", LEASH, ...args], {
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: "1",
      ...env,
      WORKHUB_LAUNCHER_PID: String(process.pid),
      WORKHUB_LEASHED: undefined,
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
    ended: endOf(child),
    ready: new Promise((resolve) => child.once("message", () => resolve())),
    send(message) {
      child.send(message);
    },
    nextMessage: () => new Promise((resolve) => child.once("message", resolve)),
    isRunning: () => child.exitCode === null && child.signalCode === null,
    output: () => lines.join("\n"),
    kill: () => signalGroup(child, "SIGKILL"),
    async stop(patienceMs = 15_000) {
      signalGroup(child, "SIGTERM");
      const timer = setTimeout(() => signalGroup(child, "SIGKILL"), patienceMs);
      await exited;
      clearTimeout(timer);
    },
  };
}

/** Everything that it started ends with it. */
function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => {
      if (child.pid !== undefined) killGroup(child.pid, "SIGKILL");
      resolve(signal ?? `exit code ${code}`);
    });
  });
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  killGroup(child.pid, signal);
}

function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // Nobody is left in it.
  }
}
