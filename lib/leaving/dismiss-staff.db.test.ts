import { and, eq, inArray, isNull } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { auditEntries, mails, sessions, users } from "#db/schema";
import { makeClient, makeFreelancer, makeStaff } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import { type Actor, type Prover, SYSTEM } from "#lib/auth/actor";
import { createSession, isAlive } from "#lib/auth/sessions";
import { signIn } from "#lib/auth/sign-in";
import { isDomainError } from "#lib/errors";
import { nameRequester, withRequestId } from "#lib/log";
import { newId } from "#lib/new-id";
import { addDays, now } from "#lib/time";
import { appointStaff } from "#lib/users/appoint-staff";
import { changeStaffRole } from "#lib/users/change-staff-role";
import { listStaff } from "#lib/users/queries";
import { resetPassword } from "#lib/users/reset-password";
import { sendLink } from "#lib/users/send-link";
import { dismissStaff } from "./dismiss-staff.ts";

useTestDatabase();

const VISITOR = { address: "203.0.113.9", userAgent: null, deviceToken: null };
const proved = (actor: Actor): Prover => ({ ...actor, sessionId: SYSTEM });
const nameless = () => ({
  name: "Bo Lind",
  email: `${newId("usr")}@example.com`,
  role: "moderator" as const,
});
const roleOf = async ({ userId }: Pick<Actor, "userId">) =>
  (await getDb().select().from(users).where(eq(users.id, userId)))[0]?.role;

/** As in a request of this person. */
function asking<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
  return withRequestId(newId("ses"), async () => {
    nameRequester(actor.userId);
    return work();
  });
}

describe("appointing", () => {
  test("makes an account that its person opens with the link in the mail, and names the admin in the audit", async () => {
    const admin = await makeStaff("admin");
    const bo = nameless();
    const { userId } = await asking(admin, () => appointStaff(proved(admin), bo));
    await sendLink({ linkId: newId("lnk"), userId, purpose: "appointed" });
    const [mail] = await getDb().select().from(mails).where(eq(mails.userId, userId));
    expect(mail?.toAddress).toBe(bo.email);
    const newPassword = "three words in a row";
    await expect(signIn(VISITOR, { email: bo.email, password: newPassword })).rejects.toMatchObject(
      { code: "wrong_credentials" },
    );
    await resetPassword(null, { token: mail?.secret ?? "", newPassword });
    await signIn(VISITOR, { email: bo.email, password: newPassword });
    expect(await roleOf({ userId })).toBe("moderator");
    const [made] = await getDb()
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.personId, userId), eq(auditEntries.kind, "registered")));
    expect(made).toMatchObject({ actorId: admin.userId, after: { role: "moderator" } });
  });

  test("gives nobody who hires or is hired here a role to judge with", async () => {
    const admin = proved(await makeStaff("admin"));
    const ana = await makeFreelancer();
    const known = { ...nameless(), email: `${ana.userId}@example.com` };
    await expect(appointStaff(admin, known)).rejects.toMatchObject({ code: "address_known" });
    const role = { userId: ana.userId, role: "moderator" } as const;
    await expect(changeStaffRole(admin, role)).rejects.toMatchObject({ code: "not_found" });
    expect(await roleOf(ana)).toBe("freelancer");
  });
});

test("only an admin appoints, changes and dismisses; for others it does not exist", async () => {
  const moderator = await makeStaff("moderator");
  const people = [
    await makeStaff("moderator"),
    await makeStaff("accountant"),
    await makeClient(),
  ].map(proved);
  for (const person of people) {
    const { userId } = moderator;
    for (const call of [
      () => appointStaff(person, nameless()),
      () => changeStaffRole(person, { userId, role: "admin" }),
      () => dismissStaff(person, { userId }),
      () => listStaff(person),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: "not_found" });
    }
  }
  expect(await roleOf(moderator)).toBe("moderator");
});

test("nobody changes or ends their own role", async () => {
  const admin = await makeStaff("admin");
  const { userId } = admin;
  await expect(changeStaffRole(proved(admin), { userId, role: "moderator" })).rejects.toMatchObject(
    { code: "own_role" },
  );
  await expect(dismissStaff(proved(admin), { userId })).rejects.toMatchObject({ code: "own_role" });
  expect(await roleOf(admin)).toBe("admin");
});

test("of two admins who dismiss each other at the same moment, one is left", async () => {
  const [one, two] = [await makeStaff("admin"), await makeStaff("admin")];
  const outcomes = await Promise.allSettled([
    dismissStaff(proved(one), { userId: two.userId }),
    dismissStaff(proved(two), { userId: one.userId }),
  ]);
  const lost = outcomes.filter(({ status }) => status === "rejected");
  expect(lost).toMatchObject([{ reason: { code: "not_found" } }]);
  const left = and(inArray(users.id, [one.userId, two.userId]), isNull(users.leftAt));
  expect(await getDb().$count(users, left)).toBe(1);
});

test("whoever is dismissed is signed out, appears in no list, and the audit says who did it", async () => {
  const [admin, moderator] = [await makeStaff("admin"), await makeStaff("moderator")];
  const { userId } = moderator;
  await getDb().transaction((tx) => createSession(tx, userId, null));
  await asking(admin, () => dismissStaff(proved(admin), { userId }));
  expect(await getDb().$count(sessions, and(eq(sessions.userId, userId), isAlive()))).toBe(0);
  expect((await listStaff(admin)).map((one) => one.userId)).not.toContain(userId);
  const [ended] = await getDb()
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.personId, userId), eq(auditEntries.kind, "account_ended")));
  expect(ended).toMatchObject({
    actorId: admin.userId,
    before: { role: "moderator", email: `${userId}@example.com` },
  });
  await expect(dismissStaff(proved(admin), { userId })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("each of it asks an admin to show that it is them", async () => {
  const admin = await makeStaff("admin");
  const { userId } = await makeStaff("moderator");
  const sessionId = await getDb().transaction((tx) => createSession(tx, admin.userId, null));
  await getDb()
    .update(sessions)
    .set({ provedAt: addDays(now(), -1) })
    .where(eq(sessions.id, sessionId));
  const unproved = { ...admin, sessionId };
  for (const call of [
    () => appointStaff(unproved, nameless()),
    () => changeStaffRole(unproved, { userId, role: "accountant" }),
    () => dismissStaff(unproved, { userId }),
  ]) {
    const refusal = await call().then(
      () => null,
      (error: unknown) => error,
    );
    expect(isDomainError(refusal, "proof_needed")).toBe(true);
  }
  expect(await roleOf({ userId })).toBe("moderator");
});
