import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type KnownAddresses, readKnownAddresses } from "./known-addresses.ts";

const folder = mkdtempSync(join(tmpdir(), "workhub-known-"));
let known: KnownAddresses;
beforeAll(() => {
  const routes = {
    "/(public)/page": "/",
    "/(public)/jobs/[jobId]/page": "/jobs/[jobId]",
    "/api/jobs/route": "/api/jobs",
    "/api/auth/[...nextauth]/route": "/api/auth/[...nextauth]",
  };
  mkdirSync(join(folder, "server"));
  writeFileSync(join(folder, "app-path-routes-manifest.json"), JSON.stringify(routes));
  const actions = JSON.stringify({ node: { a1: {} } });
  writeFileSync(join(folder, "server/server-reference-manifest.json"), actions);
  known = readKnownAddresses(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ["/", "page"],
  ["/jobs/job_1", "page"],
  ["/jobs/job_1/", "page"],
  ["/%6Aobs/job_1", "page"],
  ["/api/jobs", "route"],
  ["/api/auth/callback/credentials", "route"],
  ["/jobs/a/b", null],
  ["/api/auth", null],
  ["/api/nothing", null],
  ["/icon.svg", null],
])("%s is a %s", (path, kind) => {
  expect(known.kindOf(path)).toBe(kind);
});

test("only the actions of this build are known", () => {
  expect(known.isAction("a1")).toBe(true);
  for (const id of ["a2", "", "__proto__", "constructor"]) expect(known.isAction(id)).toBe(false);
});
