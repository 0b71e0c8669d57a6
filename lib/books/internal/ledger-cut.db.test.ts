import { asc } from "drizzle-orm";
import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { entries } from "#db/schema";
import { hireAndApprove } from "#db/testing/hiring";
import { useTestDatabase } from "#db/testing/test-database";
import { eachStep, takeLedgerCut } from "./ledger-cut.ts";

useTestDatabase();

test("the steps of a cut have every entry once, in the order of their key, whatever the size of a step", async () => {
  await hireAndApprove();
  const { accountId, seq } = entries;
  const all = await getDb()
    .select({ accountId, seq })
    .from(entries)
    .orderBy(asc(accountId), asc(seq));
  expect(all.length).toBeGreaterThan(5);
  const cut = await takeLedgerCut();
  for (const size of [1, 2, all.length, all.length + 1]) {
    const read = [];
    for await (const step of eachStep(cut, size)) {
      const rows = await getDb()
        .select({ accountId: step.accountId, seq: step.seq })
        .from(step)
        .orderBy(asc(step.accountId), asc(step.seq));
      expect(rows.length).toBeLessThanOrEqual(size);
      read.push(...rows);
    }
    expect(read).toEqual(all);
  }
});
