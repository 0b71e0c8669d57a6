import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { makeAdmin, makeClient } from "#db/testing/factories";
import { useTestBank } from "#db/testing/test-bank";
import { useTestDatabase } from "#db/testing/test-database";
import {
  add,
  addSettled,
  hire,
  makeHistory,
  makePair,
  readAll,
  resolve,
  takeOut,
} from "#db/testing/wallet-life";
import { type Actor, SYSTEM } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { getBalance, listEntries } from "#lib/ledger/queries";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { checkPayment } from "../check-payment.ts";
import { NO_FILTER } from "../history-filter.ts";
import { HISTORY_KINDS, type HistoryRow } from "../history-views.ts";
import { SANDBOX_IBANS } from "../providers/sandbox-rules.ts";
import { listHistory } from "./history.ts";
import { exportHistory } from "./history-export.ts";
import { getWallet } from "./wallet.ts";

useTestDatabase();
const bank = useTestBank();
afterAll(async () => expect((await verifyLedger()).mismatches).toEqual([]));

const brief = (row: HistoryRow) => [row.kind, row.amountCents, row.balanceAfterCents];

/** The history's own entries are the ledger's, one by one, in the ledger's order. */
async function requireLedger(actor: Actor, rows: readonly HistoryRow[]): Promise<void> {
  const ledger = await listEntries(
    getDb(),
    { kind: "wallet", owner: actor.userId },
    { limit: 200 },
  );
  const own = rows.flatMap(({ entry, amountCents, balanceAfterCents, at }) =>
    entry ? [{ ...entry, amountCents, balanceAfterCents, occurredAt: at }] : [],
  );
  expect(own).toEqual(
    ledger.map(({ seq, hash, amountCents, balanceAfterCents, occurredAt }) => {
      return { seq, hash, amountCents, balanceAfterCents, occurredAt };
    }),
  );
}

