import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { DomainError, ERRORS } from "./errors.ts";
import { log } from "./log.ts";
import { readJson, route } from "./route.ts";

const request = new Request("http://workhub.test/api/x", {
  headers: { "x-request-id": "req-12345" },
});

function answering(error: unknown): Promise<Response> {
  return route(async () => {
    throw error;
  })(request, undefined);
}

test("an answer passes through and carries the request id", async () => {
  const response = await route(async () => Response.json({ ok: true }, { status: 201 }))(
    request,
    {},
  );
  expect(response.status).toBe(201);
  expect(response.headers.get("x-request-id")).toBe("req-12345");
  expect(await response.json()).toEqual({ ok: true });
});

test("a refusal is a problem document with the status of its code", async () => {
  const response = await answering(new DomainError("not_found"));
  expect(response.status).toBe(404);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(await response.json()).toEqual({
    type: "urn:workhub:error:not_found",
    title: "Not found",
    status: 404,
    detail: ERRORS.not_found[1],
    requestId: "req-12345",
  });
});

test("a request that breaks off is no error of ours", async () => {
  const error = vi.spyOn(log, "error").mockImplementation(() => {});
  await answering(Object.assign(new Error("aborted"), { code: "ECONNRESET" }));
  expect(error).not.toHaveBeenCalled();
  await answering(Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }));
  expect(error).toHaveBeenCalledOnce();
  error.mockRestore();
});

test("input that a schema refuses names the fields", async () => {
  const { error } = z.object({ amount: z.number() }).safeParse({});
  const response = await answering(error);
  expect(response.status).toBe(422);
  expect(await response.json()).toMatchObject({ errors: [{ field: "amount" }] });
});

test("an unknown error is logged and answered without its message", async () => {
  const logged = vi.spyOn(log, "error").mockImplementation(() => {});
  const response = await answering(new Error("password authentication failed"));
  expect(response.status).toBe(500);
  const text = await response.text();
  expect(text).not.toContain("authentication");
  expect(text).toContain("req-12345");
  expect(logged).toHaveBeenCalledOnce();
});

describe("what another site sends", () => {
  const post = (headers: Record<string, string>, method = "POST") =>
    route(async () => new Response(null, { status: 204 }))(
      new Request("http://workhub.test/api/x", {
        method,
        headers: { host: "workhub.test", ...headers },
      }),
      undefined,
    );

  test.each([
    ["a page of another site", { "sec-fetch-site": "cross-site" }],
    ["a page of a neighbouring domain", { "sec-fetch-site": "same-site" }],
    [
      "another site that also claims our origin",
      { "sec-fetch-site": "cross-site", origin: "http://workhub.test" },
    ],
    ["an older browser on another site", { origin: "http://elsewhere.test" }],
    ["an older browser on another port", { origin: "http://workhub.test:8080" }],
    ["a sandboxed frame", { origin: "null" }],
  ])("a change from %s is refused and not carried out", async (_, headers) => {
    const response = await post(headers);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ type: "urn:workhub:error:cross_site" });
  });

  test.each(["PUT", "PATCH", "DELETE"])("%s is a change too", async (method) => {
    expect((await post({ "sec-fetch-site": "cross-site" }, method)).status).toBe(403);
  });

  test.each([
    ["our own pages", { "sec-fetch-site": "same-origin" }],
    ["an address that was typed in", { "sec-fetch-site": "none" }],
    ["an older browser on our own pages", { origin: "http://workhub.test" }],
    ["a program", {}],
  ])("a change from %s passes", async (_, headers: Record<string, string>) => {
    expect((await post(headers)).status).toBe(204);
  });

  test("reading passes from anywhere: the browser keeps the answer from the other page", async () => {
    expect((await post({ "sec-fetch-site": "cross-site" }, "GET")).status).toBe(204);
  });
});

describe("a body", () => {
  const schema = z.object({ amount: z.number() });
  const send = (body: string, type?: string) =>
    route(async (request) => Response.json(await readJson(request, schema)))(
      new Request("http://workhub.test/api/x", {
        method: "POST",
        body,
        headers: type ? { "content-type": type } : {},
      }),
      undefined,
    );

  test("is read when it says that it is JSON", async () => {
    const response = await send('{"amount":1}', "application/json; charset=utf-8");
    expect(await response.json()).toEqual({ amount: 1 });
  });

  test.each([undefined, "text/plain", "application/x-www-form-urlencoded"])(
    "that does not say so is refused: %s",
    async (type) => {
      expect((await send('{"amount":1}', type)).status).toBe(415);
    },
  );

  test("that is no JSON is invalid input, like one that the schema refuses", async () => {
    expect((await send("{", "application/json")).status).toBe(422);
    expect((await send("{}", "application/json")).status).toBe(422);
  });

  test("is not read further than any input is long", async () => {
    const body = JSON.stringify({ amount: 1, rest: "x".repeat(300_000) });
    expect((await send(body, "application/json")).status).toBe(413);
  });
});
