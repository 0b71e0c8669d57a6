import { expect, test } from "vitest";
import { DomainError } from "#lib/errors";
import { handleAuth } from "./endpoints.ts";

function ask(path: string, body?: string, type = "application/x-www-form-urlencoded") {
  const init =
    body === undefined ? {} : { method: "POST", body, headers: { "content-type": type } };
  const nextauth = path.split("?")[0]?.split("/") ?? [];
  return handleAuth(new Request(`http://localhost:3000/api/auth/${path}`, init), {
    params: Promise.resolve({ nextauth }),
  });
}

test.each([
  "{",
  "[]",
  "null",
  "1",
  '{"csrfToken":{}}',
  '{"email":["a"]}',
  '{"callbackUrl":"\\\\\\\\evil"}',
])("JSON that is no form of ours is malformed: %s", async (body) => {
  const answer = ask("callback/credentials", body, "application/json");
  await expect(answer).rejects.toMatchObject({ code: "malformed" });
});

test.each([
  "%5C%5Cevil",
  "http%3A%2F%2F%5B",
  "%25",
  "javascript%3Aalert(1)",
  "",
  "%2F%5Cevil",
  "%2F%E6%97%A5",
])("where to go afterwards has to be an address, in the query as in a form: %s", async (value) => {
  const malformed = { code: "malformed" };
  await expect(ask(`session?callbackUrl=${value}`)).rejects.toMatchObject(malformed);
  await expect(ask("signout", `callbackUrl=${value}`)).rejects.toMatchObject(malformed);
  await expect(ask(`session?callbackUrl=%2F&callbackUrl=${value}`)).rejects.toThrow(DomainError);
});

test("only a form calls our provider", async () => {
  await expect(ask("callback/credentials")).rejects.toMatchObject({ code: "method_not_allowed" });
});

test("an error is named in plain ASCII", async () => {
  await expect(ask("error?error=%E6%97%A5")).rejects.toMatchObject({ code: "malformed" });
});
