import { eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { contracts } from "#db/schema";
import { makeClient, makeFreelancer } from "#db/testing/factories";
import { useTestBank } from "#db/testing/test-bank";
import { useTestDatabase } from "#db/testing/test-database";
import { addSettled, hire, makeHistory, makePair, resolve } from "#db/testing/wallet-life";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { cents } from "#lib/money";
import { listHistory } from "./history.ts";
import { getWallet } from "./wallet.ts";

useTestDatabase();
const bank = useTestBank();
afterAll(async () => expect((await verifyLedger()).mismatches).toEqual([]));

describe("the wallet's figures", () => {
  test("are what is available, held, moved this month and on its way", async () => {
    const { client, freelancer } = await makeHistory(bank);
    const spent = await getWallet(client);
    expect(spent).toMatchObject({
      availableCents: 302_000,
      heldCents: 124_000,
      heldContracts: 1,
      incoming: { amountCents: 7_000, count: 1 },
      outgoing: { amountCents: 0, count: 0, expectedAt: null },
    });
    expect(spent.months).toHaveLength(12);
    expect(spent.months.at(-1)).toMatchObject({ amountCents: 74_000, jobs: 1 });
    expect(spent.months.slice(0, -1).every((month) => month.amountCents === 0)).toBe(true);

    const earned = await getWallet(freelancer);
    expect(earned).toMatchObject({
      availableCents: 14_000,
      heldCents: 124_000,
      outgoing: { amountCents: 60_000, count: 1 },
    });
    expect(earned.outgoing.expectedAt).toEqual(new Date(bank.now().getTime() + 60_000));
    expect(earned.months.at(-1)).toMatchObject({ amountCents: 74_000, jobs: 1 });
  });

  test("count what a freelancer earned after the fee, and what a client spent before it", async () => {
    const pair = await makePair();
    await addSettled(bank, pair.client);
    const contractId = await hire(pair, 999);
    const terms = { feeBasisPoints: 750, feeMinimumCents: cents(50) };
    await getDb().update(contracts).set(terms).where(eq(contracts.id, contractId));
    await resolve(contractId, "release", 74);
    const [earned, spent] = [await getWallet(pair.freelancer), await getWallet(pair.client)];
    expect(earned.availableCents).toBe(925);
    expect(earned.months.at(-1)?.amountCents).toBe(925);
    expect(spent.months.at(-1)?.amountCents).toBe(999);
  });

  test("of a new person are zero", async () => {
    for (const actor of [await makeClient(), await makeFreelancer()]) {
      expect(await getWallet(actor)).toMatchObject({
        availableCents: 0,
        heldCents: 0,
        heldContracts: 0,
        incoming: { amountCents: 0, expectedAt: null },
      });
      expect((await listHistory(actor)).rows).toEqual([]);
    }
  });

  test("count a month in the person's own time zone", async () => {
    const pair = await makePair();
    await addSettled(bank, pair.client);
    const days = (new Date("2026-12-01T00:30:00Z").getTime() - bank.now().getTime()) / 1000;
    bank.passSeconds(days);
    await resolve(await hire(pair, 5_000), "release");
    const last = async (zone: string) =>
      (await getWallet(pair.freelancer, zone)).months.at(-1)?.amountCents;
    const first = async (zone: string) =>
      (await getWallet(pair.freelancer, zone)).months.at(-2)?.amountCents;
    expect([await first("UTC"), await last("UTC")]).toEqual([0, 5_000]);
    bank.passSeconds(24 * 60 * 60);
    expect([await first("America/New_York"), await last("America/New_York")]).toEqual([5_000, 0]);
  });
});
