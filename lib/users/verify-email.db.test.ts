import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { mailLinks, users } from "#db/schema";
import { makeAccount, makeUnverified } from "#db/testing/accounts";
import { mailLink } from "#db/testing/mail-links";
import { useTestDatabase } from "#db/testing/test-database";
import type { Actor } from "#lib/auth/actor";
import { limitVerification } from "#lib/auth/limits";
import { findLiveSession } from "#lib/auth/sessions";
import { signIn } from "#lib/auth/sign-in";
import { encodeSessionToken } from "#lib/auth/token";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import { askForVerification } from "./ask-for-verification.ts";
import { registerPerson } from "./register-person.ts";
import { resetPassword } from "./reset-password.ts";
import { sendLinkTask } from "./schema.ts";
import { sendLink } from "./send-link.ts";
import { verifyEmail } from "./verify-email.ts";

useTestDatabase();

const password = "three words in a row";
const visitor = { address: "203.0.113.9", userAgent: null, deviceToken: null };

async function verifiedAt({ userId }: Pick<Actor, "userId">): Promise<Date | null | undefined> {
  const [person] = await getDb().select().from(users).where(eq(users.id, userId));
  return person?.emailVerifiedAt;
}

/** The links that the worker is asked to send to this person. */
async function asked(userId: Id<"usr">): Promise<unknown[]> {
  return getDb().execute(sql`
    select distinct data->'input'->>'linkId' as link, data->'input'->>'purpose' as purpose from pgboss.job
    where name = ${sendLinkTask.lane} and data->'input'->>'userId' = ${userId}`);
}

test("whoever registers is sent a link, and is signed in unverified until it is used", async () => {
  const email = `${newId("usr")}@example.com`;
  const userId = await registerPerson(visitor, { role: "client", name: "Ida", email, password });
  if (!userId) throw new Error("Nobody registered");
  expect(await asked(userId)).toMatchObject([{ purpose: "verify" }]);
  const cookie = await encodeSessionToken(await signIn(visitor, { email, password }));
  expect(await findLiveSession(cookie)).toMatchObject({ isVerified: false });
  await verifyEmail(null, { token: await mailLink(userId, "verify") });
  expect(await findLiveSession(cookie)).toMatchObject({ isVerified: true });
});

test("of two at the same moment one wins, and a used link works no second time", async () => {
  const ida = await makeUnverified("client");
  const token = await mailLink(ida.userId, "verify");
  const results = await Promise.allSettled([
    verifyEmail(null, { token }),
    verifyEmail(ida, { token }),
  ]);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  await expect(verifyEmail(ida, { token })).rejects.toMatchObject({ code: "link_used" });
  expect(await verifiedAt(ida)).toBeInstanceOf(Date);
});

test("somebody else who is signed in cannot confirm an address", async () => {
  const ida = await makeUnverified("client");
  const { actor: bo } = await makeAccount();
  const token = await mailLink(ida.userId, "verify");
  await expect(verifyEmail(bo, { token })).rejects.toMatchObject({ code: "link_of_another" });
  expect(await verifiedAt(ida)).toBeNull();
});

test("a link for one thing opens nothing else", async () => {
  const ida = await makeUnverified("client");
  const verify = await mailLink(ida.userId, "verify");
  const reset = await mailLink(ida.userId, "reset");
  const unknown = { code: "link_unknown" };
  await expect(verifyEmail(ida, { token: reset })).rejects.toMatchObject(unknown);
  const set = resetPassword(ida, { token: verify, newPassword: password });
  await expect(set).rejects.toMatchObject(unknown);
});

test("a link for a new password shows as well that the address is theirs", async () => {
  const ida = await makeUnverified("client");
  const token = await mailLink(ida.userId, "reset");
  await resetPassword(null, { token, newPassword: password });
  expect(await verifiedAt(ida)).toBeInstanceOf(Date);
});

test("the mail can be asked for again five times an hour, and not once it is confirmed", async () => {
  const ida = await makeUnverified("client");
  const requestKey = crypto.randomUUID();
  await askForVerification(ida, { requestKey });
  await askForVerification(ida, { requestKey });
  expect(await asked(ida.userId)).toHaveLength(1);
  for (let count = 0; count < 5; count += 1) await limitVerification(ida.userId);
  await expect(limitVerification(ida.userId)).rejects.toMatchObject({ code: "rate_limited" });
  const { actor: bo } = await makeAccount();
  await sendLink({ linkId: newId("lnk"), userId: bo.userId, purpose: "verify" });
  expect(await getDb().$count(mailLinks, eq(mailLinks.userId, bo.userId))).toBe(0);
});
