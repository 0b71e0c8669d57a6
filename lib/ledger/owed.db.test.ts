import { describe, expect, test, vi } from "vitest";
import { getDb, type Tx } from "#db/client";
import { commit, provesTheLedger, reference, someHold, wallet } from "#db/testing/holds";
import { useTestDatabase } from "#db/testing/test-database";
import { cents } from "#lib/money";
import {
  adjust,
  closeWallet,
  deposit,
  holdFunds,
  refundHold,
  reinstateDeposit,
  releaseHold,
  reverseDeposit,
} from "./movements.ts";
import { getOwed } from "./queries.ts";
import { verifyLedger } from "./verify-ledger.ts";

const database = useTestDatabase();
provesTheLedger();

let people = 0;

/** Somebody with so much in the wallet. */
async function withFunds(amount: number): Promise<string> {
  people += 1;
  const owner = `owing-${people}`;
  await commit((tx) =>
    deposit(tx, { owner, amountCents: cents(amount), key: `${owner}:in`, reference }),
  );
  return owner;
}

function takeBack(owner: string, amount: number, key = `${owner}:back`) {
  return commit((tx) => reverseDeposit(tx, { owner, amountCents: cents(amount), key, reference }));
}

const owed = async (owner: string) => Number(await getOwed(getDb(), owner));
const state = async (owner: string) => [Number(await wallet(owner)), await owed(owner)];

/** Somebody with an empty wallet who owes 600. */
async function owing(): Promise<string> {
  const owner = await withFunds(400);
  await takeBack(owner, 1_000);
  return owner;
}

describe("money that is taken back", () => {
  test("leaves the wallet, and what is no longer there is owed", async () => {
    const rich = await withFunds(1_000);
    expect(await takeBack(rich, 1_000)).toEqual({
      takenCents: 1_000,
      owedCents: 0,
      isReplay: false,
    });
    expect(await state(rich)).toEqual([0, 0]);
    const spent = await withFunds(400);
    expect(await takeBack(spent, 1_000)).toEqual({
      takenCents: 400,
      owedCents: 600,
      isReplay: false,
    });
    expect(await state(spent)).toEqual([0, 600]);
  });

  test("twice under one key is taken once; with another amount or cause it is an error", async () => {
    const owner = await owing();
    expect(await takeBack(owner, 1_000)).toEqual({
      takenCents: 400,
      owedCents: 600,
      isReplay: true,
    });
    await expect(takeBack(owner, 999)).rejects.toMatchObject({ code: "idempotency_mismatch" });
    await expect(
      commit((tx) =>
        reverseDeposit(tx, {
          owner,
          amountCents: cents(1_000),
          key: `${owner}:back`,
          reference: "test:other",
        }),
      ),
    ).rejects.toMatchObject({ code: "idempotency_mismatch" });
    expect(await state(owner)).toEqual([0, 600]);
  });

  test("ten times at once under one key is taken once", async () => {
    const owner = await withFunds(400);
    const all = await Promise.all(Array.from({ length: 10 }, () => takeBack(owner, 1_000)));
    expect(all.filter(({ isReplay }) => !isReplay)).toHaveLength(1);
    expect(await state(owner)).toEqual([0, 600]);
  });

  test("is taken out of a closed wallet as well", async () => {
    const owner = await withFunds(400);
    await commit((tx) => closeWallet(tx, { owner }));
    await takeBack(owner, 1_000);
    expect(await state(owner)).toEqual([0, 600]);
  });

  test.each([0, -5])("of %d cents is refused", async (amount) => {
    const owner = await withFunds(400);
    await expect(takeBack(owner, amount)).rejects.toMatchObject({ code: "amount_out_of_range" });
  });
});

describe("what is owed", () => {
  test("is settled first by a deposit, in the same transaction", async () => {
    const owner = await owing();
    const more = { owner, amountCents: cents(500), key: `${owner}:more`, reference };
    await commit((tx) => deposit(tx, more));
    expect(await state(owner)).toEqual([0, 100]);
    expect(await commit((tx) => deposit(tx, more))).toMatchObject({ isReplay: true });
    expect(await state(owner)).toEqual([0, 100]);
    await commit((tx) => deposit(tx, { ...more, key: `${owner}:last` }));
    expect(await state(owner)).toEqual([400, 0]);
  });

  test("is settled by a release, a refund and a correction as well", async () => {
    const { payer, payee, holdFor } = await someHold();
    await takeBack(payer, 700);
    await takeBack(payee, 50);
    expect([await state(payer), await state(payee)]).toEqual([
      [0, 100],
      [0, 50],
    ]);
    const some = { holdFor, reference };
    await commit((tx) =>
      releaseHold(tx, {
        ...some,
        key: `${holdFor}:a`,
        amountCents: cents(150),
        feeCents: cents(10),
      }),
    );
    await commit((tx) => refundHold(tx, { ...some, key: `${holdFor}:b` }));
    expect([await state(payer), await state(payee)]).toEqual([
      [150, 0],
      [90, 0],
    ]);
    await takeBack(payee, 100, `${payee}:later`);
    const correction = { owner: payee, amountCents: cents(30), key: `${payee}:fix` };
    await commit((tx) => adjust(tx, { ...correction, reason: "goodwill" }));
    expect(await state(payee)).toEqual([20, 0]);
  });

  test("is settled by what comes back after a dispute that is won, also to a closed wallet", async () => {
    const owner = await owing();
    await commit((tx) => closeWallet(tx, { owner }));
    await commit((tx) =>
      reinstateDeposit(tx, {
        owner,
        amountCents: cents(1_000),
        key: `${owner}:won`,
        reference,
      }),
    );
    expect(await state(owner)).toEqual([400, 0]);
  });

  test("is named when money is asked for that is not there", async () => {
    const owner = await owing();
    await expect(
      commit((tx) =>
        holdFunds(tx, {
          payer: owner,
          payee: { kind: "wallet", owner: "somebody" },
          holdFor: `${owner}-work`,
          amountCents: cents(1),
          key: `${owner}:hold`,
          reference,
        }),
      ),
    ).rejects.toMatchObject({ code: "owes", details: { owed: "€6.00" } });
  });

  test("is exact when deposits and reversals come at once", async () => {
    const owner = await withFunds(1_000);
    const moves = Array.from({ length: 20 }, (_, index) => [
      takeBack(owner, 100, `${owner}:back:${index}`),
      commit((tx) =>
        deposit(tx, { owner, amountCents: cents(30), key: `${owner}:in:${index}`, reference }),
      ),
    ]);
    await Promise.all(moves.flat());
    expect(await state(owner)).toEqual([0, 400]);
  });
});

