import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { disownStaleLock } from "./embedded-lock.ts";

/** Higher than any process id. */
const NOBODY = 99_999_999;
const REST = ["/data", "1795686000", "5433", "", "127.0.0.1", "  1 2", "ready", ""];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "workhub-lock-"));
  writeFileSync(join(folder, "postmaster.pid"), [NOBODY, ...REST].join("\n"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const readLines = () => readFileSync(join(folder, "postmaster.pid"), "utf8").split("\n");

test("a lock of nobody names this process, and is otherwise as it was", () => {
  disownStaleLock(folder);
  expect(readLines()).toEqual([String(process.pid), ...REST]);
});

test("a lock that cannot be written stays as it was", () => {
  const module = new URL("./embedded-lock.ts", import.meta.url).href;
  const script = `import { disownStaleLock } from "${module}"; disownStaleLock("${folder}");`;
  // A process that may not write a single byte to any file.
  const command = 'ulimit -f 0 && exec "$0" --input-type=module -e "$1"';
  const { status } = spawnSync("bash", ["-c", command, process.execPath, script]);
  expect(status).not.toBe(0);
  expect(readLines()).toEqual([String(NOBODY), ...REST]);
});
