import { expect, test } from "vitest";
import { handlingOf, isKeptPage, kindOf, otherPageFor, pageBehind, pageName } from "./policy.ts";

const ID = "1".repeat(26);
const at = (path: string) => new URL(path, "https://work.example");
const ask = (path: string, method = "GET", headers: Record<string, string> = {}) => ({
  method,
  mode: "cors",
  url: at(path),
  headers: new Headers(headers),
});

test.each([
  ["/", "Start page"],
  ["/home", "Home"],
  ["/jobs?q=tide", "Board"],
  [`/jobs/job_${ID}`, "Job"],
  ["/freelancers?skills=SQL", "Freelancers"],
  ["/freelancers/ana-lima", "Profile"],
  ["/clients/tide", "Profile"],
  ["/my-jobs", "My Jobs"],
  ["/inbox?filter=unread", "Inbox"],
  [`/inbox/cnv_${ID}`, "Conversation"],
  [`/contracts/ctr_${ID}`, "Contract"],
  [`/proposals/prp_${ID}`, "Proposal"],
  ["/wallet?type=deposit", "Wallet"],
  ["/wallet/receipts/17", "Receipt"],
])("%s is kept, as: %s", (path, kind) => {
  expect(isKeptPage(at(path))).toBe(true);
  expect(kindOf(pageName(at(path)))).toBe(kind);
});

test.each([
  "/settings",
  "/settings/profile",
  "/wallet/withdraw",
  "/wallet/add-funds",
  "/wallet/export",
  "/jobs/new",
  `/jobs/job_${ID}/apply`,
  `/jobs/job_${ID}/proposals`,
  "/admin",
  "/share",
  "/sign-in",
  `/jobs/job_${ID}/`,
])("%s is not kept", (path) => {
  expect(isKeptPage(at(path))).toBe(false);
});

test("the router's own mark is no part of a page's address", () => {
  expect(pageName(at("/jobs?q=tide&_rsc=x1"))).toBe("/jobs?q=tide");
  expect(pageName(at("/wallet?_rsc=x1#top"))).toBe("/wallet");
});

test("what is opened beside a list is kept on its own page, and read there", () => {
  expect(pageBehind(ask(`/api/jobs/job_${ID}`))).toBe(`/jobs/job_${ID}`);
  expect(pageBehind(ask("/api/freelancers/ana-lima"))).toBe("/freelancers/ana-lima");
  expect(pageBehind(ask("/api/jobs/suggestions?q=ti"))).toBeNull();
  expect(pageBehind(ask("/api/jobs?after=x"))).toBeNull();
  expect(otherPageFor(at(`/jobs?q=x&job=job_${ID}`))).toBe(`/jobs/job_${ID}`);
  expect(otherPageFor(at("/freelancers?person=ana-lima"))).toBe("/freelancers/ana-lima");
  expect(otherPageFor(at("/jobs?job=//evil.example"))).toBeNull();
  expect(otherPageFor(at("/freelancers?person=../admin"))).toBeNull();
  expect(otherPageFor(at("/wallet?job=job_1"))).toBeNull();
});

test.each([
  ["/files/fil_1", "GET", "none"],
  ["/api/inbox/stream", "GET", "none"],
  ["/sw.js", "GET", "none"],
  ["/wallet", "GET", "page"],
  ["/wallet/add-funds", "POST", "none"],
  ["/share", "POST", "shared"],
] as const)("opened as a document: %s by %s is %s", (path, method, handling) => {
  expect(handlingOf({ ...ask(path, method), mode: "navigate" })).toBe(handling);
});