/** Until this statement has ended, or waits for somebody's lock. */
async function waitsForLock(statement: Promise<unknown>): Promise<void> {
  let hasEnded = false;
  void statement.then(() => {
    hasEnded = true;
  });
  await vi.waitUntil(async () => {
    const rows = await database().owner.sql`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    return hasEnded || rows.length > 0;
  });
}

describe("the database itself refuses", () => {
  const move = (kind: string, from: string, to: string, amount = 1) =>
    `select ledger.move('${kind}', 'direct:' || gen_random_uuid(), 'test', 'EUR', now(), ${from}, ${to}, ${amount})`;

  test.each([
    [
      "a repayment of somebody else",
      (o: string) => move("repayment", `'wallet', 'rich'`, `'owed', '${o}'`),
    ],
    [
      "a debt of somebody with money",
      () => move("reversal", `'owed', 'rich'`, `'external', 'outside'`),
    ],
    [
      "a debt that no wallet knows of",
      () => move("reversal", `'owed', 'nobody'`, `'external', 'outside'`),
    ],
    [
      "a debt that is written off",
      (o: string) => move("adjustment", `'platform', 'platform'`, `'owed', '${o}'`),
    ],
    [
      "a debt that pays somebody",
      (o: string) => move("adjustment", `'owed', '${o}'`, `'wallet', 'rich'`),
    ],
    [
      "a reversal to somebody else",
      () => move("reversal", `'wallet', 'rich'`, `'wallet', 'other'`),
    ],
  ])("%s", async (_what, statement) => {
    const owner = await owing();
    const { sql } = database().app;
    await commit((tx) =>
      deposit(tx, { owner: "rich", amountCents: cents(100), key: `rich:${owner}`, reference }),
    );
    await sql.unsafe(
      "select ledger.open_account('owed', 'rich', 'EUR'), ledger.open_account('owed', 'nobody', 'EUR')",
    );
    await expect(sql.unsafe(statement(owner))).rejects.toMatchObject({ code: "WH000" });
    expect(await owed(owner)).toBe(600);
  });

  test("a debt, while money comes in at the same moment", async () => {
    const owner = await owing();
    const { sql } = database().app;
    const add = (amount: number, key: string) => (tx: Tx) =>
      deposit(tx, { owner, amountCents: cents(amount), key: `${owner}:${key}`, reference });
    await commit(add(600, "settles"));
    const statement = move("reversal", `'owed', '${owner}'`, `'external', 'outside'`);
    let debt = Promise.resolve("not tried");
    await commit(async (tx) => {
      await add(50, "meanwhile")(tx);
      debt = sql.unsafe(statement).then(
        () => "recorded",
        ({ code }) => String(code),
      );
      await waitsForLock(debt);
    });
    expect(await debt).toBe("WH000");
    expect(await state(owner)).toEqual([50, 0]);
  });

  test.each([
    "update ledger.accounts set balance = 1 where kind = 'owed'",
    "update ledger.accounts set balance = -1 where kind = 'wallet'",
  ])("even to its owner: %s", async (statement) => {
    await owing();
    await expect(database().owner.sql.unsafe(statement)).rejects.toMatchObject({ code: "23514" });
  });
});

test.each([
  [
    "a debt beside money in the wallet",
    "update ledger.accounts set balance = 5 where kind = 'wallet' and owner = $1",
  ],
  [
    "a debt that its wallet has forgotten",
    "update ledger.accounts set owed_id = null where kind = 'wallet' and owner = $1",
  ],
])("ledger:verify finds %s", async (_what, statement) => {
  const owner = await owing();
  const undone = new Error("undone");
  await database()
    .owner.db.transaction(async (tx) => {
      await tx.execute(statement.replace("$1", `'${owner}'`));
      const { mismatches } = await verifyLedger(tx);
      expect(mismatches).toContainEqual(
        expect.objectContaining({ check: "who owes has an empty wallet that settles it" }),
      );
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error;
    });
});
