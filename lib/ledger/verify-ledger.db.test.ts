import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { useTestDatabase } from "#db/testing/test-database";
import { cents } from "#lib/money";
import { deposit, holdFunds } from "./movements.ts";
import { type LedgerReport, verifyLedger } from "./verify-ledger.ts";

const database = useTestDatabase();

/** A funded wallet with part of its money on hold, so that every table has rows to change. */
beforeAll(async () => {
  await getDb().transaction(async (tx) => {
    const reference = "test:ana";
    await deposit(tx, { owner: "ana", amountCents: cents(1000), key: "ana:deposit", reference });
    await holdFunds(tx, {
      payer: "ana",
      payee: { kind: "wallet", owner: "ben" },
      holdFor: "work",
      amountCents: cents(400),
      key: "ana:hold",
      reference,
    });
  });
});
afterAll(async () => expect((await verifyLedger()).mismatches).toEqual([]));

/**
 * The mismatches found after `statement`, which the database's owner runs with all triggers off, and which is undone.
 */
async function findAfter(statement: string): Promise<LedgerReport["mismatches"]> {
  const undone = await database()
    .owner.db.transaction(async (tx) => {
      await tx.execute("set local session_replication_role = replica");
      await tx.execute(statement);
      throw new Undone(await verifyLedger(tx));
    })
    .catch((error: unknown) => error);
  if (undone instanceof Undone) return undone.report.mismatches;
  throw undone;
}

class Undone extends Error {
  readonly report: LedgerReport;
  constructor(report: LedgerReport) {
    super("undone");
    this.report = report;
  }
}

const ONE = "(select id from ledger.transfers where idempotency_key = 'ana:hold')";

describe("everything that a statement prints is covered: ledger:verify finds a changed", () => {
  test.each([
    [
      "moment",
      `update ledger.transfers set occurred_at = occurred_at - interval '1 ms' where id = ${ONE}`,
    ],
    ["kind", `update ledger.transfers set kind = 'fee' where id = ${ONE}`],
    ["reference", `update ledger.transfers set reference = 'contract:other' where id = ${ONE}`],
    ["idempotency key", `update ledger.transfers set idempotency_key = 'other' where id = ${ONE}`],
    ["currency of a transfer", `update ledger.transfers set currency = 'USD' where id = ${ONE}`],
    [
      "number of a transfer",
      `update ledger.entries set transfer_id = transfer_id + 100 where transfer_id = ${ONE}`,
    ],
    [
      "amount",
      `update ledger.entries set amount = amount + 1 where transfer_id = ${ONE} and amount > 0`,
    ],
    [
      "balance after",
      "update ledger.entries set balance_after = balance_after + 1 where seq = 1 and hash is not null",
    ],
    [
      "number of an entry",
      "update ledger.entries set seq = seq + 1 where seq = 2 and hash is not null",
    ],
    [
      "currency of an entry",
      `update ledger.entries set currency = 'USD' where transfer_id = ${ONE}`,
    ],
    ["hash", "update ledger.entries set hash = sha256('') where seq = 1 and hash is not null"],
    ["owner of an account", "update ledger.accounts set owner = 'carl' where owner = 'ana'"],
    ["currency of an account", "update ledger.accounts set currency = 'USD' where owner = 'ana'"],
    ["payer of a hold", "update ledger.accounts set payer_id = payee_id where kind = 'hold'"],
    ["payee of a hold", "update ledger.accounts set payee_id = payer_id where kind = 'hold'"],
    ["balance", "update ledger.accounts set balance = balance + 1 where owner = 'ana'"],
    ["last hash", "update ledger.accounts set last_hash = sha256('') where owner = 'ana'"],
    [
      "sum held",
      "update ledger.accounts set held = held + 5, refunded = refunded + 5 where kind = 'hold'",
    ],
  ])("%s", async (_what, statement) => {
    expect(await findAfter(statement)).not.toEqual([]);
  });

  test("fee that a provider keeps and that a wallet paid", async () => {
    const kept = await findAfter(
      `update ledger.transfers set kind = 'processor_fee' where id = ${ONE}`,
    );
    expect(kept.map(({ check }) => check)).toContain(
      "fees are the operator’s, and what a provider keeps touches no wallet",
    );
  });

  test("two wallets with swapped owners", async () => {
    const exchanged = await findAfter(`do $$ begin
      update ledger.accounts set owner = 'nobody' where kind = 'wallet' and owner = 'ana';
      update ledger.accounts set owner = 'ana' where kind = 'wallet' and owner = 'ben';
      update ledger.accounts set owner = 'ben' where kind = 'wallet' and owner = 'nobody';
    end $$`);
    expect(exchanged.map(({ check }) => check)).toContain("hash chain");
  });

  test("an entry removed by hand", async () => {
    const statement = "delete from ledger.entries where seq = 1 and hash is not null";
    expect(await findAfter(statement)).not.toEqual([]);
  });
});
