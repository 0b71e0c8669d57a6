import { and, desc, eq, isNotNull } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { getDb } from "#db/client";
import { mailLinks, mails, notifications, passkeys, totpFactors, users } from "#db/schema";
import { makeAccount, makeUnverified, PASSWORD as password } from "#db/testing/accounts";
import { mailChange, mailUndo } from "#db/testing/mail-links";
import { useTestDatabase } from "#db/testing/test-database";
import { type Actor, SYSTEM } from "#lib/auth/actor";
import { LIMITS } from "#lib/auth/limits";
import { emailInput } from "#lib/auth/schema";
import { createSession, findLiveSession } from "#lib/auth/sessions";
import { signIn } from "#lib/auth/sign-in";
import { encodeSessionToken } from "#lib/auth/token";
import { newId } from "#lib/new-id";
import { addDays, DAY_MS, MINUTE_MS, now, setClock } from "#lib/time";
import { askForEmailChange, countEmailChange } from "./ask-for-email-change.ts";
import { changeEmail } from "./change-email.ts";
import { getLink } from "./queries.ts";
import { registerPerson } from "./register-person.ts";
import { askForEmailChangeInput } from "./schema.ts";
import { sendLink } from "./send-link.ts";
import { undoEmailChange } from "./undo-email-change.ts";

useTestDatabase();

const visitor = { address: "203.0.113.9", userAgent: null, deviceToken: null };
let resetClock = () => {};
afterEach(() => resetClock());

function inMs(ms: number): void {
  const moment = new Date(now().getTime() + ms);
  resetClock();
  resetClock = setClock(() => moment);
}

const newAddress = () => `${newId("usr")}@example.com`;
const prover = (actor: Actor) => ({ ...actor, sessionId: SYSTEM }) as const;

async function emailOf({ userId }: Actor): Promise<string | undefined> {
  const [person] = await getDb().select().from(users).where(eq(users.id, userId));
  return person?.email;
}

function lettersTo(address: string) {
  return getDb()
    .select()
    .from(mails)
    .where(eq(mails.toAddress, address))
    .orderBy(desc(mails.createdAt));
}

/** Has the letter sent that this person asked for last. */
async function send({ userId }: Actor): Promise<void> {
  const [link] = await getDb()
    .select({ id: mailLinks.id })
    .from(mailLinks)
    .where(and(eq(mailLinks.userId, userId), eq(mailLinks.purpose, "change")))
    .orderBy(desc(mailLinks.id))
    .limit(1);
  if (!link) throw new Error("Nothing was asked for");
  await sendLink({ linkId: link.id, userId, purpose: "change" });
}

test("the link in the new mailbox changes the address, and both are told", async () => {
  const { actor, email: old } = await makeAccount("client");
  const email = newAddress();
  const token = await mailChange(actor, email);
  expect(await getLink({ purpose: "change", token }, actor)).toEqual({ problem: null, email });
  expect(await emailOf(actor)).toBe(old);
  await changeEmail(null, { token });
  await signIn(visitor, { email, password });
  const former = signIn(visitor, { email: old, password });
  await expect(former).rejects.toMatchObject({ code: "wrong_credentials" });
  expect(await lettersTo(old)).toMatchObject([{ subject: expect.stringContaining("was changed") }]);
  const isTold = and(
    eq(notifications.userId, actor.userId),
    eq(notifications.kind, "email_changed"),
  );
  expect(await getDb().$count(notifications, isTold)).toBe(1);
});

test("a link is used once: not again, not twice at once, and by a form that is sent again only once", async () => {
  const { actor } = await makeAccount("client");
  const token = await mailChange(actor, newAddress());
  const requestKey = crypto.randomUUID();
  const results = await Promise.allSettled([
    changeEmail(actor, { token }, { requestKey }),
    changeEmail(null, { token }),
  ]);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  await expect(changeEmail(null, { token })).rejects.toMatchObject({ code: "link_used" });
  const isUndo = and(eq(mailLinks.userId, actor.userId), eq(mailLinks.purpose, "undo"));
  expect(await getDb().$count(mailLinks, isUndo)).toBe(1);
});

test("a link ends after an hour, by a later request, by another change, and for somebody else who is signed in", async () => {
  const { actor } = await makeAccount("client");
  const { actor: other } = await makeAccount("client");
  const first = await mailChange(actor, newAddress());
  await expect(changeEmail(other, { token: first })).rejects.toMatchObject({
    code: "link_of_another",
  });
  const second = await mailChange(actor, newAddress());
  await expect(changeEmail(null, { token: first })).rejects.toMatchObject({ code: "link_used" });
  await getDb().update(users).set({ email: newAddress() }).where(eq(users.id, actor.userId));
  await expect(changeEmail(null, { token: second })).rejects.toMatchObject({
    code: "link_expired",
  });
  const third = await mailChange(actor, newAddress());
  inMs(61 * MINUTE_MS);
  await expect(changeEmail(null, { token: third })).rejects.toMatchObject({ code: "link_expired" });
});

