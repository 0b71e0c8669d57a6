import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "workhub-leash-"));
afterAll(() => rmSync(folder, { recursive: true }));

const LEASH = new URL("./leash.ts", import.meta.url).href;

type Launched = {
  readonly launcher: ChildProcess;
  readonly pid: number;
  /** What the child says from now on, each line after its process id. */
  readonly lines: AsyncIterator<string>;
};

/** A launcher that starts `script` on a leash, prints its process id, and then waits to be killed. */
async function launch(script: string): Promise<Launched> {
  const path = join(folder, "child.mjs");
  writeFileSync(path, script);
  const code = `
    const { spawn } = require("node:child_process");
    const child = spawn(process.execPath, ["--import", ${JSON.stringify(LEASH)}, ${JSON.stringify(path)}], {
      detached: true,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      env: { ...process.env, WORKHUB_LAUNCHER_PID: String(process.pid) },
    });
    child.stdout.on("data", (text) => process.stdout.write(child.pid + " " + text + "\\n"));
    process.stdout.write(child.pid + " spawned\\n");
    setInterval(() => {}, 1000);`;
  const launcher = spawn(process.execPath, ["-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  // One reader from the first line on: what comes between two readers would be lost.
  const lines = createInterface({ input: launcher.stdout })[Symbol.asyncIterator]();
  const first = await lines.next();
  return { launcher, pid: Number.parseInt(first.value ?? "", 10), lines };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function isSaid({ lines }: Launched, text: string): Promise<void> {
  for (let line = await lines.next(); !line.done; line = await lines.next()) {
    if (line.value.includes(text)) return;
  }
  throw new Error(`It never said ${text}`);
}

const patience = { timeout: 15_000, interval: 50 };

test.each([
  ["waits", 'console.log("up"); setInterval(() => {}, 1000);'],
  ["is busy and never looks up", 'console.log("up"); setTimeout(() => { for (;;); }, 50);'],
  [
    "ignores being asked, and logs all the time",
    'process.on("SIGTERM", () => {}); console.log("up"); setInterval(() => console.log("still"), 5);',
  ],
  [
    "logs whatever goes wrong, which goes wrong too",
    'process.on("uncaughtException", (error) => console.error(error)); console.log("up"); setInterval(() => console.log("still"), 1);',
  ],
  [
    "has started others",
    'import { spawn } from "node:child_process"; spawn("sleep", ["600"]); console.log("up"); setInterval(() => {}, 1000);',
  ],
])("a child that %s ends within seconds of its launcher’s kill -9", async (_, script) => {
  const launched = await launch(script);
  const { launcher, pid } = launched;
  await isSaid(launched, "up");
  launcher.kill("SIGKILL");
  await expect.poll(() => isAlive(pid), patience).toBe(false);
  // Its whole group, with everything it has started.
  await expect.poll(() => isAlive(-pid), patience).toBe(false);
});

test("a child whose launcher is killed before the child runs does nothing at all", async () => {
  const { launcher, pid } = await launch("setInterval(() => {}, 1000);");
  launcher.kill("SIGKILL");
  await expect.poll(() => isAlive(pid), patience).toBe(false);
});

test("a process that waits for work from its parent keeps waiting", async () => {
  const worker = join(folder, "worker.mjs");
  writeFileSync(worker, 'process.on("message", () => process.send("worked"));');
  const launched = await launch(`
    import { fork } from "node:child_process";
    const worker = fork(${JSON.stringify(worker)});
    worker.on("message", (answer) => console.log(answer));
    setTimeout(() => worker.connected && worker.send("work"), 500);
    setInterval(() => {}, 1000);`);
  await isSaid(launched, "worked");
  launched.launcher.kill("SIGKILL");
}, 15_000);
