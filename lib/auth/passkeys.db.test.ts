import { eq } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { getDb } from "#db/client";
import { passkeys, sessions } from "#db/schema";
import { makeAccount } from "#db/testing/accounts";
import { switchOnTotp, VISITOR } from "#db/testing/factors";
import {
  answerWith,
  givePasskey,
  makeSoftwarePasskey,
  type SoftwarePasskey,
} from "#db/testing/software-passkey";
import { useTestDatabase } from "#db/testing/test-database";
import { MINUTE_MS, now, setClock } from "#lib/time";
import { SYSTEM } from "./actor.ts";
import { addPasskey, preparePasskey } from "./add-passkey.ts";
import { askPasskey } from "./ask-passkey.ts";
import { makeChallenge } from "./passkey-challenges.ts";
import { relyingParty } from "./passkeys.ts";
import { prove } from "./prove.ts";
import { getFactors } from "./queries.ts";
import { requireRecentProof } from "./recent-proof.ts";
import { removePasskey } from "./remove-passkey.ts";
import { addPasskeyInput, signInByPasskeyInput } from "./schema.ts";
import { createSession } from "./sessions.ts";
import { signInByPasskey } from "./sign-in-by-passkey.ts";

useTestDatabase();
let restore = () => {};
afterEach(() => restore());

async function setUp() {
  const { actor } = await makeAccount("client");
  const { userId } = actor;
  return { actor, userId, prover: { ...actor, sessionId: SYSTEM } as const };
}

/** A browser sends this answer to the page for signing in. */
function enterWith(answer: string) {
  return signInByPasskey(VISITOR, signInByPasskeyInput.parse({ passkey: answer }).passkey);
}

async function add(person: Awaited<ReturnType<typeof setUp>>, answer: string): Promise<void> {
  const { passkey } = addPasskeyInput.parse({ passkey: answer });
  const made = await preparePasskey(person.prover, passkey);
  await addPasskey(person.prover, { userAgent: "Mozilla/5.0 Firefox/140" }, undefined, made);
}

const signIn = { purpose: "sign_in", userId: null } as const;
const wrong = { code: "wrong_passkey" };
const tooLate = { code: "passkey_too_late" };

test("a passkey that was added signs its person in alone, even where a code is asked for", async () => {
  const ana = await setUp();
  const passkey = makeSoftwarePasskey();
  await add(ana, await answerWith(passkey, { purpose: "add", userId: ana.userId }));
  await switchOnTotp(ana.actor);
  const { userId, sessionId } = await enterWith(await answerWith(passkey, signIn));
  expect(userId).toBe(ana.userId);
  const [session] = await getDb().select().from(sessions).where(eq(sessions.id, sessionId));
  expect(session?.userId).toBe(ana.userId);
  const { passkeys: shown } = await getFactors(ana.actor);
  expect(shown).toMatchObject([{ madeOn: "Firefox", lastUsedAt: expect.any(Date) }]);
});

test.each([
  ["of another origin", { origin: "https://evil.example" }],
  ["for another site", { rpID: "evil.example" }],
  ["without a finger, a face or a PIN", { isVerified: false }],
] as const)("a passkey %s is refused, when it is made and when it is used", async (_, lie) => {
  const ana = await setUp();
  const fresh = await answerWith(
    makeSoftwarePasskey(),
    { purpose: "add", userId: ana.userId },
    lie,
  );
  await expect(add(ana, fresh)).rejects.toMatchObject(wrong);
  const known = await givePasskey(ana.userId);
  await expect(enterWith(await answerWith(known, signIn, lie))).rejects.toMatchObject(wrong);
  expect(await getDb().$count(sessions, eq(sessions.userId, ana.userId))).toBe(0);
});

test("what was sent once is worth nothing again, and of two at the same moment one counts", async () => {
  const passkey = await givePasskey((await setUp()).userId);
  const answer = await answerWith(passkey, signIn);
  const answers = await Promise.allSettled([enterWith(answer), enterWith(answer)]);
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  await expect(enterWith(answer)).rejects.toMatchObject(tooLate);
});

test("a challenge is gone after a wrong answer too", async () => {
  const passkey = await givePasskey((await setUp()).userId);
  const challenge = await makeChallenge(signIn);
  const stranger = makeSoftwarePasskey();
  await expect(enterWith(stranger.sign(challenge))).rejects.toMatchObject(wrong);
  await expect(enterWith(passkey.sign(challenge))).rejects.toMatchObject(tooLate);
});

