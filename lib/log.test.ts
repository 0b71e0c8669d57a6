import { expect, test } from "vitest";
import { createLog, nameRequester, requestIdFrom, withRequestId } from "./log.ts";

function written(write: (log: ReturnType<typeof createLog>) => void): string {
  let text = "";
  write(
    createLog({
      write: (line) => {
        text += line;
      },
    }),
  );
  return text;
}

test.each([
  ["a password", { password: "hunter2hunter2" }],
  ["a new password in a form", { form: { newPassword: "hunter2hunter2" } }],
  ["a cookie header", { request: { headers: { cookie: "session=hunter2hunter2" } } }],
  ["an authorization header", { headers: [{ Authorization: "Bearer hunter2hunter2" }] }],
  ["a token", { a: { b: { c: { resetToken: "hunter2hunter2" } } } }],
  ["the password of a database address", { url: "postgres://workhub:hunter2hunter2@host/db" }],
  ["a bearer token in a text", { note: "sent Authorization: Bearer hunter2hunter2" }],
])("%s never reaches the log", (_, fields) => {
  const text = written((log) => log.info(fields, "something"));
  expect(text).toContain("something");
  expect(text).not.toContain("hunter2");
});

test("a secret inside the message never reaches the log", () => {
  const address = "postgres://workhub:hunter2@host/db";
  expect(written((log) => log.info(address))).not.toContain("hunter2");
  expect(written((log) => log.info({}, "cannot reach %s", address))).not.toContain("hunter2");
  expect(written((log) => log.error(new Error(address)))).not.toContain("hunter2");
});

test("a failed statement is logged without its parameters and the row's contents", () => {
  const cause = Object.assign(new Error("duplicate key value"), {
    code: "23505",
    constraint_name: "users_email",
    detail: "Key (email)=(ada@example.org) already exists.",
    parameters: ["ada@example.org"],
  });
  const error = new Error('Failed query: insert into "users"\nparams: ada@example.org', { cause });
  const text = written((log) => log.error({ err: error }, "failed"));
  expect(text).not.toContain("ada@example.org");
  expect(JSON.parse(text)).toMatchObject({
    level: "error",
    err: { message: 'Failed query: insert into "users"', cause: { constraint: "users_email" } },
  });
});

test("every line that a request causes carries its request id", async () => {
  const lines: string[] = [];
  const log = createLog({ write: (line) => lines.push(line) });
  await withRequestId("request-1", async () => {
    await Promise.resolve();
    log.info("inside");
  });
  log.info("outside");
  expect(lines.map((line) => JSON.parse(line).requestId)).toEqual(["request-1", undefined]);
});

test("lines say who is signed in, only for their own request", async () => {
  const lines: string[] = [];
  const log = createLog({ write: (line) => lines.push(line) });
  const ask = (requestId: string, userId: string | null) =>
    withRequestId(requestId, async () => {
      if (userId) nameRequester(userId);
      await Promise.resolve();
      log.info(requestId);
    });
  await Promise.all([ask("request-1", "usr_1"), ask("request-2", null), ask("request-3", "usr_3")]);
  nameRequester("usr_nobody");
  log.info("outside");
  expect(lines.map((line) => JSON.parse(line).userId)).toEqual([
    "usr_1",
    undefined,
    "usr_3",
    undefined,
  ]);
});

test("whatever is logged, every line is one line of JSON with its time in UTC and its level", () => {
  const hostile = 'a\n{"level":"fatal","msg":"forged"}\r\n\u2028\u001b[2J';
  const text = written((log) => log.warn({ path: hostile }, hostile));
  expect(text.trimEnd().split(/[\n\r]/)).toHaveLength(1);
  expect(text).not.toContain("\u001b");
  const line = JSON.parse(text);
  expect(line).toMatchObject({ level: "warn", path: hostile, msg: hostile });
  expect(line.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test("a request id from outside is accepted only in the exact form", () => {
  expect(requestIdFrom(new Headers({ "x-request-id": "abc-12345" }))).toBe("abc-12345");
  expect(requestIdFrom(new Headers({ "x-request-id": "a\tb".repeat(9) }))).toMatch(/^[\w-]{36}$/);
  expect(requestIdFrom(new Headers())).toMatch(/^[\w-]{36}$/);
});
