import { mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openLocal } from "./disk.ts";

const BYTES = 600_000;

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "workhub-disk-"));
  path = join(folder, "file");
  writeFileSync(path, Buffer.alloc(BYTES, 1));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** How many descriptors of this process lead to the file. */
function countOpen(): number {
  return readdirSync("/proc/self/fd").filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`) === path;
    } catch {
      return false;
    }
  }).length;
}

test("a file that is read to its end comes whole and is closed", async () => {
  const stream = await openLocal(path, null);
  expect((await new Response(stream).bytes()).length).toBe(BYTES);
  await expect.poll(countOpen).toBe(0);
});

test("a part of a file is just that part", async () => {
  const stream = await openLocal(path, { start: 10, end: 19 });
  expect((await new Response(stream).bytes()).length).toBe(10);
  await expect.poll(countOpen).toBe(0);
});

test("a reader that stops leaves nothing open, not even one that stops while the file is being opened", async () => {
  for (const isOpening of [true, false]) {
    const reader = (await openLocal(path, null)).getReader();
    const first = reader.read();
    if (!isOpening) await first;
    await reader.cancel();
    await first;
    await expect.poll(countOpen).toBe(0);
  }
});
