import { eq } from "drizzle-orm";
import { afterEach, describe, expect, test, vi } from "vitest";
import { getDb } from "#db/client";
import { balanceTransactions, paymentDifferences, payments, reconciliations } from "#db/schema";
import { makeDifference } from "#db/testing/differences";
import { fund, makeAdmin, makeClient, makeFreelancer } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import { SYSTEM } from "#lib/auth/actor";
import { log } from "#lib/log";
import { cents } from "#lib/money";
import { newId } from "#lib/new-id";
import { addDays, now } from "#lib/time";
import { useStandin } from "#scripts/stripe/use-standin";
import { addFunds } from "../add-funds.ts";
import { askToReconcile } from "../ask-to-reconcile.ts";
import { explainDifference } from "../explain-difference.ts";
import { currentProvider } from "../find-provider.ts";
import { reconcile } from "../reconcile.ts";
import { reportOutside } from "./outside-report.ts";
import {
  countOpenDifferences,
  listDifferences,
  listReconciliations,
  listStuckPayments,
} from "./reconciliation.ts";

useTestDatabase();
const standin = useStandin();
const PROVIDER = "stripe_test";
const NAME = "Stripe in test mode";

afterEach(async () => {
  vi.restoreAllMocks();
  await getDb().delete(paymentDifferences);
  await getDb().delete(reconciliations);
});

async function run(): Promise<void> {
  vi.spyOn(log, "error").mockImplementation(() => {});
  await askToReconcile(await makeAdmin());
  await reconcile(SYSTEM, { provider: PROVIDER });
}

describe("the admin’s page", () => {
  test("shows what is asked for and how far it is, and then what was compared", async () => {
    const admin = await makeAdmin();
    expect(await listReconciliations(admin)).toEqual([
      { provider: NAME, last: null, current: null },
    ]);
    await askToReconcile(admin);
    expect(await listReconciliations(admin)).toMatchObject([
      { last: null, current: { listed: 0, finishedAt: null } },
    ]);
    standin().balance.add({ type: "stripe_fee", amount: -30, source: null });
    await reconcile(SYSTEM, { provider: PROVIDER });
    expect(await listReconciliations(admin)).toMatchObject([
      {
        current: null,
        last: { listed: 1, compared: 1, totals: [{ currency: "EUR", ours: -30, theirs: -30 }] },
      },
    ]);
  });

  test("lists what is open page by page, and what is over apart from it", async () => {
    const admin = await makeAdmin();
    const made: number[] = [];
    for (let n = 0; n < 23; n += 1) made.push((await makeDifference()).differenceId);
    const [explained = 0, matched = 0] = made;
    await explainDifference(admin, { differenceId: explained, note: "It is right." });
    await getDb()
      .update(paymentDifferences)
      .set({ matchedAt: now() })
      .where(eq(paymentDifferences.id, matched));
    expect(await countOpenDifferences(admin)).toBe(21);
    const first = await listDifferences(admin, { isOpen: true, before: null });
    const second = await listDifferences(admin, { isOpen: true, before: first.next });
    const seen = [...first.rows, ...second.rows].map(({ differenceId }) => differenceId);
    expect(seen).toEqual(made.slice(2).reverse());
    expect(second.next).toBeNull();
    const closed = await listDifferences(admin, { isOpen: false, before: null });
    expect(closed.rows).toMatchObject([
      { differenceId: matched, note: null },
      { differenceId: explained, note: "It is right.", explainedBy: expect.any(String) },
    ]);
  });

  test("lists what is under way for too long, and nothing sooner", async () => {
    const [admin, client] = [await makeAdmin(), await makeClient()];
    const made: string[] = [];
    for (const [daysAgo, expectedIn] of [
      [0, 1],
      [3, 1],
      [3, -2],
    ] as const) {
      const input = { requestKey: newId("pay"), amountCents: 5_000, card: "checkout" };
      const { paymentId } = await addFunds(client, input);
      const createdAt = addDays(now(), -daysAgo);
      const changes = { createdAt, expectedAt: addDays(now(), expectedIn) };
      await getDb().update(payments).set(changes).where(eq(payments.id, paymentId));
      made.push(paymentId);
    }
    expect(await listStuckPayments(admin)).toMatchObject([{ paymentId: made[2] }]);
    const freelancer = await makeFreelancer();
    await fund(freelancer, 100);
    await getDb().update(payments).set({ direction: "payout" }).where(eq(payments.id, payments.id));
    expect(await listStuckPayments(admin)).toEqual([]);
    await getDb()
      .update(payments)
      .set({ createdAt: addDays(now(), -11) });
    expect(await listStuckPayments(admin)).toHaveLength(3);
  });

  test("exists for nobody else", async () => {
    const client = await makeClient();
    for (const call of [
      () => listReconciliations(client),
      () => countOpenDifferences(client),
      () => listDifferences(client, { isOpen: true, before: null }),
      () => listStuckPayments(client),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: "not_found" });
    }
  });
});

describe("what ledger:verify says of a provider", () => {
  test("is both totals, and how much has come since", async () => {
    await run();
    standin().balance.add({ type: "stripe_fee", amount: -5, source: null });
    const { totals, newCount, problems } = await reportOutside(SYSTEM, currentProvider());
    expect(totals).toMatchObject([{ currency: "EUR" }]);
    expect(totals[0]?.ours).toBe(totals[0]?.theirs);
    expect({ newCount, problems }).toEqual({ newCount: 1, problems: [] });
    await run();
    expect(await reportOutside(SYSTEM, currentProvider())).toMatchObject({ newCount: 0 });
  });

  test("names a difference until it is explained", async () => {
    const { differenceId } = await makeDifference({ provider: PROVIDER });
    const { problems } = await reportOutside(SYSTEM, currentProvider());
    expect(problems).toEqual([expect.stringMatching(/unknown_kind: ours 0, theirs 1000$/)]);
    await explainDifference(await makeAdmin(), { differenceId, note: "It is right." });
    expect(await reportOutside(SYSTEM, currentProvider())).toMatchObject({ problems: [] });
  });

  test("names what the books should have as the provider lists it, and changes nothing", async () => {
    const { id } = standin().balance.add({ type: "stripe_fee", amount: -7, source: null });
    await run();
    const isThis = eq(balanceTransactions.reference, id);
    await getDb()
      .update(balanceTransactions)
      .set({ netCents: cents(-8) })
      .where(isThis);
    await getDb()
      .update(reconciliations)
      .set({ startedAt: addDays(now(), 1) });
    const { problems } = await reportOutside(SYSTEM, currentProvider());
    expect(problems).toEqual([expect.stringContaining(id)]);
    expect(await getDb().select().from(balanceTransactions).where(isThis)).toMatchObject([
      { netCents: -8 },
    ]);
    expect(await getDb().$count(paymentDifferences)).toBe(0);
  });
});
