import { describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { useTestDatabase } from "#db/testing/test-database";
import { cents } from "#lib/money";
import { deposit, holdFunds } from "./movements.ts";
import { verifyLedger } from "./verify-ledger.ts";

const database = useTestDatabase();

/** A funded wallet with part of its money on hold, so that every table has rows to attack. */
async function someHistory(name: string): Promise<void> {
  await getDb().transaction(async (tx) => {
    const reference = `test:${name}`;
    await deposit(tx, { owner: name, amountCents: cents(1000), key: `${name}:deposit`, reference });
    await holdFunds(tx, {
      payer: name,
      payee: { kind: "wallet", owner: `${name}-payee` },
      holdFor: `${name}-work`,
      amountCents: cents(400),
      key: `${name}:hold`,
      reference,
    });
  });
}

describe("the app’s role", () => {
  test.each([
    "update ledger.accounts set balance = balance + 1",
    "update ledger.accounts set closed_at = now()",
    "insert into ledger.accounts (id, kind, owner, currency) values (999, 'wallet', 'me', 'EUR')",
    "delete from ledger.accounts",
    "insert into ledger.transfers (kind, idempotency_key, request_hash, reference, currency, occurred_at) values ('deposit', 'mine', '', '', 'EUR', now())",
    "update ledger.transfers set reference = 'other'",
    "delete from ledger.transfers",
    "truncate ledger.transfers cascade",
    "insert into ledger.entries (account_id, seq, transfer_id, currency, amount) values (1, 99, 1, 'EUR', 100)",
    "update ledger.entries set amount = amount * 2",
    "delete from ledger.entries",
    "truncate ledger.entries",
    "alter table ledger.entries disable trigger all",
    "drop function ledger.post",
    "create or replace function ledger.balance(p_account_id bigint) returns bigint language sql return 0",
    "select setval('ledger.account_ids', 1)",
    "set role workhub",
  ])("may not: %s", async (statement) => {
    await someHistory("direct");
    await expect(database().app.sql.unsafe(statement)).rejects.toThrow(
      /permission denied|must be owner/,
    );
    expect((await verifyLedger()).mismatches).toEqual([]);
  });
});

describe("even the database’s owner may not", () => {
  test.each([
    "update ledger.entries set amount = amount * 2",
    "delete from ledger.entries",
    "truncate ledger.entries cascade",
    "update ledger.transfers set reference = 'other'",
    "delete from ledger.transfers",
    "truncate ledger.transfers cascade",
    "delete from ledger.accounts",
    "truncate ledger.accounts cascade",
  ])("rewrite history: %s", async (statement) => {
    await someHistory("owner");
    await expect(database().owner.sql.unsafe(statement)).rejects.toMatchObject({
      code: "WH000",
      message: "history_is_append_only",
    });
  });

  test.each([
    [
      "entries that don’t sum to zero",
      "(1, 99, 1, 'EUR', 100), (2, 99, 1, 'EUR', -99)",
      "transfer_not_balanced",
    ],
    ["a transfer with one side", "(1, 99, 1, 'EUR', 100)", "transfer_not_balanced"],
    [
      "a transfer with three sides",
      "(1, 99, 1, 'EUR', 2), (2, 98, 1, 'EUR', -1), (2, 99, 1, 'EUR', -1)",
      "transfer_not_balanced",
    ],
    [
      "halves of two transfers",
      "(1, 99, 1, 'EUR', 1), (2, 99, 2, 'EUR', -1)",
      "transfer_not_balanced",
    ],
    [
      "sides in two currencies",
      "(1, 99, 1, 'EUR', 1), (2, 99, 1, 'USD', -1)",
      "entry_without_account",
    ],
    ["an amount of zero", "(1, 99, 1, 'EUR', 0), (2, 99, 1, 'EUR', 0)", "entries_amount"],
    [
      "an entry in another currency",
      "(1, 99, 1, 'USD', 1), (2, 99, 1, 'USD', -1)",
      "entry_without_account",
    ],
    [
      "a number used before",
      "(1, 1, 1, 'EUR', 1), (2, 99, 1, 'EUR', -1)",
      "entries_account_id_seq_pk",
    ],
    [
      "an entry of no transfer",
      "(1, 99, 123456, 'EUR', 1), (2, 99, 123456, 'EUR', -1)",
      "entry_without_transfer",
    ],
    ["half a cent", "(1, 99, 1, 'EUR', '0.5'), (2, 99, 1, 'EUR', '-0.5')", "invalid input syntax"],
  ])("insert %s", async (_what, rows, refusal) => {
    await someHistory("owner");
    const insert = `insert into ledger.entries (account_id, seq, transfer_id, currency, amount) values ${rows}`;
    await expect(database().owner.sql.unsafe(insert)).rejects.toThrow(refusal);
  });

  test.each([
    [
      "a wallet below zero",
      "update ledger.accounts set balance = -1 where kind = 'wallet'",
      "accounts_floor",
    ],
    [
      "a hold that gave out more than it held",
      "update ledger.accounts set balance = balance - held - 1, released = held + 1 where kind = 'hold'",
      "accounts_floor",
    ],
    [
      "the same idempotency key twice",
      "insert into ledger.transfers (kind, idempotency_key, request_hash, reference, currency, occurred_at) select kind, idempotency_key, request_hash, reference, currency, occurred_at from ledger.transfers",
      "transfers_idempotency_key",
    ],
    [
      "two wallets of one person",
      "insert into ledger.accounts (id, kind, owner, currency) select id + 5000, kind, owner, currency from ledger.accounts",
      "accounts_owner",
    ],
  ])("store %s", async (_what, statement, refusal) => {
    await someHistory("owner");
    await expect(database().owner.sql.unsafe(statement)).rejects.toThrow(refusal);
  });
});

describe("ledger.post", () => {
  const post = (
    kind: string,
    key: string,
    from: string,
    to: string,
    amount: string,
    currency = "EUR",
  ) =>
    database().owner.sql.unsafe(
      `select ledger.post('${kind}', '${key}', 'test', '${currency}', now(), ${from}, ${to}, ${amount})`,
    );
  const idOf = async (kind: string, owner: string) => {
    const [row] = await database().app
      .sql`select id from ledger.accounts where kind = ${kind} and owner = ${owner}`;
    return String(row?.id);
  };

  test("is out of reach for the app’s role, which knows accounts only by their owner", async () => {
    await someHistory("reach");
    await expect(
      database().app
        .sql`select ledger.post('deposit', 'x', 'test', 'EUR', now(), 4611686018427387904, 1, 5)`,
    ).rejects.toThrow("permission denied");
  });

  test("refuses an amount below one, another currency, one account on both sides and an unknown account", async () => {
    await someHistory("post");
    const [wallet, outside] = [await idOf("wallet", "post"), await idOf("external", "outside")];
    await expect(post("deposit", "a", outside, wallet, "0")).rejects.toThrow("transfer_shape");
    await expect(post("deposit", "b", outside, wallet, "-5")).rejects.toThrow("transfer_shape");
    await expect(post("deposit", "c", outside, wallet, "5", "USD")).rejects.toThrow(
      "currency_mismatch",
    );
    await expect(post("deposit", "d", wallet, wallet, "5")).rejects.toThrow("transfer_shape");
    await expect(post("deposit", "e", outside, "999999", "5")).rejects.toThrow("account_not_found");
    await expect(post("deposit", "f", "4611686018427399999", wallet, "5")).rejects.toThrow(
      "account_not_found",
    );
    await expect(post("gift", "g", outside, wallet, "5")).rejects.toThrow("transfer_kind");
  });

  test("refuses a transfer that does not go the way of its kind", async () => {
    await someHistory("shape");
    const [wallet, payee] = [await idOf("wallet", "shape"), await idOf("wallet", "shape-payee")];
    const [hold, outside] = [await idOf("hold", "shape-work"), await idOf("external", "outside")];
    await expect(post("release", "a", wallet, payee, "5")).rejects.toThrow("transfer_shape");
    await expect(post("payout", "b", wallet, outside, "5")).rejects.toThrow("transfer_shape");
    await expect(post("payout", "c", hold, outside, "5")).rejects.toThrow("transfer_shape");
    await expect(post("deposit", "d", wallet, outside, "5")).rejects.toThrow("transfer_shape");
    await expect(post("hold", "e", wallet, hold, "5")).rejects.toThrow("hold_exists");
  });

  test("refuses a fee on anything but a release, and one that leaves nothing for the payee", async () => {
    await someHistory("fees");
    const [hold, payee] = [await idOf("hold", "fees-work"), await idOf("wallet", "fees-payee")];
    const [wallet, outside] = [await idOf("wallet", "fees"), await idOf("external", "outside")];
    for (const fee of ["-1", "5", "6"]) {
      await expect(post("release", `of ${fee}`, hold, payee, `5, ${fee}`)).rejects.toThrow();
    }
    await expect(post("refund", "back", hold, wallet, "5, 1")).rejects.toThrow("transfer_shape");
    await expect(post("deposit", "in", outside, wallet, "5, 1")).rejects.toThrow("transfer_shape");
    const { db, sql } = database().owner;
    expect((await verifyLedger(db)).mismatches).toEqual([]);
    await sql.unsafe(
      `select ledger.post('release', 'paid', 'test', 'EUR', now(), ${hold}, ${payee}, 5, 1)`,
    );
    expect((await verifyLedger(db)).mismatches).toEqual([]);
    const again = `select ledger.post('release', 'paid', 'test', 'EUR', now(), ${hold}, ${payee}, 5, 2)`;
    await expect(sql.unsafe(again)).rejects.toThrow("idempotency_mismatch");
  });

  test("refuses to release a hold to anyone but its payee, or to refund it to anyone but its payer", async () => {
    await someHistory("terms");
    const [hold, payer] = [await idOf("hold", "terms-work"), await idOf("wallet", "terms")];
    const payee = await idOf("wallet", "terms-payee");
    await expect(post("release", "to-payer", hold, payer, "5")).rejects.toThrow("transfer_shape");
    await expect(post("refund", "to-payee", hold, payee, "5")).rejects.toThrow("transfer_shape");
  });
});
