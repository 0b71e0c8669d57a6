import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { useTestDatabase } from "#db/testing/test-database";
import { deposit } from "#lib/ledger/movements";
import { cents } from "#lib/money";
import { newId } from "#lib/new-id";
import { getLedgerReport } from "./queries/ledger-report.ts";

useTestDatabase();

test("an admin sees the ledger recomputed", async () => {
  const movement = {
    owner: "somebody",
    amountCents: cents(100),
    key: "report",
    reference: "test:report",
  };
  await getDb().transaction((tx) => deposit(tx, movement));
  expect(await getLedgerReport({ userId: newId("usr"), role: "admin" })).toEqual({
    accounts: 2,
    transfers: 1,
    entries: 2,
    mismatches: [],
  });
});

test.each(["client", "freelancer"] as const)("for a %s it does not exist", async (role) => {
  await expect(getLedgerReport({ userId: newId("usr"), role })).rejects.toMatchObject({
    code: "not_found",
  });
});
