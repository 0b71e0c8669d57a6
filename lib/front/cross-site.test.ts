import { expect, test } from "vitest";
import { isCrossSite } from "./cross-site.ts";

const ask = (headers: Record<string, string>, method = "POST") =>
  isCrossSite(method, new Headers(headers), ["workhub.test", "inside:3000"]);

test.each<[string, Record<string, string>]>([
  ["a page of another site", { "sec-fetch-site": "cross-site" }],
  ["a page of a neighbouring domain", { "sec-fetch-site": "same-site" }],
  [
    "another site that also claims our origin",
    { "sec-fetch-site": "cross-site", origin: "http://workhub.test" },
  ],
  ["an older browser on another site", { origin: "http://elsewhere.test" }],
  ["an older browser on another port", { origin: "http://workhub.test:8080" }],
  ["a sandboxed frame", { origin: "null" }],
  ["a file on somebody's disk", { origin: "file://" }],
  ["a data address", { origin: "data:text/html,x" }],
  ["an empty page", { origin: "about:blank" }],
  ["an origin that is no address", { origin: "workhub.test" }],
  ["an empty origin", { origin: "" }],
])("a change from %s is from elsewhere", (_, headers) => {
  expect(ask(headers)).toBe(true);
});

test.each(["PUT", "PATCH", "DELETE"])("%s is a change too", (method) => {
  expect(ask({ "sec-fetch-site": "cross-site" }, method)).toBe(true);
});

test.each<[string, Record<string, string>]>([
  ["our own pages", { "sec-fetch-site": "same-origin" }],
  ["an address that was typed in", { "sec-fetch-site": "none" }],
  ["an older browser on our own pages", { origin: "http://workhub.test" }],
  ["an older browser behind a proxy that keeps our name", { origin: "http://inside:3000" }],
  ["a program", {}],
])("a change from %s is from here", (_, headers) => {
  expect(ask(headers)).toBe(false);
});

test("reading passes from anywhere: the browser does not show the answer to the other page", () => {
  expect(ask({ "sec-fetch-site": "cross-site" }, "GET")).toBe(false);
});
