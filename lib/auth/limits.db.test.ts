import { readFileSync } from "node:fs";
import * as argon2 from "@node-rs/argon2";
import { eq, like } from "drizzle-orm";
import { beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { connect, getDb, useConnection } from "#db/client";
import { rateLimits } from "#db/schema";
import { makeAccount, PASSWORD as password } from "#db/testing/accounts";
import { useTestDatabase } from "#db/testing/test-database";
import { LIMITS, limitRegistration, pruneLimits } from "./limits.ts";
import { emailInput } from "./schema.ts";
import { signIn } from "./sign-in.ts";
import type { Visitor } from "./visitor.ts";

vi.mock(import("@node-rs/argon2"), { spy: true });
const database = useTestDatabase();

const visitor: Visitor = { address: "203.0.113.9", userAgent: null, deviceToken: null };

beforeEach(async () => {
  await getDb().delete(rateLimits);
  vi.clearAllMocks();
});

/** Tries wrong passwords and says how each was refused. */
async function guess(email: string, times: number, from: Visitor = visitor): Promise<string[]> {
  const codes: string[] = [];
  for (let count = 0; count < times; count += 1) {
    codes.push(await signIn(from, { email, password: "guess" }).catch((error) => error.code));
  }
  return codes;
}

test("after ten wrong tries an e-mail is refused without a check, known or not, from every address", async () => {
  const { email } = await makeAccount();
  for (const target of [email, `nobody-${email}`]) {
    expect(await guess(target, 10)).toEqual(Array(10).fill("wrong_credentials"));
    vi.clearAllMocks();
    const next = signIn({ ...visitor, address: "198.51.100.1" }, { email: target, password });
    const refusal = { code: "rate_limited", details: { retryAfter: "15 minutes" } };
    await expect(next).rejects.toMatchObject(refusal);
    expect(argon2.verify).not.toHaveBeenCalled();
  }
});

test("every spelling of an e-mail has the same ten tries, and letters that fold to ASCII have none", async () => {
  const { email } = await makeAccount();
  const wide = [...email].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join("");
  const spellings = [email, email.toUpperCase(), ` ${email}\u00a0`, wide, `\t${email}\n`];
  const codes: string[] = [];
  for (const spelling of spellings) codes.push(...(await guess(spelling, 4)));
  expect(codes.filter((code) => code === "wrong_credentials")).toHaveLength(10);
  expect(codes.filter((code) => code === "rate_limited")).toHaveLength(10);

  vi.clearAllMocks();
  for (const folded of [
    email.replace("@", "\u212a@"),
    "\u0130@example.com",
    "a\ud800@example.com",
    "a\0@example.com",
  ]) {
    await expect(signIn(visitor, { email: folded, password })).rejects.toBeInstanceOf(z.ZodError);
  }
  expect(argon2.verify).not.toHaveBeenCalled();
});

test("strangers' guesses do not lock out a browser that signed in before", async () => {
  const { email } = await makeAccount();
  const { deviceToken } = await signIn(visitor, { email, password });
  await guess(email, 11);
  expect(await guess(email, 1)).toEqual(["rate_limited"]);
  await signIn({ ...visitor, deviceToken }, { email, password });
});

test("a known browser has ten tries of its own", async () => {
  const { email } = await makeAccount();
  const { deviceToken } = await signIn(visitor, { email, password });
  const known = { ...visitor, deviceToken };
  expect((await guess(email, 11, known)).at(-1)).toBe("rate_limited");
  await signIn(visitor, { email, password });
});

test("one person's browser is a stranger's for another person", async () => {
  const ana = await makeAccount();
  const bo = await makeAccount();
  const { deviceToken } = await signIn(visitor, { email: bo.email, password });
  await guess(ana.email, 10);
  const asBo = signIn({ ...visitor, deviceToken }, { email: ana.email, password });
  await expect(asBo).rejects.toMatchObject({ code: "rate_limited" });
});

test("after a hundred wrong tries an address is refused; for IPv6, its whole network", async () => {
  const { email } = await makeAccount();
  const key = "signInByAddress:2001:db8:1:2::/64";
  const expire = new Date(Date.now() + 60_000);
  await getDb().insert(rateLimits).values({ key, points: 100, expire });
  const neighbour = signIn({ ...visitor, address: "2001:db8:1:2::77" }, { email, password });
  const refusal = { code: "rate_limited", details: { retryAfter: "a minute" } };
  await expect(neighbour).rejects.toMatchObject(refusal);
  await signIn({ ...visitor, address: "2001:db8:1:3::77" }, { email, password });
});

test("where everyone shares one address, a browser that signed in before is not locked out with it", async () => {
  const { email } = await makeAccount();
  const { deviceToken } = await signIn(visitor, { email, password });
  const key = `signInByAddress:${visitor.address}`;
  const expire = new Date(Date.now() + 60_000);
  await getDb().delete(rateLimits);
  await getDb().insert(rateLimits).values({ key, points: 100, expire });
  const stranger = signIn(visitor, { email, password });
  await expect(stranger).rejects.toMatchObject({ code: "rate_limited" });
  await signIn({ ...visitor, deviceToken }, { email, password });
});

test("a refusal says in seconds when to try again", async () => {
  const { email } = await makeAccount();
  await guess(email, 10);
  const error = await signIn(visitor, { email, password }).catch((refusal) => refusal);
  expect(error.details.retryAfterSeconds).toBeGreaterThan(14 * 60);
  expect(error.details.retryAfterSeconds).toBeLessThanOrEqual(15 * 60);
});

test("further tries do not lengthen a window, and a new one begins after it", async () => {
  const { email } = await makeAccount();
  const byEmail = like(rateLimits.key, "signInByEmail:%");
  await guess(email, 1);
  const [first] = await getDb().select().from(rateLimits).where(byEmail);
  await guess(email, 14);
  const [last] = await getDb().select().from(rateLimits).where(byEmail);
  expect(last?.points).toBe(15);
  expect(last?.expire).toEqual(first?.expire);
  await getDb()
    .update(rateLimits)
    .set({ expire: new Date(Date.now() - 1) })
    .where(byEmail);
  await signIn(visitor, { email, password });
});

test("signing in clears the failures before it and does not count itself", async () => {
  const { email } = await makeAccount();
  await guess(email, 9);
  await signIn(visitor, { email, password });
  expect(await guess(email, 9)).not.toContain("rate_limited");
  const byAddress = eq(rateLimits.key, `signInByAddress:${visitor.address}`);
  const [row] = await getDb().select().from(rateLimits).where(byAddress);
  expect(row?.points).toBe(18);
});

test("processes share the limits: simultaneous tries through two pools count together", async () => {
  const { email } = await makeAccount();
  const { app, appUrl } = database();
  const second = connect(appUrl, { max: 8 });
  const codes: string[] = [];
  for (const pool of [app, second]) {
    useConnection(pool);
    const tries = Array.from({ length: 8 }, () => guess(email, 1));
    codes.push(...(await Promise.all(tries)).flat());
  }
  useConnection(app);
  await second.close();
  expect(codes.filter((code) => code === "wrong_credentials")).toHaveLength(10);
  expect(codes.filter((code) => code === "rate_limited")).toHaveLength(6);
});

test("registrations are limited by e-mail and by address", async () => {
  const register = (text: string) => limitRegistration(visitor, emailInput.parse(text));
  for (let count = 0; count < 5; count += 1) await register("ana@example.com");
  await expect(register(" ANA@example.com")).rejects.toMatchObject({ code: "rate_limited" });
  for (let count = 0; count < 54; count += 1) await register(`person-${count}@example.com`);
  await expect(register("last@example.com")).rejects.toMatchObject({ code: "rate_limited" });
});

test("the table of limits holds no e-mail address", async () => {
  const { email } = await makeAccount();
  await guess(email, 1);
  await limitRegistration(visitor, emailInput.parse(email));
  const rows = await getDb().select().from(rateLimits);
  expect(rows).toHaveLength(4);
  expect(rows.filter(({ key }) => key.includes("@"))).toEqual([]);
});

test("the decision on accounts names the limits that are enforced", () => {
  const decision = readFileSync(
    new URL("../../docs/decisions/040-accounts.md", import.meta.url),
    "utf8",
  );
  const { signInByEmail, signInByAddress, registrationByEmail, registrationByAddress } = LIMITS;
  const { resetByEmail, resetByAddress } = LIMITS;
  const minutes = signInByEmail.seconds / 60;
  expect(signInByAddress.seconds / 60).toBe(minutes);
  for (const { seconds } of [
    registrationByEmail,
    registrationByAddress,
    resetByEmail,
    resetByAddress,
  ]) {
    expect(seconds).toBe(3600);
  }
  expect(decision).toContain(
    `${signInByEmail.points} wrong passwords in ${minutes} minutes for an e-mail, ${signInByAddress.points} for an address`,
  );
  expect(decision).toContain(
    `${registrationByEmail.points} registrations an hour for an e-mail and ${registrationByAddress.points} for an address`,
  );
  expect(decision).toContain(
    `${resetByEmail.points} links for a new password an hour for an e-mail and ${resetByAddress.points} for an address`,
  );
});

test("windows that are over are removed, and those that last are kept", async () => {
  await limitRegistration(visitor, emailInput.parse("pruned@example.com"));
  expect(await pruneLimits()).toEqual({ removed: 0 });
  vi.useFakeTimers({
    toFake: ["Date"],
    now: Date.now() + LIMITS.registrationByEmail.seconds * 1000,
  });
  try {
    expect(await pruneLimits()).toEqual({ removed: 2 });
  } finally {
    vi.useRealTimers();
  }
});
