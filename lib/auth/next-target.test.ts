import { expect, test } from "vitest";
import { safeNext } from "./next-target.ts";

test("a page of this site is where one goes after signing in", () => {
  expect(safeNext("/jobs?q=design&min=200#top")).toBe("/jobs?q=design&min=200#top");
  expect(safeNext("/")).toBe("/");
  expect(safeNext("/contracts/ctr_01k/../ctr_02k")).toBe("/contracts/ctr_02k");
});

test.each([
  "https://evil.example/",
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "\t//evil.example",
  " //evil.example",
  "/.//evil.example",
  "/..//evil.example",
  "/jobs/..//evil.example",
  "/./\\evil.example",
  "//nowhere.invalid@evil.example",
  "javascript:alert(1)",
  "evil.example",
  "http:evil.example",
  "/http://[",
  "",
])("no disguise of another site leads there: %j", (next) => {
  const target = safeNext(next);
  const landing = new URL(target ?? "/", "https://workhub.example");
  expect(landing.origin).toBe("https://workhub.example");
  expect(target ?? "/").not.toMatch(/^\/[/\\]/);
});

test("nothing, several values, sign-in pages and endpoints are no targets", () => {
  expect(safeNext(undefined)).toBeNull();
  expect(safeNext(null)).toBeNull();
  expect(safeNext(["/jobs", "/home"])).toBeNull();
  expect(safeNext("/sign-in?next=/sign-in")).toBeNull();
  expect(safeNext("/register")).toBeNull();
  expect(safeNext("/api/auth/signout")).toBeNull();
});
