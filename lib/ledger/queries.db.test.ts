import { describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { commit, provesTheLedger, reference, someHold } from "#db/testing/holds";
import { useTestDatabase } from "#db/testing/test-database";
import { refundHold } from "./movements.ts";
import { listEntries } from "./queries.ts";

useTestDatabase();
provesTheLedger();

describe("a statement", () => {
  test("lists every entry with the balance after it, numbered without gaps, newest first, in bounded pages", async () => {
    const { payer, holdFor } = await someHold();
    await commit((tx) => refundHold(tx, { holdFor, key: `${holdFor}:refund`, reference }));
    const account = { kind: "wallet", owner: payer } as const;
    const all = await listEntries(getDb(), account, { limit: 10 });
    expect(
      all.map(({ seq, kind, amountCents, balanceAfterCents }) => [
        seq,
        kind,
        amountCents,
        balanceAfterCents,
      ]),
    ).toEqual([
      [3, "refund", 400, 1000],
      [2, "hold", -400, 600],
      [1, "deposit", 1000, 1000],
    ]);
    expect(
      (await listEntries(getDb(), account, { limit: 1, beforeSeq: 3 })).map(({ seq }) => seq),
    ).toEqual([2]);
    expect(
      (await listEntries(getDb(), account, { limit: 10, kinds: ["deposit"] })).map(
        ({ seq }) => seq,
      ),
    ).toEqual([1]);
    expect(new Set(all.map(({ hash }) => hash)).size).toBe(3);
  });
});
