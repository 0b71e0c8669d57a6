import * as argon2 from "@node-rs/argon2";
import { expect, test, vi } from "vitest";
import { makeAccount, PASSWORD as password } from "#db/testing/accounts";
import { useTestDatabase } from "#db/testing/test-database";
import { changePassword } from "./change-password.ts";
import { endSession } from "./end-session.ts";
import { findLiveSession } from "./sessions.ts";
import { signIn } from "./sign-in.ts";
import { encodeSessionToken } from "./token.ts";

vi.mock(import("@node-rs/argon2"), { spy: true });
useTestDatabase();

const newPassword = "a better password";
const visitor = { address: "203.0.113.9", userAgent: null, deviceToken: null };

/** A person signed in on two browsers. */
async function setUp() {
  const { actor, email } = await makeAccount("client");
  const here = await signIn(visitor, { email, password });
  const there = await signIn(visitor, { email, password });
  const isAlive = async (signedIn: typeof here) =>
    (await findLiveSession(await encodeSessionToken(signedIn))) !== null;
  const input = { currentPassword: password, newPassword, keepSessionId: here.sessionId };
  return { actor, email, here, there, input, isAlive };
}

test("a new password signs out every other browser and keeps this one", async () => {
  const { actor, email, here, there, input, isAlive } = await setUp();
  await changePassword(actor, input);
  expect(await isAlive(here)).toBe(true);
  expect(await isAlive(there)).toBe(false);
  await expect(signIn(visitor, { email, password })).rejects.toThrow();
  await signIn(visitor, { email, password: newPassword });
});

test("a replay finds a different current password and changes nothing", async () => {
  const { actor, email, input, isAlive } = await setUp();
  await changePassword(actor, input);
  const later = await signIn(visitor, { email, password: newPassword });
  await expect(changePassword(actor, input)).rejects.toMatchObject({ code: "wrong_password" });
  expect(await isAlive(later)).toBe(true);
});

test("of two changes at the same moment, one holds", async () => {
  const { actor, email, input } = await setUp();
  const other = { ...input, newPassword: "yet another one" };
  const results = await Promise.allSettled([
    changePassword(actor, input),
    changePassword(actor, other),
  ]);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const winner = results[0].status === "fulfilled" ? newPassword : other.newPassword;
  await signIn(visitor, { email, password: winner });
});

test("without the current password nothing is changed", async () => {
  const { actor, email, there, input, isAlive } = await setUp();
  const wrong = changePassword(actor, { ...input, currentPassword: "not my password" });
  await expect(wrong).rejects.toMatchObject({ code: "wrong_password" });
  expect(await isAlive(there)).toBe(true);
  await signIn(visitor, { email, password });
});

test("another person's session cannot be kept", async () => {
  const { actor, there, isAlive } = await setUp();
  const bo = await setUp();
  const borrowed = { ...bo.input, keepSessionId: bo.here.sessionId };
  await expect(changePassword(actor, borrowed)).rejects.toMatchObject({ code: "not_signed_in" });
  expect(await isAlive(there)).toBe(true);
  expect(await bo.isAlive(bo.there)).toBe(true);
});

test("a browser that was signed out meanwhile changes nothing", async () => {
  const { actor, email, here, there, input, isAlive } = await setUp();
  await endSession(actor, { sessionId: here.sessionId });
  await expect(changePassword(actor, input)).rejects.toMatchObject({ code: "not_signed_in" });
  expect(await isAlive(there)).toBe(true);
  await signIn(visitor, { email, password });
});

test("an eleventh guess at the current password is refused without a check", async () => {
  const { actor, input } = await setUp();
  for (let count = 0; count < 10; count += 1) {
    const guess = changePassword(actor, { ...input, currentPassword: "a guess" });
    await expect(guess).rejects.toMatchObject({ code: "wrong_password" });
  }
  vi.clearAllMocks();
  await expect(changePassword(actor, input)).rejects.toMatchObject({ code: "rate_limited" });
  expect(argon2.verify).not.toHaveBeenCalled();
});
