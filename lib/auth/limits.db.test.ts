import * as argon2 from "@node-rs/argon2";
import { eq, like } from "drizzle-orm";
import { beforeEach, expect, test, vi } from "vitest";
import { connect, getDb, useConnection } from "#db/client";
import { rateLimits } from "#db/schema";
import { makeAccount, PASSWORD as password } from "#db/testing/accounts";
import { useTestDatabase } from "#db/testing/test-database";
import { limitRegistration } from "./limits.ts";
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

test("after ten wrong tries an e-mail is refused unseen, known or not, from every address", async () => {
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

test("a browser that signed in before is not locked out by strangers' guesses", async () => {
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

test("the browser of one person is a stranger's for another", async () => {
  const ana = await makeAccount();
  const bo = await makeAccount();
  const { deviceToken } = await signIn(visitor, { email: bo.email, password });
  await guess(ana.email, 10);
  const asBo = signIn({ ...visitor, deviceToken }, { email: ana.email, password });
  await expect(asBo).rejects.toMatchObject({ code: "rate_limited" });
});

test("after a hundred wrong tries an address is refused, and of IPv6 its whole network", async () => {
  const { email } = await makeAccount();
  const key = "signInByAddress:2001:db8:1:2::/64";
  const expire = new Date(Date.now() + 60_000);
  await getDb().insert(rateLimits).values({ key, points: 100, expire });
  const neighbour = signIn({ ...visitor, address: "2001:db8:1:2::77" }, { email, password });
  const refusal = { code: "rate_limited", details: { retryAfter: "a minute" } };
  await expect(neighbour).rejects.toMatchObject(refusal);
  await signIn({ ...visitor, address: "2001:db8:1:3::77" }, { email, password });
});

test("a window does not grow while somebody tries on, and then begins anew", async () => {
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

test("signing in clears what failed before, and does not count itself", async () => {
  const { email } = await makeAccount();
  await guess(email, 9);
  await signIn(visitor, { email, password });
  expect(await guess(email, 9)).not.toContain("rate_limited");
  const byAddress = eq(rateLimits.key, `signInByAddress:${visitor.address}`);
  const [row] = await getDb().select().from(rateLimits).where(byAddress);
  expect(row?.points).toBe(18);
});

test("processes share them: tries at the same moment through two pools count together", async () => {
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
  const register = (email: string) => limitRegistration(visitor, email);
  for (let count = 0; count < 5; count += 1) await register("ana@example.com");
  await expect(register(" ANA@example.com")).rejects.toMatchObject({ code: "rate_limited" });
  for (let count = 0; count < 54; count += 1) await register(`person-${count}@example.com`);
  await expect(register("last@example.com")).rejects.toMatchObject({ code: "rate_limited" });
});

test("the table of limits holds no e-mail address", async () => {
  const { email } = await makeAccount();
  await guess(email, 1);
  await limitRegistration(visitor, email);
  const rows = await getDb().select().from(rateLimits);
  expect(rows).toHaveLength(4);
  expect(rows.filter(({ key }) => key.includes("@"))).toEqual([]);
});
