import { expect, test } from "vitest";
import { useTestDatabase } from "#db/testing/test-database";
import { acceptProposal } from "#lib/contracts/accept-proposal";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { fillProposals } from "./accept-proposals.ts";
import { fillLedger, fillReleases } from "./ledger-fill.ts";

const database = useTestDatabase();

/* The benchmarks fill their tables in a few statements. These follow the migrations, or nothing can be measured. */

test("the filled ledger is one that postings could have left", async () => {
  const { sql } = database().owner;
  await fillLedger(sql, 5);
  await fillReleases(sql, 2);
  const { transfers, mismatches } = await verifyLedger();
  expect({ transfers, mismatches }).toEqual({ transfers: 20, mismatches: [] });
});

test("filled proposals can be accepted", async () => {
  const accept = await fillProposals(database().owner.sql, 2);
  await accept(acceptProposal);
  await accept(acceptProposal);
  expect((await verifyLedger()).mismatches).toEqual([]);
});