test("a challenge is for one purpose and one person, and for five minutes", async () => {
  const [ana, bo] = [await setUp(), await setUp()];
  const passkey = await givePasskey(ana.userId);
  const prove = await makeChallenge({ purpose: "prove", userId: ana.userId });
  await expect(enterWith(passkey.sign(prove))).rejects.toMatchObject(tooLate);
  const forBo = await answerWith(makeSoftwarePasskey(), { purpose: "add", userId: bo.userId });
  await expect(add(ana, forBo)).rejects.toMatchObject(tooLate);
  const late = await answerWith(passkey, signIn);
  const later = new Date(now().getTime() + 5 * MINUTE_MS);
  restore = setClock(() => later);
  await expect(enterWith(late)).rejects.toMatchObject(tooLate);
});

test("a signature by another key, and a counter that goes back, are refused", async () => {
  const { userId } = await setUp();
  const passkey = await givePasskey(userId);
  const stranger: SoftwarePasskey = makeSoftwarePasskey();
  const forged = JSON.parse(await answerWith(stranger, signIn));
  const borrowed = JSON.stringify({ ...forged, id: passkey.id, rawId: passkey.id });
  await expect(enterWith(borrowed)).rejects.toMatchObject(wrong);
  await enterWith(await answerWith(passkey, signIn, { counter: 7 }));
  await expect(enterWith(await answerWith(passkey, signIn, { counter: 7 }))).rejects.toMatchObject(
    wrong,
  );
  const [row] = await getDb().select().from(passkeys).where(eq(passkeys.id, passkey.id));
  expect(row?.counter).toBe(7);
});

test("it shows that its person is there, and another person's does not", async () => {
  const [ana, bo] = [await setUp(), await setUp()];
  const [own, others] = [await givePasskey(ana.userId), await givePasskey(bo.userId)];
  const open = () => getDb().transaction((tx) => createSession(tx, ana.userId, null));
  const here = { ...ana.actor, sessionId: await open() };
  const later = new Date(now().getTime() + 6 * MINUTE_MS);
  restore = setClock(() => later);
  const meant = { purpose: "prove", userId: ana.userId } as const;
  await expect(requireRecentProof(getDb(), here)).rejects.toMatchObject({
    details: { proof: "password passkey" },
  });
  await expect(prove(here, { passkey: await answerWith(others, meant) })).rejects.toMatchObject({
    ...wrong,
    details: { proof: "password passkey" },
  });
  await prove(here, { passkey: await answerWith(own, meant) });
  await requireRecentProof(getDb(), here);
});

test("removed, it signs nobody in; another person's stays, and the answer is the same", async () => {
  const [ana, bo] = [await setUp(), await setUp()];
  const passkey = await givePasskey(ana.userId);
  await removePasskey(bo.prover, { passkeyId: passkey.id });
  expect(await getDb().$count(passkeys, eq(passkeys.userId, ana.userId))).toBe(1);
  await removePasskey(ana.prover, { passkeyId: passkey.id });
  await removePasskey(ana.prover, { passkeyId: passkey.id });
  await expect(enterWith(await answerWith(passkey, signIn))).rejects.toMatchObject(wrong);
});

test("the same passkey cannot be on two accounts", async () => {
  const [ana, bo] = [await setUp(), await setUp()];
  const passkey = makeSoftwarePasskey();
  await add(ana, await answerWith(passkey, { purpose: "add", userId: ana.userId }));
  const again = await answerWith(passkey, { purpose: "add", userId: bo.userId });
  await expect(add(bo, again)).rejects.toMatchObject({ code: "passkey_known" });
});

test("who asks is known from our settings alone, and a device has to ask for its owner", async () => {
  const { actor } = await setUp();
  const visitor = { address: "198.51.100.4" };
  expect(relyingParty()).toEqual({ rpID: "localhost", origin: "http://localhost:3000" });
  expect(await askPasskey(null, { purpose: "sign_in" }, visitor)).toMatchObject({
    rpId: "localhost",
    userVerification: "required",
  });
  expect(await askPasskey(actor, { purpose: "add" }, visitor)).toMatchObject({
    rp: { id: "localhost" },
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  await expect(askPasskey(null, { purpose: "add" }, visitor)).rejects.toMatchObject({
    code: "not_signed_in",
  });
});