test("a token for one thing opens nothing else, and what was never sent opens nothing", async () => {
  const { actor } = await makeAccount("client");
  const token = await mailChange(actor, newAddress());
  const unknown = { code: "link_unknown" };
  await expect(undoEmailChange(null, { token })).rejects.toMatchObject(unknown);
  await askForEmailChange(prover(actor), { email: newAddress() });
  const [link] = await getDb()
    .select()
    .from(mailLinks)
    .where(eq(mailLinks.userId, actor.userId))
    .orderBy(desc(mailLinks.id));
  for (const made of [link?.id, link?.tokenHash, "", "x".repeat(500)]) {
    await expect(changeEmail(null, { token: made ?? "" })).rejects.toMatchObject(unknown);
  }
});

test("an address that an account has is answered alike, and its owner is told", async () => {
  const { actor } = await makeAccount("client");
  const { actor: owner, email } = await makeAccount("freelancer");
  await askForEmailChange(prover(actor), { email });
  await send(actor);
  const isWithToken = and(eq(mails.userId, actor.userId), isNotNull(mails.secret));
  expect(await getDb().$count(mails, isWithToken)).toBe(0);
  await sendLink({ linkId: newId("lnk"), userId: owner.userId, purpose: "known" });
  expect(await lettersTo(email)).toMatchObject([{ secret: null, topic: "security" }]);
});

test("of two accounts that want one address, one gets it", async () => {
  const email = newAddress();
  const people = [await makeAccount("client"), await makeAccount("freelancer")];
  const tokens = await Promise.all(people.map(({ actor }) => mailChange(actor, email)));
  const results = await Promise.allSettled(tokens.map((token) => changeEmail(null, { token })));
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(results.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { code: "email_taken" },
  });
});

test("the former address takes the account back for seven days, and nobody stays signed in", async () => {
  const { actor, email: old } = await makeAccount("client");
  const token = await mailUndo(actor, newAddress());
  const cookie = await encodeSessionToken({
    userId: actor.userId,
    sessionId: await getDb().transaction((tx) => createSession(tx, actor.userId, null)),
  });
  const thief = await mailChange(actor, newAddress());
  await changeEmail(null, { token: thief });
  inMs(6.9 * DAY_MS);
  await undoEmailChange(null, { token });
  expect(await emailOf(actor)).toBe(old);
  expect(await findLiveSession(cookie)).toBeNull();
  const signingIn = signIn(visitor, { email: old, password });
  await expect(signingIn).rejects.toMatchObject({ code: "wrong_credentials" });
  await expect(undoEmailChange(null, { token })).rejects.toMatchObject({ code: "link_used" });
});

test("after undoing, no other link of a thief changes anything", async () => {
  const { actor, email: old } = await makeAccount("client");
  const token = await mailUndo(actor, newAddress());
  const undoOfThief = await mailUndo(actor, newAddress());
  const changeOfThief = await mailChange(actor, newAddress());
  await undoEmailChange(null, { token });
  const used = { code: "link_used" };
  await expect(undoEmailChange(null, { token: undoOfThief })).rejects.toMatchObject(used);
  await expect(changeEmail(null, { token: changeOfThief })).rejects.toMatchObject(used);
  expect(await emailOf(actor)).toBe(old);
});

test("what a thief set up to sign in with goes when the change is undone, and what is older stays", async () => {
  const { actor } = await makeAccount("client");
  const { userId } = actor;
  const addPasskey = (id: string, createdAt: Date) =>
    getDb()
      .insert(passkeys)
      .values({ id, userId, publicKey: Buffer.alloc(1), counter: 0, transports: [], createdAt });
  await addPasskey("own", addDays(now(), -2));
  await addPasskey("of the thief, before", now());
  const token = await mailUndo(actor, newAddress());
  await addPasskey("of the thief, after", now());
  await getDb()
    .insert(totpFactors)
    .values({ userId, sealedSecret: "sealed", isOn: true, lastStep: 0, createdAt: now() });
  await undoEmailChange(null, { token });
  const left = await getDb()
    .select({ id: passkeys.id })
    .from(passkeys)
    .where(eq(passkeys.userId, userId));
  expect(left).toEqual([{ id: "own" }]);
  expect(await getDb().$count(totpFactors, eq(totpFactors.userId, userId))).toBe(0);
});

