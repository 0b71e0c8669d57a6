import { afterEach, expect, test, vi } from "vitest";
import { makeClient, makeFreelancer } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import { uploadBytes } from "#db/testing/uploads";
import type { Actor } from "#lib/auth/actor";
import { newId } from "#lib/new-id";
import { GET, HEAD } from "./route.ts";

const session: { actor: Actor | null } = { actor: null };
vi.mock("#lib/auth/session", () => ({ findActor: async () => session.actor }));

useTestDatabase();
afterEach(() => {
  session.actor = null;
});

async function ask(fileId: string, method: "GET" | "HEAD" = "GET", range?: string) {
  const request = new Request(`http://localhost:3000/files/${fileId}`, {
    method,
    headers: { "x-request-id": "the-same-one", ...(range ? { range } : {}) },
  });
  const handler = method === "GET" ? GET : HEAD;
  const response = await handler(request, { params: Promise.resolve({ fileId }) });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    text: await response.text(),
  };
}

test("another person’s file answers exactly like one that does not exist, whatever is asked of it", async () => {
  const owner = await makeClient();
  const { fileId } = await uploadBytes(owner, "message", { bytes: Buffer.from("0123456789") });
  session.actor = owner;
  expect(await ask(fileId)).toMatchObject({ status: 200, text: "0123456789" });
  for (const actor of [null, await makeFreelancer(), await makeClient()]) {
    session.actor = actor;
    for (const [method, range] of [
      ["GET"],
      ["HEAD"],
      ["GET", "bytes=0-3"],
      ["GET", "bytes=99-"],
    ] as const) {
      const answer = await ask(fileId, method, range);
      expect(answer.status).toBe(404);
      expect(answer).toEqual(await ask(newId("fil"), method, range));
      expect(answer).toEqual(await ask("../../etc/passwd", method, range));
    }
  }
});

test("the session is checked at every read: once signed out, the same address is gone", async () => {
  const owner = await makeClient();
  const { fileId } = await uploadBytes(owner, "message");
  session.actor = owner;
  expect((await ask(fileId, "GET", "bytes=0-3")).status).toBe(206);
  session.actor = null;
  expect((await ask(fileId, "GET", "bytes=4-")).status).toBe(404);
});
