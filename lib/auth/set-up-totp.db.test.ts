import { afterEach, beforeEach, expect, test } from "vitest";
import { getDb } from "#db/client";
import { makeAccount } from "#db/testing/accounts";
import { appCode, enterPassword, switchOnTotp, VISITOR } from "#db/testing/factors";
import { useTestDatabase } from "#db/testing/test-database";
import { SYSTEM } from "#lib/auth/actor";
import { MINUTE_MS, now, setClock } from "#lib/time";
import { prove } from "./prove.ts";
import { getFactors, getTotpSetUp } from "./queries.ts";
import { requireRecentProof } from "./recent-proof.ts";
import { createSession } from "./sessions.ts";
import { beginTotp, confirmTotp, removeTotp, renewRecoveryCodes } from "./set-up-totp.ts";
import { signInByPassword } from "./sign-in.ts";
import { signInByCode } from "./sign-in-by-code.ts";

useTestDatabase();

let at = new Date();
let restore = () => {};
beforeEach(() => {
  at = new Date();
  restore = setClock(() => at);
});
afterEach(() => restore());

async function setUp() {
  const { actor, email } = await makeAccount("client");
  return { actor, email, prover: { ...actor, sessionId: SYSTEM } as const };
}

test("nothing is asked for before a code has shown that the app has the secret", async () => {
  const { actor, email, prover } = await setUp();
  await expect(confirmTotp(prover, { code: "123456" })).rejects.toMatchObject({
    code: "factor_unknown",
  });
  await beginTotp(prover);
  await expect(confirmTotp(prover, { code: "000000" })).rejects.toMatchObject({
    code: expect.stringMatching(/wrong_code|code_of_other_time/),
  });
  expect(await getFactors(actor)).toEqual({
    authenticatorSince: null,
    recoveryCodesLeft: 0,
    passkeys: [],
  });
  const password = "three words in a row";
  expect(await signInByPassword(VISITOR, { email, password })).toHaveProperty("sessionId");
});

test("ten different recovery codes are answered once, and the secret is not shown any more", async () => {
  const { actor, prover } = await setUp();
  const { recoveryCodes } = await switchOnTotp(actor);
  expect(new Set(recoveryCodes).size).toBe(10);
  for (const code of recoveryCodes) expect(code).toMatch(/^[a-z2-9]{5}-[a-z2-9]{5}$/);
  expect(await getTotpSetUp(actor)).toBeNull();
  await expect(beginTotp(prover)).rejects.toMatchObject({ code: "factor_known" });
});

test("new codes make the former void", async () => {
  const { actor, email, prover } = await setUp();
  const former = await switchOnTotp(actor);
  const fresh = await renewRecoveryCodes(prover);
  const halfWay = await enterPassword(email);
  const code = former.recoveryCodes[0] ?? "";
  await expect(signInByCode(VISITOR, { halfWay, code })).rejects.toMatchObject({
    code: "wrong_code",
  });
  await signInByCode(VISITOR, { halfWay, code: fresh[0] ?? "" });
});

test("switched off, the password is enough again, and no code is left", async () => {
  const { actor, email, prover } = await setUp();
  await switchOnTotp(actor);
  await removeTotp(prover);
  await removeTotp(prover);
  expect(await getFactors(actor)).toEqual({
    authenticatorSince: null,
    recoveryCodesLeft: 0,
    passkeys: [],
  });
  const password = "three words in a row";
  expect(await signInByPassword(VISITOR, { email, password })).toHaveProperty("sessionId");
});

test("setting up, switching off and new codes ask for a recent proof, which a code of the app is", async () => {
  const { actor } = await setUp();
  const { secret } = await switchOnTotp(actor);
  const open = () => getDb().transaction((tx) => createSession(tx, actor.userId, null));
  const here = { ...actor, sessionId: await open() };
  at = new Date(at.getTime() + 6 * MINUTE_MS);
  const needed = { code: "proof_needed", details: { proof: "password code" } };
  for (const step of [
    () => beginTotp(here),
    () => confirmTotp(here, { code: "000000" }),
    () => renewRecoveryCodes(here),
    () => removeTotp(here),
  ]) {
    await expect(step()).rejects.toMatchObject(needed);
  }
  await expect(prove(here, { code: "000000" })).rejects.toMatchObject({
    details: { field: "_proof_code", proof: "password code" },
  });
  const code = appCode(secret, now());
  await prove(here, { code });
  await expect(prove(here, { code })).rejects.toMatchObject({ code: "code_used" });
  await getDb().transaction((tx) => requireRecentProof(tx, here));
  await removeTotp(here);
});
