import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { DomainError, ERRORS } from "#lib/errors";
import { log } from "#lib/log";
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

test("an answer whose headers are fixed carries the request id too", async () => {
  const away = async () => Response.redirect("http://workhub.test/home");
  const response = await route(away)(request, {});
  expect(response.status).toBe(302);
  expect(response.headers.get("location")).toBe("http://workhub.test/home");
  expect(response.headers.get("x-request-id")).toBe("req-12345");
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

test("a refusal is logged with its code and the path, without what was asked or sent", async () => {
  const logged = vi.spyOn(log, "info").mockImplementation(() => {});
  const body = JSON.stringify({ title: "secret" });
  const sent = new Request("http://workhub.test/api/x?q=secret", { method: "POST", body });
  for (const error of [new DomainError("not_found"), new z.ZodError([])]) {
    await route(async () => {
      throw error;
    })(sent, undefined);
  }
  const where = { method: "POST", path: "/api/x" };
  expect(logged.mock.calls).toEqual([
    [{ code: "not_found", ...where }, "A request was refused"],
    [{ code: "invalid_input", ...where }, "A request was refused"],
  ]);
  logged.mockRestore();
});

test.each([
  [{ retryAfter: "2 minutes", retryAfterSeconds: 95 }, "95"],
  [{ retryAfter: "a while" }, "60"],
])("whoever asked too often is told when to ask again: %j", async (details, seconds) => {
  const response = await answering(new DomainError("rate_limited", details));
  expect(response.status).toBe(429);
  expect(response.headers.get("retry-after")).toBe(seconds);
});

test("a request that breaks off is not our error", async () => {
  const error = vi.spyOn(log, "error").mockImplementation(() => {});
  await answering(Object.assign(new Error("aborted"), { code: "ECONNRESET" }));
  expect(error).not.toHaveBeenCalled();
  await answering(Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }));
  expect(error).toHaveBeenCalledOnce();
  error.mockRestore();
});

test("refused input names its fields", async () => {
  const { error } = z.object({ amount: z.number() }).safeParse({});
  const response = await answering(error);
  expect(response.status).toBe(422);
  expect(await response.json()).toMatchObject({ errors: [{ field: "amount" }] });
});

test("an unknown error is logged, and the answer leaves out its message", async () => {
  const logged = vi.spyOn(log, "error").mockImplementation(() => {});
  const response = await answering(new Error("password authentication failed"));
  expect(response.status).toBe(500);
  const text = await response.text();
  expect(text).not.toContain("authentication");
  expect(text).toContain("req-12345");
  expect(logged).toHaveBeenCalledOnce();
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

  test("is read when it is declared as JSON", async () => {
    const response = await send('{"amount":1}', "application/json; charset=utf-8");
    expect(await response.json()).toEqual({ amount: 1 });
  });

  test.each([undefined, "text/plain", "application/x-www-form-urlencoded"])(
    "that does not say so is refused: %s",
    async (type) => {
      expect((await send('{"amount":1}', type)).status).toBe(415);
    },
  );

  test("that is not JSON is invalid input, like one that the schema refuses", async () => {
    expect((await send("{", "application/json")).status).toBe(422);
    expect((await send("{}", "application/json")).status).toBe(422);
  });

  test("is not read beyond the longest input", async () => {
    const body = JSON.stringify({ amount: 1, rest: "x".repeat(300_000) });
    expect((await send(body, "application/json")).status).toBe(413);
  });
});
