import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WORKER_FILE } from "#lib/phone/policy";
import { bundleWorker } from "./bundle-worker.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "workhub-bundle-"));
  const files = {
    BUILD_ID: "build-7\n",
    "build-manifest.json": JSON.stringify({ rootMainFiles: ["static/chunks/main.js"] }),
    "server/next-font-manifest.json": JSON.stringify({
      app: { one: ["static/media/a.woff2"], two: ["static/media/a.woff2"] },
    }),
    "static/chunks/look.css":
      ".x1_variable{--font-text-latin:a}.x2_variable{--font-display-latin:b}",
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

test("the worker of a build is one small script that knows its build, and listens", async () => {
  await bundleWorker(folder);
  const script = readFileSync(join(folder, WORKER_FILE), "utf8");
  expect(gzipSync(script).byteLength).toBeLessThan(10_000);
  for (const known of [
    "build-7",
    "/_next/static/chunks/main.js",
    "/_next/static/media/a.woff2",
    "/_next/static/chunks/look.css",
    "/icon.svg",
    "x1_variable x2_variable",
  ]) {
    expect(script.split(known)).toHaveLength(known.endsWith("look.css") ? 3 : 2);
  }
  const heard: string[] = [];
  const self = {
    location: { origin: "https://work.example" },
    caches: {},
    addEventListener: (kind: string) => heard.push(kind),
  };
  runInNewContext(script, { self });
  expect(heard.sort()).toEqual([
    "activate",
    "fetch",
    "install",
    "message",
    "notificationclick",
    "push",
    "pushsubscriptionchange",
  ]);
});

test("a build whose style sheet does not name the typefaces is refused: its pages would look different", async () => {
  writeFileSync(join(folder, "static/chunks/look.css"), "body{}");
  await expect(bundleWorker(folder)).rejects.toThrow("The build has no look");
});
