import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "workhub-leash-"));
afterAll(() => rmSync(folder, { recursive: true }));

const LEASH = new URL("./leash.ts", import.meta.url).href;

/** A launcher that starts `script` on a leash, prints its process id, and then waits to be killed. */
async function launch(script: string): Promise<{ launcher: ChildProcess; pid: number }> {
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
  const [line] = await once(launcher.stdout, "data");
  return { launcher, pid: Number.parseInt(String(line), 10) };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function isSaid(launcher: ChildProcess, text: string): Promise<void> {
  if (!launcher.stdout) throw new Error("It has no output");
  for await (const chunk of launcher.stdout) if (String(chunk).includes(text)) return;
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
  const { launcher, pid } = await launch(script);
  await isSaid(launcher, "up");
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
  const { launcher } = await launch(`
    import { fork } from "node:child_process";
    const worker = fork(${JSON.stringify(worker)});
    worker.on("message", (answer) => console.log(answer));
    setTimeout(() => worker.connected && worker.send("work"), 500);
    setInterval(() => {}, 1000);`);
  await isSaid(launcher, "worked");
  launcher.kill("SIGKILL");
}, 15_000);
