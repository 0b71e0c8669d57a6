import * as argon2 from "@node-rs/argon2";
import { eq } from "drizzle-orm";
import { beforeEach, expect, test, vi } from "vitest";
import { getDb } from "#db/client";
import { sessions, termsConsents, users } from "#db/schema";
import { makeAdmin } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import { SYSTEM } from "#lib/auth/actor";
import { signIn } from "#lib/auth/sign-in";
import { noteChosen } from "#lib/chosen";
import { changeSetting } from "#lib/settings/change-setting";
import { readSettings } from "#lib/settings/read-settings";
import { createAdmin } from "./create-admin.ts";
import { registerPerson } from "./register-person.ts";

vi.mock(import("@node-rs/argon2"), { spy: true });
useTestDatabase();

const visitor = { address: "203.0.113.9", userAgent: null, deviceToken: null };
const password = "three words in a row";
const ana = { role: "freelancer", name: "Ana Lima", email: "ana@example.com", password } as const;

beforeEach(async () => {
  await getDb().delete(sessions);
  await getDb().delete(users);
  vi.clearAllMocks();
});

async function handles(): Promise<string[]> {
  const rows = await getDb().select({ handle: users.handle }).from(users);
  return rows.map(({ handle }) => handle).sort();
}

test("registers with a handle made from the name and a profile still to be set up", async () => {
  const userId = await registerPerson(visitor, { ...ana, name: "  Ana  Lima " });
  const [row] = await getDb().select().from(users);
  expect(row).toMatchObject({ id: userId, role: "freelancer", handle: "ana-lima" });
  expect(row?.onboardedAt).toBeNull();
  expect(row?.passwordHash).toMatch(/^\$argon2id\$/);
});

test("a known e-mail takes the same work, raises no error and changes nothing", async () => {
  await registerPerson(visitor, ana);
  vi.clearAllMocks();
  const other = {
    ...ana,
    role: "client",
    email: "ANA@example.com",
    password: "another one",
  } as const;
  expect(await registerPerson(visitor, other)).toBeNull();
  expect(argon2.hash).toHaveBeenCalledTimes(1);
  expect(await getDb().select().from(users)).toHaveLength(1);
  await signIn(visitor, { email: ana.email, password });
});

test("sent twice at the same moment, it registers once", async () => {
  const made = await Promise.all([registerPerson(visitor, ana), registerPerson(visitor, ana)]);
  expect(made.filter(Boolean)).toHaveLength(1);
  expect(await handles()).toEqual(["ana-lima"]);
});

test("people of the same name get different handles, even at the same time", async () => {
  const emails = [1, 2, 3, 4].map((number) => `ana${number}@example.com`);
  await Promise.all(emails.map((email) => registerPerson(visitor, { ...ana, email })));
  expect(await handles()).toEqual(["ana-lima", "ana-lima-2", "ana-lima-3", "ana-lima-4"]);
});

test("nobody can register as an admin, whatever the form says", async () => {
  const forged = Object.assign({}, ana, { role: "admin" });
  await expect(registerPerson(visitor, forged)).rejects.toThrow("Choose whether you register");
  expect(await handles()).toEqual([]);
});

test.each([
  ["a short password", { password: "too short" }],
  ["no name", { name: "   " }],
  ["no e-mail address", { email: "ana at example" }],
])("%s is refused, and nothing is saved", async (_, wrong) => {
  await expect(registerPerson(visitor, { ...ana, ...wrong })).rejects.toThrow();
  expect(await handles()).toEqual([]);
});

test("one address cannot try an e-mail over and over; the demo seed has no limits", async () => {
  const email = "often@example.com";
  for (let count = 0; count < 5; count += 1) await registerPerson(visitor, { ...ana, email });
  const refused = registerPerson(visitor, { ...ana, email });
  await expect(refused).rejects.toMatchObject({ code: "rate_limited" });
  expect(await registerPerson(SYSTEM, { ...ana, email: "seed@example.com" })).not.toBeNull();
});

test("the operator's first start makes an admin, who needs no profile", async () => {
  const userId = await createAdmin({ name: "Operator", email: "admin@example.com", password });
  const [row] = await getDb().select().from(users).where(eq(users.email, "admin@example.com"));
  expect(row).toMatchObject({ id: userId, role: "admin" });
  expect(await createAdmin({ name: "Again", email: "admin@example.com", password })).toBeNull();
});

test("where there are terms, registering takes a yes to the version that the page had, and keeps it", async () => {
  const admin = await makeAdmin();
  const write = (seen: number, text: string) =>
    changeSetting(admin, { section: "terms", seen, text, asksAgain: false });
  await write(0, "# Terms");
  await readSettings();
  try {
    const person = { ...ana, email: "terms@example.com" };
    await expect(registerPerson(visitor, person)).rejects.toMatchObject({
      code: "terms_not_agreed",
    });
    const yes = { ...person, agrees: "on", termsVersion: "1" } as const;
    await write(1, "# Other terms");
    await expect(registerPerson(visitor, yes)).rejects.toMatchObject({ code: "changed_meanwhile" });
    const userId = await registerPerson(visitor, { ...yes, termsVersion: "2" });
    expect(await getDb().select().from(termsConsents)).toMatchObject([{ userId, version: 2 }]);
  } finally {
    noteChosen(null);
  }
});
