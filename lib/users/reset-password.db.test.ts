import { eq } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { getDb } from "#db/client";
import { mailLinks, mails, notifications, users } from "#db/schema";
import { makeAccount, PASSWORD as password } from "#db/testing/accounts";
import { mailLink } from "#db/testing/mail-links";
import { useTestDatabase } from "#db/testing/test-database";
import { findLiveSession } from "#lib/auth/sessions";
import { signIn } from "#lib/auth/sign-in";
import { encodeSessionToken } from "#lib/auth/token";
import { newId } from "#lib/new-id";
import { MINUTE_MS, now, setClock } from "#lib/time";
import { askForReset } from "./ask-for-reset.ts";
import { pruneLinks } from "./prune-links.ts";
import { getLink } from "./queries.ts";
import { resetPassword } from "./reset-password.ts";
import { sendLink } from "./send-link.ts";

useTestDatabase();

const newPassword = "a better password";
const visitor = { address: "203.0.113.9", userAgent: null, deviceToken: null };
let resetClock = () => {};
afterEach(() => resetClock());

/** Somebody who asked for a new password. */
async function setUp() {
  const { actor, email } = await makeAccount("client");
  const token = await mailLink(actor.userId, "reset");
  return { actor, email, token, input: { token, newPassword } };
}

test("the link sets a new password, ends every session, tells of it, and signs nobody in", async () => {
  const { actor, email, input } = await setUp();
  const session = await encodeSessionToken(await signIn(visitor, { email, password }));
  await resetPassword(null, input);
  expect(await findLiveSession(session)).toBeNull();
  await expect(signIn(visitor, { email, password })).rejects.toMatchObject({
    code: "wrong_credentials",
  });
  await signIn(visitor, { email, password: newPassword });
  const told = await getDb()
    .select({ kind: notifications.kind })
    .from(notifications)
    .where(eq(notifications.userId, actor.userId));
  expect(told).toContainEqual({ kind: "password_changed" });
});

test("looking at the link uses nothing up", async () => {
  const { email, token, input } = await setUp();
  for (let count = 0; count < 3; count += 1) {
    expect(await getLink({ purpose: "reset", token }, null)).toEqual({ problem: null, email });
  }
  await resetPassword(null, input);
});

test("a used link works no second time, and neither does another of the same person", async () => {
  const { actor, email, token, input } = await setUp();
  const other = await mailLink(actor.userId, "reset");
  await resetPassword(null, input);
  for (const used of [token, other]) {
    const again = resetPassword(null, { token: used, newPassword: "yet another one" });
    await expect(again).rejects.toMatchObject({ code: "link_used" });
    const { problem } = await getLink({ purpose: "reset", token: used }, null);
    expect(problem).toContain("already been used");
  }
  await signIn(visitor, { email, password: newPassword });
});

test("used twice at the same moment, one wins", async () => {
  const { actor, email, token } = await setUp();
  const other = await mailLink(actor.userId, "reset");
  const tries = [
    { token, newPassword: "the first of them" },
    { token, newPassword: "the second of them" },
    { token: other, newPassword: "the third of them" },
  ];
  const results = await Promise.allSettled(tries.map((input) => resetPassword(null, input)));
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const result of results) {
    if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "link_used" });
  }
  const winner = tries[results.findIndex(({ status }) => status === "fulfilled")];
  await signIn(visitor, { email, password: winner?.newPassword ?? "" });
});

test("the same form sent again gets the same answer and does nothing", async () => {
  const { email, input } = await setUp();
  const requestKey = crypto.randomUUID();
  await resetPassword(null, input, { requestKey });
  const session = await encodeSessionToken(await signIn(visitor, { email, password: newPassword }));
  await resetPassword(null, input, { requestKey });
  expect(await findLiveSession(session)).not.toBeNull();
  const other = resetPassword(null, input, { requestKey: crypto.randomUUID() });
  await expect(other).rejects.toMatchObject({ code: "link_used" });
});

test("after an hour the link has expired", async () => {
  const { email, token, input } = await setUp();
  const later = new Date(now().getTime() + 60 * MINUTE_MS);
  resetClock = setClock(() => later);
  await expect(resetPassword(null, input)).rejects.toMatchObject({ code: "link_expired" });
  expect((await getLink({ purpose: "reset", token }, null)).problem).toContain("one hour");
  await signIn(visitor, { email, password });
});

test("somebody else who is signed in cannot use it, and is told nothing of its owner", async () => {
  const { actor, token, input } = await setUp();
  const { actor: bo } = await makeAccount("client");
  await expect(resetPassword(bo, input)).rejects.toMatchObject({ code: "link_of_another" });
  expect(await getLink({ purpose: "reset", token }, bo)).toMatchObject({ email: null });
  await resetPassword(actor, input);
});

test.each([
  ["nothing", ""],
  ["a guess", "a".repeat(43)],
  ["a long text", "a".repeat(5000)],
])("%s is no link", async (_, token) => {
  const guess = resetPassword(null, { token, newPassword });
  await expect(guess).rejects.toMatchObject({ code: "link_unknown" });
});

test("a link that was sent to an address which the account no longer has is worth nothing", async () => {
  const { actor, input } = await setUp();
  const email = `${newId("usr")}@example.com`;
  await getDb().update(users).set({ email }).where(eq(users.id, actor.userId));
  await expect(resetPassword(null, input)).rejects.toMatchObject({ code: "link_expired" });
});

test("only the hash of a token is kept, besides the mail that carries it", async () => {
  const { actor, token } = await setUp();
  const [link] = await getDb().select().from(mailLinks).where(eq(mailLinks.userId, actor.userId));
  expect(JSON.stringify(link)).not.toContain(token);
  expect(token).toMatch(/^[\w-]{43}$/);
});

test("a task that runs twice sends one mail, and one for nobody sends none", async () => {
  const { actor } = await makeAccount("client");
  const linkId = newId("lnk");
  await sendLink({ linkId, userId: actor.userId, purpose: "reset" });
  await sendLink({ linkId, userId: actor.userId, purpose: "reset" });
  expect(await getDb().$count(mails, eq(mails.userId, actor.userId))).toBe(1);
  await sendLink({ linkId: newId("lnk"), userId: null, purpose: "reset" });
});

test("a known and an unknown address get the same answer, and both have five mails an hour", async () => {
  const { email: known } = await makeAccount("client");
  for (const email of [known, "nobody@example.com"]) {
    for (let count = 0; count < 5; count += 1) await askForReset(visitor, { email });
    await expect(askForReset(visitor, { email })).rejects.toMatchObject({
      code: "rate_limited",
      details: { retryAfterSeconds: expect.any(Number) },
    });
  }
});

test("links that nobody can use are removed after a season", async () => {
  const { actor } = await setUp();
  expect(await pruneLinks()).toEqual({ removed: 0 });
  const later = new Date(now().getTime() + 91 * 24 * 60 * MINUTE_MS);
  resetClock = setClock(() => later);
  await pruneLinks();
  expect(await getDb().$count(mailLinks, eq(mailLinks.userId, actor.userId))).toBe(0);
});
