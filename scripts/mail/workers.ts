import { fileURLToPath } from "node:url";
import { type Child, spawnScript } from "../child.ts";

const POST = fileURLToPath(new URL("./post.ts", import.meta.url));

/** Workers that send mail, each through a door of its own, so that the server knows who is there. */
export type Workers = {
  /** Which life of this worker it is, counted from 1. */
  lifeOf(door: number): number;
  /** Resolves once it works. */
  ready(door: number): Promise<void>;
  /** Kills it with -9, and starts it anew. */
  kill(door: number): Promise<void>;
  stop(): Promise<void>;
};

export function startWorkers(
  start: number,
  ports: readonly number[],
  env: Readonly<Record<string, string>>,
): Workers {
  const lives = ports.map(() => 0);
  const children: Child[] = [];
  const begin = (door: number) => {
    const settings = { ...env, SMTP_URL: `smtp://127.0.0.1:${ports[door]}` };
    lives[door] = (lives[door] ?? 0) + 1;
    children[door] = spawnScript(POST, [String(start)], settings, (line) => {
      if (process.env.VERBOSE) console.log(line);
    });
  };
  const childAt = (door: number): Child => {
    const child = children[door];
    if (!child) throw new Error(`Nobody works at door ${door}`);
    return child;
  };
  for (const door of ports.keys()) begin(door);
  return {
    lifeOf: (door) => lives[door] ?? 0,
    ready: (door) => {
      const { ready, ended, output } = childAt(door);
      const failed = ended.then((how) => {
        throw new Error(`A worker ended by itself, ${how}: ${output()}`);
      });
      return Promise.race([ready, failed]);
    },
    async kill(door) {
      const { pid, ended, isRunning, output } = childAt(door);
      if (pid === undefined || !isRunning()) {
        throw new Error(`A worker ended by itself: ${output()}`);
      }
      process.kill(pid, "SIGKILL");
      await ended;
      begin(door);
    },
    async stop() {
      await Promise.all(children.map((child) => child.stop(0)));
    },
  };
}