describe("all transactions", () => {
  test("a client sees deposits, holds, releases, refunds and what is on its way", async () => {
    const { client } = await makeHistory(bank);
    const { rows, nextCursor } = await listHistory(client);
    expect(nextCursor).toBeNull();
    expect(rows.map(brief)).toEqual([
      ["added", null, 302_000],
      ["held", -124_000, 302_000],
      ["released", null, 426_000],
      ["refunded", 20_000, 426_000],
      ["held", -20_000, 406_000],
      ["held", -74_000, 426_000],
      ["added", null, 500_000],
      ["added", 500_000, 500_000],
    ]);
    expect(rows[0]?.payment).toMatchObject({ status: "pending", amountCents: 7_000 });
    expect(rows[6]?.payment).toMatchObject({ status: "failed" });
    expect(rows[1]).toMatchObject({
      stillHeldCents: 124_000,
      contract: { jobTitle: "Make our checkout usable", withWhom: "Ana Moreau" },
    });
    expect(rows[5]).toMatchObject({ stillHeldCents: 0 });
    await requireLedger(client, rows);
  });

  test("a freelancer sees what is held for them, earnings, and payouts, including returned ones", async () => {
    const { freelancer } = await makeHistory(bank);
    const { rows } = await listHistory(freelancer);
    expect(rows.map(brief)).toEqual([
      ["withdrawn", -60_000, 14_000],
      ["withdrawn", 10_000, 74_000],
      ["withdrawn", -10_000, 64_000],
      ["held", null, 74_000],
      ["released", 74_000, 74_000],
      ["refunded", null, 0],
      ["held", null, 0],
      ["held", null, 0],
    ]);
    expect(rows[0]?.payment).toMatchObject({ status: "pending", method: "Bank account ··4417" });
    expect(rows[3]).toMatchObject({
      stillHeldCents: 124_000,
      grossCents: 124_000,
      contract: { withWhom: "Teahouse Kyoto" },
    });
    await requireLedger(freelancer, rows);
  });

  test("is the same in pages of any size", async () => {
    const { client, freelancer } = await makeHistory(bank);
    for (const actor of [client, freelancer]) {
      const whole = await readAll(actor, 200);
      for (const limit of [1, 2, 3, 7]) expect(await readAll(actor, limit)).toEqual(whole);
    }
  });

  test("equals the ledger after any sequence of movements, even in parallel and at one moment", async () => {
    const step = fc.record({
      what: fc.constantFrom("add", "hire", "release", "refund", "withdraw", "bounce", "wait"),
      amount: fc.integer({ min: 100, max: 30_000 }),
      isParallel: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        const pair = await makePair();
        const open: Id<"ctr">[] = [];
        const first = await add(pair.client, 100_000);
        bank.passSeconds(2);
        await checkPayment(SYSTEM, first);
        const carryOut = async ({ what, amount }: (typeof steps)[number]) => {
          const contractId = what === "release" || what === "refund" ? open.shift() : undefined;
          if (what === "add") await add(pair.client, amount);
          if (what === "hire") open.push(await hire(pair, amount));
          if (what === "release" && contractId) await resolve(contractId, "release");
          if (what === "refund" && contractId) await resolve(contractId, "refund");
          if (what === "withdraw") await takeOut(pair.freelancer, amount);
          if (what === "bounce") await takeOut(pair.client, amount, SANDBOX_IBANS.bounces);
        };
        let running: Promise<unknown>[] = [];
        for (const each of steps) {
          if (each.what === "wait") bank.passSeconds(61);
          running.push(carryOut(each).catch(requireShortage));
          if (!each.isParallel) {
            await Promise.all(running);
            running = [];
          }
        }
        await Promise.all(running);
        for (const actor of [pair.client, pair.freelancer]) {
          const rows = await readAll(actor, 3);
          await requireLedger(actor, rows);
          const moved = rows.reduce((sum, row) => sum + (row.amountCents ?? 0), 0);
          expect(moved).toBe(await getBalance(getDb(), { kind: "wallet", owner: actor.userId }));
          expect((await getWallet(actor)).availableCents).toBe(moved);
        }
      }),
      { numRuns: 12 },
    );
  }, 60_000);

  test("movements within one instant each have the balance of their own place, not that instant's last", async () => {
    const pair = await makePair();
    const { client } = pair;
    await addSettled(bank, client);
    const first = await hire(pair, 100);
    await resolve(first, "release");
    const second = await hire(pair, 250);
    await resolve(second, "release");
    const { rows } = await listHistory(client);
    expect(rows.map(brief)).toEqual([
      ["released", null, 49_650],
      ["held", -250, 49_650],
      ["released", null, 49_900],
      ["held", -100, 49_900],
      ["added", 50_000, 50_000],
    ]);
    const released = { ...NO_FILTER, kind: "released" } as const;
    expect((await listHistory(client, { filter: released })).rows.map(brief)).toEqual([
      ["released", null, 49_650],
      ["released", null, 49_900],
    ]);
  });

  test("each row outside the wallet has the balance of the entry below it, whatever the clocks said", async () => {
    const pair = await makePair();
    await addSettled(bank, pair.client);
    for (const seconds of [3, -5, 2, -1, 0, 4, -7]) {
      bank.passSeconds(seconds);
      await resolve(await hire(pair, 100), "release");
    }
    const rows = await readAll(pair.client, 3);
    expect(rows).toHaveLength(15);
    for (const [index, row] of rows.entries()) {
      const below = rows.slice(index).find(({ entry }) => entry);
      expect(row.balanceAfterCents).toBe(below?.balanceAfterCents ?? 0);
    }
  });

  test("all kinds together are the whole history", async () => {
    const { client, freelancer } = await makeHistory(bank);
    for (const actor of [client, freelancer]) {
      const whole = await readAll(actor, 200);
      const parts = await Promise.all(
        HISTORY_KINDS.map(async ({ value }) => {
          const { rows } = await listHistory(actor, { filter: { ...NO_FILTER, kind: value } });
          for (const row of rows) expect(row.kind).toBe(value);
          return rows;
        }),
      );
      const ids = (rows: readonly HistoryRow[]) =>
        rows.map((row) => `${row.receiptId} ${row.entry?.seq ?? ""}`).sort();
      expect(ids(parts.flat())).toEqual(ids(whole));
    }
  });

  test("of one contract, or of one month, contains only that", async () => {
    const { client, freelancer, released } = await makeHistory(bank);
    const filter = { ...NO_FILTER, contractId: released };
    expect((await listHistory(client, { filter })).rows.map(brief)).toEqual([
      ["released", null, 426_000],
      ["held", -74_000, 426_000],
    ]);
    expect((await listHistory(freelancer, { filter })).rows).toHaveLength(2);
    expect((await listHistory(await makeClient(), { filter })).rows).toEqual([]);

    const count = async (period: string) =>
      (await listHistory(client, { filter: { ...NO_FILTER, period } })).rows.length;
    expect(await count("2026-11")).toBe(8);
    expect(await count("2026")).toBe(8);
    expect(await count("2026-10")).toBe(0);
    expect(await count("2025")).toBe(0);
  });

  test("a cursor that makes no sense starts at the beginning", async () => {
    const { client } = await makeHistory(bank);
    const { rows } = await listHistory(client);
    const beyondDates = [".999999999999999-1.", `..999999999999999-pay_${"0".repeat(26)}`];
    for (const cursor of ["", "nonsense", "'; drop table", "..", "9.9.9", ...beyondDates]) {
      expect((await listHistory(client, { cursor })).rows).toEqual(rows);
    }
  });

  test("admins have no wallet", async () => {
    const admin = await makeAdmin();
    for (const query of [listHistory, getWallet, exportHistory]) {
      await expect(query(admin)).rejects.toMatchObject({ code: "not_found" });
    }
  });
});

/** A random sequence may try to spend more than there is; only that may be refused. */
function requireShortage(error: unknown): void {
  expect(error).toMatchObject({
    code: expect.stringMatching(/^(insufficient_funds|more_than_available)$/),
  });
}
