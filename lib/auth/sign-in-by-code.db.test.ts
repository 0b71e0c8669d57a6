import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { getDb } from "#db/client";
import { recoveryCodes, sessions, totpFactors, users } from "#db/schema";
import { makeAccount, PASSWORD as password } from "#db/testing/accounts";
import { appCode, enterPassword, switchOnTotp, VISITOR } from "#db/testing/factors";
import { useTestDatabase } from "#db/testing/test-database";
import { MINUTE_MS, setClock } from "#lib/time";
import { encodeDevice, newDevice } from "./device.ts";
import { getFactors } from "./queries.ts";
import { signIn, signInByPassword } from "./sign-in.ts";
import { signInByCode } from "./sign-in-by-code.ts";

useTestDatabase();

let at = new Date();
let restore = () => {};
beforeEach(() => {
  at = new Date();
  restore = setClock(() => at);
});
afterEach(() => restore());

const passSeconds = (seconds: number) => {
  at = new Date(at.getTime() + seconds * 1000);
};

/** Somebody with an authenticator app, half a minute after it was set up. */
async function setUp() {
  const { actor, email } = await makeAccount("client");
  const { secret, recoveryCodes: codes } = await switchOnTotp(actor);
  passSeconds(30);
  return { actor, email, secret, codes, halfWay: await enterPassword(email) };
}

test("the password alone opens no session, at the form and at next-auth's endpoint", async () => {
  const { actor, email } = await setUp();
  expect(Object.keys(await signInByPassword(VISITOR, { email, password }))).toEqual(["halfWay"]);
  await expect(signIn(VISITOR, { email, password })).rejects.toMatchObject({ code: "code_needed" });
  expect(await getDb().$count(sessions, eq(sessions.userId, actor.userId))).toBe(0);
});

test("the code that the app shows signs in, and each code once", async () => {
  const { actor, halfWay, secret } = await setUp();
  const code = appCode(secret, at);
  expect((await signInByCode(VISITOR, { halfWay, code })).userId).toBe(actor.userId);
  await expect(signInByCode(VISITOR, { halfWay, code })).rejects.toMatchObject({
    code: "code_used",
  });
  // Of an earlier half minute than the one that was used.
  const former = appCode(secret, new Date(at.getTime() - 30_000));
  await expect(signInByCode(VISITOR, { halfWay, code: former })).rejects.toMatchObject({
    code: "code_used",
  });
});

test("of the same code at the same moment, one signs in", async () => {
  const { halfWay, secret } = await setUp();
  const code = appCode(secret, at);
  const answers = await Promise.allSettled(
    Array.from({ length: 5 }, () => signInByCode(VISITOR, { halfWay, code })),
  );
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("the same form sent again gets the same session", async () => {
  const { halfWay, secret } = await setUp();
  const input = { halfWay, code: appCode(secret, at) };
  const first = await signInByCode(VISITOR, input, { requestKey: "form-0001" });
  const again = await signInByCode(VISITOR, input, { requestKey: "form-0001" });
  expect(again.sessionId).toBe(first.sessionId);
});

test.each([-30, 0, 30])("a clock that is %i seconds off is near enough", async (seconds) => {
  const { halfWay, secret } = await setUp();
  passSeconds(60);
  const code = appCode(secret, new Date(at.getTime() + seconds * 1000));
  await expect(signInByCode(VISITOR, { halfWay, code })).resolves.toBeDefined();
});

test.each([
  [-90, "slow"],
  [90, "fast"],
] as const)("a clock that is %i seconds off is told so", async (seconds, direction) => {
  const { halfWay, secret } = await setUp();
  passSeconds(120);
  const code = appCode(secret, new Date(at.getTime() + seconds * 1000));
  await expect(signInByCode(VISITOR, { halfWay, code })).rejects.toMatchObject({
    code: "code_of_other_time",
    details: { seconds: 90, direction },
    message: expect.stringContaining(`about 90 seconds ${direction}`),
  });
});

test("a recovery code signs in once, however it is typed, and nobody can read it in the database", async () => {
  const { actor, halfWay, codes } = await setUp();
  const [one = "", two = ""] = codes;
  const typed = ` ${one.toUpperCase().replace("-", " ")}`;
  await signInByCode(VISITOR, { halfWay, code: typed });
  expect(await getFactors(actor)).toMatchObject({ recoveryCodesLeft: 9 });
  for (const code of [one, "aaaaa-aaaaa"]) {
    await expect(signInByCode(VISITOR, { halfWay, code })).rejects.toMatchObject({
      code: "wrong_code",
    });
  }
  const both = [1, 2].map(() => signInByCode(VISITOR, { halfWay, code: two }));
  const answers = await Promise.allSettled(both);
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const rows = await getDb().select().from(recoveryCodes);
  const kept = JSON.stringify(rows);
  for (const code of codes) expect(kept).not.toContain(code.replace("-", ""));
});

test("another person's code is wrong here", async () => {
  const [ana, bo] = [await setUp(), await setUp()];
  for (const code of [appCode(bo.secret, at), bo.codes[0] ?? ""]) {
    await expect(signInByCode(VISITOR, { halfWay: ana.halfWay, code })).rejects.toMatchObject({
      code: "wrong_code",
    });
  }
});

test("the eleventh guess is refused without a check, but not in a browser that the owner used", async () => {
  const { actor, halfWay, secret } = await setUp();
  for (let count = 0; count < 10; count += 1) {
    await expect(signInByCode(VISITOR, { halfWay, code: "000000" })).rejects.toMatchObject({
      code: expect.stringMatching(/wrong_code|code_of_other_time/),
    });
  }
  const code = appCode(secret, at);
  await expect(signInByCode(VISITOR, { halfWay, code })).rejects.toMatchObject({
    code: "rate_limited",
  });
  const deviceToken = await encodeDevice(newDevice(actor.userId));
  await expect(signInByCode({ ...VISITOR, deviceToken }, { halfWay, code })).resolves.toBeDefined();
});

test("half way in ends after ten minutes, with another password, and when it was made up", async () => {
  const { actor, halfWay, secret } = await setUp();
  const tooLate = { code: "code_too_late" };
  for (const token of [null, "", `${halfWay.slice(0, -6)}abcdef`]) {
    const input = { halfWay: token, code: appCode(secret, at) };
    await expect(signInByCode(VISITOR, input)).rejects.toMatchObject(tooLate);
  }
  const mine = eq(users.id, actor.userId);
  await getDb().update(users).set({ passwordHash: "another" }).where(mine);
  const input = { halfWay, code: appCode(secret, at) };
  await expect(signInByCode(VISITOR, input)).rejects.toMatchObject(tooLate);
});

test("the secret of an app is sealed, and a row's is no use in another's", async () => {
  const [ana, bo] = [await setUp(), await setUp()];
  const [row] = await getDb()
    .select()
    .from(totpFactors)
    .where(eq(totpFactors.userId, ana.actor.userId));
  expect(JSON.stringify(row)).not.toContain(ana.secret);
  await getDb()
    .update(totpFactors)
    .set({ sealedSecret: row?.sealedSecret ?? "" })
    .where(eq(totpFactors.userId, bo.actor.userId));
  passSeconds(10 * (MINUTE_MS / 1000));
  const code = appCode(ana.secret, at);
  const halfWay = await enterPassword(bo.email);
  await expect(signInByCode(VISITOR, { halfWay, code })).rejects.not.toMatchObject({
    name: "DomainError",
  });
});
