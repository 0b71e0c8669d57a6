import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { type Connection, connect } from "#db/client";
import { MIGRATION_TAGS } from "#db/migration-tags";
import { verifyLedger } from "./verify-ledger.ts";

/** The migration that hashes all chains once more, and all that came before it. */
const REHASH = MIGRATION_TAGS.findIndex((tag) => tag.endsWith("hash_what_is_printed"));

let owner: Connection;

async function run(tag: string): Promise<void> {
  const text = readFileSync(`db/migrations/${tag}.sql`, "utf8");
  await owner.sql.begin(async (sql) => {
    for (const statement of text.split("--> statement-breakpoint")) await sql.unsafe(statement);
  });
}

/** A ledger as an earlier version left it: three wallets with holds, one of them changed by hand. */
beforeAll(async () => {
  const admin = connect(inject("template").ownerUrl, { max: 1 });
  const name = `former_${randomBytes(6).toString("hex")}`;
  await admin.sql.unsafe(`create database ${name}`);
  await admin.close();
  const address = new URL(inject("template").ownerUrl);
  address.pathname = `/${name}`;
  owner = connect(address.href, { max: 2 });
  for (const tag of MIGRATION_TAGS.slice(0, REHASH)) await run(tag);
  for (const person of ["ana", "ben", "carl"]) {
    await owner.sql.unsafe(`
      select ledger.move('deposit', '${person}:1', 'test', 'EUR', '2026-01-01T10:00:00.123456Z', 'external',
        'outside', 'wallet', '${person}', 1000);
      select ledger.hold('${person}:2', 'test', 'EUR', now(), '${person}', 'wallet', '${person}-payee', '${person}-work', 400);
      select ledger.resolve('release', '${person}:3', 'test', 'EUR', now(), '${person}-work', 150);
      select ledger.resolve('refund', '${person}:4', 'test', 'EUR', now(), '${person}-work', null);`);
  }
  await owner.sql.unsafe(`
    set session_replication_role = replica;
    update ledger.entries set amount = amount + 1, balance_after = balance_after + 1
    where seq = 1 and account_id = (select id from ledger.accounts where kind = 'wallet' and owner = 'carl');
    set session_replication_role = origin;`);
});
afterAll(() => owner.close());

describe("a database that was filled before its hashes covered everything", () => {
  test("is hashed once more and adds up, but an earlier change by hand is still found", async () => {
    for (const tag of MIGRATION_TAGS.slice(REHASH)) await run(tag);
    const { mismatches, entries } = await verifyLedger(owner.db);
    expect(entries).toBe(3 * 8);
    expect(mismatches).not.toEqual([]);
    const chains = mismatches.filter(({ check }) => check === "hash chain");
    expect(chains).not.toEqual([]);
    for (const { subject } of chains) expect(subject).toContain("wallet carl");
  });

  test("accepts postings as before, on the rehashed chains", async () => {
    await owner.sql`
      select ledger.move('deposit', 'ana:5', 'test', 'EUR', now(), 'external', 'outside', 'wallet', 'ana', 7)`;
    const { mismatches } = await verifyLedger(owner.db);
    expect(mismatches.filter(({ subject }) => subject.includes("ana"))).toEqual([]);
  });

  test("refuses changes to its history, as before", async () => {
    await expect(owner.sql`update ledger.entries set hash = ''`).rejects.toMatchObject({
      code: "WH000",
      message: "history_is_append_only",
    });
    await expect(owner.sql`delete from ledger.entries`).rejects.toMatchObject({ code: "WH000" });
  });
});
