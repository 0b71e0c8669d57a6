import { readFileSync } from "node:fs";
import { glob } from "node:fs/promises";
import { eq } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { nameRequester, withRequestId } from "#lib/log";
import { newId } from "#lib/new-id";
import { getDb, inTransaction } from "../client.ts";
import { auditEntries, users } from "../schema.ts";
import { AUDITED, BESIDE } from "./audited-writes.ts";
import { makeAdmin } from "./factories.ts";
import { settleEverything } from "./raise-notifications.ts";
import { useTestDatabase } from "./test-database.ts";

const database = useTestDatabase();
afterEach(settleEverything);

/** Money, roles, passwords, sessions and moderation. */
const WRITES =
  /\.(?:insert|update|delete)\((?:users|sessions|totpFactors|recoveryCodes|passkeys|payments|paymentDifferences|reports|cases|caseLooks|sanctions|appeals|settingVersions)\)|"#lib\/ledger\/movements"/;

test("every file that changes an account, a session, a payment, a report or a wallet is known here", async () => {
  const found: string[] = [];
  for await (const file of glob("lib/**/*.ts")) {
    if (/\.test\.ts$/.test(file) || file.startsWith("lib/ledger/")) continue;
    if (WRITES.test(readFileSync(file, "utf8")))
      found.push(file.slice("lib/".length, -".ts".length));
  }
  expect(found.sort()).toEqual([...Object.keys(AUDITED), ...BESIDE].sort());
});

test.each(Object.entries(AUDITED))(
  "%s leaves entries that say who, from where and in which request",
  async (_, { kinds, write }) => {
    const [act, actor] = [await write(), await makeAdmin()];
    const requestId = newId("ses");
    const asked = async () => {
      nameRequester(actor.userId);
      await act();
    };
    await withRequestId(requestId, asked, { address: "198.51.100.7", userAgent: "curl/8" });
    const entries = await getDb()
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.requestId, requestId));
    expect([...new Set(entries.map(({ kind }) => kind))].sort()).toEqual(
      expect.arrayContaining([...kinds]),
    );
    for (const entry of entries) {
      expect(entry).toMatchObject({ address: "198.51.100.7", personId: expect.any(String) });
      if (entry.kind !== "signed_in") expect(entry.actorId).toBe(actor.userId);
    }
  },
);

test("a change that is undone leaves no entry", async () => {
  const requestId = newId("ses");
  const undone = withRequestId(requestId, () =>
    inTransaction(undefined, async (tx) => {
      await tx.update(users).set({ passwordHash: "another" });
      throw new Error("Undone on purpose");
    }),
  );
  await expect(undone).rejects.toThrow("Undone on purpose");
  expect(await getDb().$count(auditEntries, eq(auditEntries.requestId, requestId))).toBe(0);
});

test("nobody changes or removes an entry, not even the owner of the database", async () => {
  for (const statement of [
    "update audit_entries set address = null",
    "delete from audit_entries",
  ]) {
    await expect(database().owner.sql.unsafe(statement)).rejects.toThrow("history_is_append_only");
  }
});

test("an entry holds neither a password nor its hash", async () => {
  const rows = await getDb().select().from(auditEntries);
  expect(JSON.stringify(rows)).not.toMatch(/\$argon2|three words|four words/);
});
