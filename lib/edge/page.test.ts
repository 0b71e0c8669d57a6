import { expect, test, vi } from "vitest";
import { DomainError } from "#lib/errors";
import { log } from "#lib/log";
import { orNotFound, pageActor } from "./page.ts";
import { PATH_HEADER } from "./request-headers.ts";

vi.mock("next/headers", () => ({
  headers: async () =>
    new Headers({ "x-request-id": "req-12345", [PATH_HEADER]: "/admin?q=secret" }),
}));
vi.mock("#lib/auth/session", () => ({
  findSession: async () => ({
    actor: { userId: "usr_1", role: "freelancer" },
    isOnboarded: true,
  }),
}));

test("a page of another role, or of another person’s object, does not exist, and the log says who asked", async () => {
  const logged = vi.spyOn(log, "info").mockImplementation(() => {});
  await expect(pageActor("operate")).rejects.toThrow("NEXT_HTTP_ERROR_FALLBACK;404");
  const stranger = Promise.reject(new DomainError("not_found"));
  await expect(orNotFound(stranger)).rejects.toThrow("NEXT_HTTP_ERROR_FALLBACK;404");
  const line = { requestId: "req-12345", userId: "usr_1", code: "not_found", path: "/admin" };
  expect(logged.mock.calls).toEqual(Array(2).fill([line, "A page was refused"]));
  expect(await pageActor("freelancer")).toEqual({ userId: "usr_1", role: "freelancer" });
  expect(logged).toHaveBeenCalledTimes(2);
  logged.mockRestore();
});