test("undoing ends after seven days", async () => {
  const { actor } = await makeAccount("client");
  const token = await mailUndo(actor, newAddress());
  inMs(7 * DAY_MS + MINUTE_MS);
  await expect(undoEmailChange(null, { token })).rejects.toMatchObject({ code: "undo_expired" });
  const { problem } = await getLink({ purpose: "undo", token }, null);
  expect(problem).toContain("seven days");
});

test("until then the former address is nobody else's", async () => {
  const { actor, email: old } = await makeAccount("client");
  const { actor: other } = await makeAccount("client");
  const token = await mailUndo(actor, newAddress());
  const anew = { role: "client", name: "Ida", email: old, password } as const;
  expect(await registerPerson(visitor, anew)).toBeNull();
  await askForEmailChange(prover(other), { email: old });
  await send(other);
  expect(await lettersTo(old)).toHaveLength(1);
  await undoEmailChange(null, { token });
  expect(await emailOf(actor)).toBe(old);
  const { actor: third, email } = await makeAccount("client");
  await mailUndo(third, newAddress());
  resetClock = setClock(() => addDays(new Date(), 8));
  expect(await registerPerson(visitor, { ...anew, email })).not.toBeNull();
});

test("a mistyped address is corrected, confirmed by that, and cannot undo it", async () => {
  const ida = await makeUnverified("client");
  const typo = await emailOf(ida);
  await changeEmail(null, { token: await mailChange(ida, newAddress()) });
  const [person] = await getDb().select().from(users).where(eq(users.id, ida.userId));
  expect(person?.emailVerifiedAt).toBeInstanceOf(Date);
  expect(await lettersTo(typo ?? "")).toEqual([]);
});

test("asking needs a recent proof, another address than the own, and patience", async () => {
  const { actor, email } = await makeAccount("client");
  const restore = setClock(() => addDays(new Date(), -1));
  const opened = getDb().transaction((tx) => createSession(tx, actor.userId, null));
  const sessionId = await opened.finally(restore);
  const asking = askForEmailChange({ ...actor, sessionId }, { email: newAddress() });
  await expect(asking).rejects.toMatchObject({ code: "proof_needed" });
  const own = askForEmailChange(prover(actor), { email: email.toUpperCase() });
  await expect(own).rejects.toMatchObject({ code: "email_unchanged" });
  for (let count = 0; count < LIMITS.emailChangeByPerson.points; count += 1) {
    await countEmailChange(prover(actor), emailInput.parse(newAddress()));
  }
  const once = countEmailChange(prover(actor), emailInput.parse(newAddress()));
  await expect(once).rejects.toMatchObject({ code: "rate_limited" });
});

test("a stranger's address gets at most five such mails a day, whoever asks", async () => {
  const email = emailInput.parse(newAddress());
  for (let count = 0; count < LIMITS.emailChangeByEmail.points; count += 1) {
    await countEmailChange(prover((await makeAccount("client")).actor), email);
  }
  const { actor } = await makeAccount("client");
  await expect(countEmailChange(prover(actor), email)).rejects.toMatchObject({
    code: "rate_limited",
  });
});

test.each([
  ["Ida.BERG+Work@Example.COM", "ida.berg+work@example.com"],
  ["  ida@example.com\n", "ida@example.com"],
  ["ｉｄａ＠ｅｘａｍｐｌｅ．ｃｏｍ", "ida@example.com"],
  ["o'brien@example.com", "o'brien@example.com"],
])("an address has one form: %j", (typed, kept) => {
  expect(askForEmailChangeInput.parse({ email: typed }).email).toBe(kept);
});

test.each([
  "ida@example.com\r\nBcc: all@example.com",
  "ida@example.com,bo@example.com",
  '"ida berg"@example.com',
  "<ida@example.com>",
  "Ida <ida@example.com>",
  "idä@example.com",
  "ida@exämple.com",
  "ida\u0000@example.com",
  "ida@",
  "",
  `${"a".repeat(250)}@example.com`,
])("what is no plain address is refused at its field: %j", (email) => {
  expect(askForEmailChangeInput.safeParse({ email }).success).toBe(false);
});

test("whoever registers with a known address is answered as others are, and its owner is told twice a day at most", async () => {
  const { actor, email } = await makeAccount("client");
  const anew = { role: "client", name: "Ida", email, password } as const;
  expect(await registerPerson(visitor, anew)).toBeNull();
  const tell = () => sendLink({ linkId: newId("lnk"), userId: actor.userId, purpose: "known" });
  await tell();
  await tell();
  await expect(tell()).rejects.toMatchObject({ code: "rate_limited" });
  const letters = await lettersTo(email);
  expect(letters).toHaveLength(2);
  expect(letters[0]?.body).toContain("/sign-in");
  expect(letters[0]?.body).not.toContain("token");
});
