import { expect, test, vi } from "vitest";
import { z } from "zod";
import { DomainError, ERRORS } from "./errors.ts";
import { log } from "./log.ts";
import { route } from "./route.ts";

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
