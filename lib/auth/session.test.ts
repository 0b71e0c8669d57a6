import { expect, test, vi } from "vitest";
import { createLog, withRequestId } from "#lib/log";
import { findSession } from "./session.ts";

vi.mock("next/headers", () => ({
  cookies: async () => ({ get: () => ({ value: "a token" }) }),
  headers: async () => new Headers(),
}));
vi.mock("next/server", () => ({ connection: async () => {} }));
vi.mock("./cookies.ts", () => ({ sessionCookieName: () => "session" }));
vi.mock("./sessions.ts", () => ({
  findLiveSession: async () => ({ actor: { userId: "usr_1", role: "client" } }),
}));

test("once a session is read, the lines of its request say whose session it is", async () => {
  const lines: string[] = [];
  const log = createLog({ write: (line) => lines.push(line) });
  await withRequestId("request-1", async () => {
    log.info("before");
    await findSession();
    log.info("after");
  });
  expect(lines.map((line) => JSON.parse(line).userId)).toEqual([undefined, "usr_1"]);
});
