import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { sessions } from "#db/schema";
import { makeAccount, PASSWORD as password } from "#db/testing/accounts";
import { useTestDatabase } from "#db/testing/test-database";
import { MINUTE_MS, now, setClock } from "#lib/time";
import { endSession } from "./end-session.ts";
import { prove } from "./prove.ts";
import { requireRecentProof } from "./recent-proof.ts";
import { createSession } from "./sessions.ts";

useTestDatabase();

/** A person who signed in `minutes` ago. */
async function setUp(minutes: number) {
  const { actor } = await makeAccount("client");
  const at = new Date(now().getTime() - minutes * MINUTE_MS);
  const restore = setClock(() => at);
  const open = () => getDb().transaction((tx) => createSession(tx, actor.userId, null));
  const sessionId = await open().finally(restore);
  return { ...actor, sessionId };
}

const require = (actor: Awaited<ReturnType<typeof setUp>>) =>
  getDb().transaction((tx) => requireRecentProof(tx, actor));

test("signing in is a proof for five minutes, and the password is one again after that", async () => {
  await require(await setUp(4.9));
  const ana = await setUp(5);
  await expect(require(ana)).rejects.toMatchObject({
    code: "proof_needed",
    details: { proof: "password" },
  });
  await prove(ana, { password });
  await require(ana);
});

test("a proof counts in the browser in which it was given, and for nobody else", async () => {
  const [ana, bo] = [await setUp(6), await setUp(6)];
  const elsewhere = { ...ana, sessionId: (await setUp(0)).sessionId };
  await prove(ana, { password });
  await expect(require(bo)).rejects.toMatchObject({ code: "proof_needed" });
  await expect(require(elsewhere)).rejects.toMatchObject({ code: "not_signed_in" });
  await expect(prove(elsewhere, { password })).rejects.toMatchObject({ code: "not_signed_in" });
});

test("an ended session proves nothing", async () => {
  const ana = await setUp(0);
  await endSession(ana, { sessionId: ana.sessionId });
  await expect(require(ana)).rejects.toMatchObject({ code: "not_signed_in" });
  await expect(prove(ana, { password })).rejects.toMatchObject({ code: "not_signed_in" });
});

test("a wrong password is no proof, and the eleventh try is refused without a check", async () => {
  const ana = await setUp(6);
  for (let count = 0; count < 10; count += 1) {
    await expect(prove(ana, { password: "a guess" })).rejects.toMatchObject({
      code: "wrong_proof",
      details: { field: "_proof_password" },
    });
  }
  await expect(prove(ana, { password })).rejects.toMatchObject({ code: "rate_limited" });
  const [row] = await getDb().select().from(sessions).where(eq(sessions.id, ana.sessionId));
  expect(row?.provedAt).toEqual(row?.createdAt);
});
