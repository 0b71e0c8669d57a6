import { beforeAll, describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { commit, provesTheLedger, reference } from "#db/testing/holds";
import { useTestDatabase } from "#db/testing/test-database";
import { cents } from "#lib/money";
import { deposit } from "./movements.ts";
import { getSharedBalance } from "./queries.ts";
import { rollUp } from "./roll-up.ts";
import { OUTSIDE } from "./schema.ts";

const database = useTestDatabase();
provesTheLedger();

/** The first deposit of all opens the outside account; the others need not wait for that one. */
beforeAll(async () => {
  await commit((tx) =>
    deposit(tx, { owner: "first", amountCents: cents(1), key: "first:in", reference }),
  );
});

describe("the outside account", () => {
  test("keeps its balance over roll-ups while older transactions are still open", async () => {
    const outside = () => getSharedBalance(getDb(), { kind: "external", owner: OUTSIDE });
    const start = await outside();
    const opened = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    const slow = commit(async (tx) => {
      await deposit(tx, { owner: "slow", amountCents: cents(7), key: "slow:in", reference });
      opened.resolve();
      await finish.promise;
    });
    await opened.promise;
    await commit((tx) =>
      deposit(tx, { owner: "quick", amountCents: cents(11), key: "quick:in", reference }),
    );
    await rollUp();
    expect(await outside()).toBe(start - 11);
    finish.resolve();
    await slow;
    expect(await outside()).toBe(start - 18);
    await rollUp();
    await rollUp();
    expect(await outside()).toBe(start - 18);
  });

  test("does not trust a checkpoint that counts another cluster’s transactions", async () => {
    const outside = () => getSharedBalance(getDb(), { kind: "external", owner: OUTSIDE });
    await rollUp();
    const before = await outside();
    await database().owner
      .sql`update ledger.accounts set rolled_up_to = '4000000000' where kind = 'external'`;
    await commit((tx) =>
      deposit(tx, { owner: "restored", amountCents: cents(13), key: "restored:in", reference }),
    );
    expect(await outside()).toBe(before - 13);
    await rollUp();
    expect(await outside()).toBe(before - 13);
  });
});
