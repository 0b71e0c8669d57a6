import * as argon2 from "@node-rs/argon2";
import { eq } from "drizzle-orm";
import { beforeEach, expect, test, vi } from "vitest";
import { getDb } from "#db/client";
import { sessions, users } from "#db/schema";
import { makeAccount, PASSWORD as password } from "#db/testing/accounts";
import { useTestDatabase } from "#db/testing/test-database";
import { log } from "#lib/log";
import { newId } from "#lib/new-id";
import { DAY_MS, now, setClock } from "#lib/time";
import { changePassword } from "./change-password.ts";
import { endAllSessions } from "./end-all-sessions.ts";
import { endSession } from "./end-session.ts";
import { hashPassword } from "./password.ts";
import { listSessions } from "./queries.ts";
import { changePasswordInput } from "./schema.ts";
import { findLiveSession } from "./sessions.ts";
import { signIn } from "./sign-in.ts";
import { encodeSessionToken } from "./token.ts";
import type { Visitor } from "./visitor.ts";

vi.mock(import("@node-rs/argon2"), { spy: true });
useTestDatabase();

const visitor: Visitor = { address: "203.0.113.9", userAgent: "curl/8", deviceToken: null };

beforeEach(() => {
  vi.clearAllMocks();
});

test("the right password opens a session for 30 days, and its token names the person", async () => {
  const { actor, email } = await makeAccount("freelancer");
  const signedIn = await signIn(visitor, { email: email.toUpperCase(), password });
  expect(signedIn.userId).toBe(actor.userId);
  const session = await findLiveSession(await encodeSessionToken(signedIn));
  expect(session).toMatchObject({ actor, sessionId: signedIn.sessionId, isOnboarded: true });
  const [row] = await getDb().select().from(sessions).where(eq(sessions.id, signedIn.sessionId));
  expect(row?.userAgent).toBe("curl/8");
  expect(Number(row?.expiresAt) - Number(row?.createdAt)).toBe(30 * DAY_MS);
});

test("a password is the same in every form of its characters, both when it is set and when it is checked", async () => {
  const { actor, email } = await makeAccount("client");
  const { sessionId } = await signIn(visitor, { email, password });
  // Ten characters composed, eleven decomposed; wide letters become plain ones.
  const set = {
    currentPassword: password,
    newPassword: "caf\u00e9 au lai",
    keepSessionId: sessionId,
  };
  await changePassword(actor, set);
  for (const typed of ["cafe\u0301 au lai", "caf\u00e9 au lai", "ｃafe\u0301 au lai"]) {
    expect((await signIn(visitor, { email, password: typed })).userId).toBe(actor.userId);
  }
  expect(changePasswordInput.safeParse({ ...set, newPassword: "cafe\u0301 au l" }).success).toBe(
    false,
  );
  expect(
    changePasswordInput.safeParse({ ...set, newPassword: "\ud800 au lait demi" }).success,
  ).toBe(false);
  expect(changePasswordInput.safeParse({ ...set, newPassword: "👍".repeat(200) }).success).toBe(
    true,
  );
});

test("a wrong password and an unknown e-mail get the same answer after the same work", async () => {
  const { actor, email } = await makeAccount("freelancer");
  vi.clearAllMocks();
  const wrong = signIn(visitor, { email, password: "three words in a raw" });
  await expect(wrong).rejects.toMatchObject({ code: "wrong_credentials", details: {} });
  expect(argon2.verify).toHaveBeenCalledTimes(1);

  const unknown = signIn(visitor, { email: "nobody@example.com", password });
  await expect(unknown).rejects.toMatchObject({ code: "wrong_credentials", details: {} });
  expect(argon2.verify).toHaveBeenCalledTimes(2);
  expect(await listSessions(actor, newId("ses"))).toEqual([]);
});

test("signing in twice makes two sessions, each of which can end alone", async () => {
  const { actor, email } = await makeAccount("client");
  const one = await signIn(visitor, { email, password });
  const two = await signIn(visitor, { email, password });
  await endSession(actor, { sessionId: one.sessionId });
  expect(await findLiveSession(await encodeSessionToken(one))).toBeNull();
  expect(await findLiveSession(await encodeSessionToken(two))).not.toBeNull();
});

test("a password changed while the old one was being checked opens no session", async () => {
  const { actor, email } = await makeAccount("client");
  vi.mocked(argon2.verify).mockImplementationOnce(async () => {
    const passwordHash = await hashPassword("another one entirely");
    await getDb().update(users).set({ passwordHash }).where(eq(users.id, actor.userId));
    return true;
  });
  const late = signIn(visitor, { email, password });
  await expect(late).rejects.toMatchObject({ code: "wrong_credentials" });
  expect(await listSessions(actor, newId("ses"))).toEqual([]);
});

test("signing in removes the person's expired sessions", async () => {
  const { actor, email } = await makeAccount("client");
  const old = await signIn(visitor, { email, password });
  await getDb()
    .update(sessions)
    .set({ expiresAt: new Date(0) })
    .where(eq(sessions.id, old.sessionId));
  const { sessionId } = await signIn(visitor, { email, password });
  const rows = await getDb().select().from(sessions).where(eq(sessions.userId, actor.userId));
  expect(rows.map(({ id }) => id)).toEqual([sessionId]);
});

test("a password does not expire", async () => {
  const { actor, email } = await makeAccount("client");
  const later = new Date(now().getTime() + 3650 * DAY_MS);
  const restore = setClock(() => later);
  const signedIn = await signIn(visitor, { email, password }).finally(restore);
  expect(signedIn.userId).toBe(actor.userId);
});

test("what happens to an account is logged with the person and the address, without e-mail and password", async () => {
  const logged = vi.spyOn(log, "info").mockImplementation(() => {});
  const { actor, email } = await makeAccount("client");
  const { userId } = actor;
  const { sessionId } = await signIn(visitor, { email, password });
  await signIn(visitor, { email, password: "not this one" }).catch(() => {});
  await signIn(visitor, { email: "nobody@example.com", password }).catch(() => {});
  const change = { currentPassword: password, newPassword: "four words in a row" };
  const input = { ...change, keepSessionId: sessionId };
  await changePassword(actor, { ...input, currentPassword: "wrong" }).catch(() => {});
  await changePassword(actor, input);
  await endSession(actor, { sessionId });
  await endAllSessions(actor);
  const { address } = visitor;
  const from = { address, isKnownBrowser: false };
  expect(logged.mock.calls).toEqual([
    [{ userId, ...from, sessionId }, "Somebody signed in by password"],
    [{ userId, ...from }, "A sign-in by password failed"],
    [{ ...from, userId: undefined }, "A sign-in by password failed"],
    [{ userId }, "A current password was wrong"],
    [{ userId }, "A password was changed"],
    [{ userId, sessionId }, "Somebody signed out on one device"],
    [{ userId }, "Somebody signed out everywhere"],
  ]);
  logged.mockRestore();
});
