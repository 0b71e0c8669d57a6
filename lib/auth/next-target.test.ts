import { expect, test } from "vitest";
import { safeNext, withNext } from "./next-target.ts";

test("a page of this site is a target after signing in", () => {
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

test.each([
  "/home\r\nSet-Cookie: x=1",
  "/home\nx",
  "/ho\tme",
  "/home\0",
  "/home\u007f",
  "/home\u0085",
  "/home\u2028",
  "/home\ud800",
  "/jobs?q=\r\n",
  "/jobs#\n",
  "/home%0d%0aSet-Cookie:%20x=1",
  "/home%00",
  "/%5Cevil.example",
  "/%zz",
  "/%FF",
  "/%2f/evil.example",
  "/%61pi/auth/signout",
  "/API/auth/signout",
  "/_next/static/x.js",
  `/${"x".repeat(2_000)}`,
])("what is no plain address of a page leads nowhere: %j", (next) => {
  expect(safeNext(next)).toBeNull();
});

test("a page that leads on passes on only such a target", () => {
  expect(withNext("/register", "/jobs/job_1/apply?x=1")).toBe(
    "/register?next=%2Fjobs%2Fjob_1%2Fapply%3Fx%3D1",
  );
  expect(withNext("/sign-in", "//evil.example")).toBe("/sign-in");
});

test("nothing, several values, sign-in pages and endpoints are no targets", () => {
  expect(safeNext(undefined)).toBeNull();
  expect(safeNext(null)).toBeNull();
  expect(safeNext(["/jobs", "/home"])).toBeNull();
  expect(safeNext("/sign-in?next=/sign-in")).toBeNull();
  expect(safeNext("/register")).toBeNull();
  expect(safeNext("/api/auth/signout")).toBeNull();
});
