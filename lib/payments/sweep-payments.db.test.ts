import { sql } from "drizzle-orm";
import { afterAll, expect, test, vi } from "vitest";
import { getDb } from "#db/client";
import { makeClient } from "#db/testing/factories";
import { useTestBank } from "#db/testing/test-bank";
import { useTestDatabase } from "#db/testing/test-database";
import { SYSTEM } from "#lib/auth/actor";
import { startWorker } from "#lib/edge/task";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { log } from "#lib/log";
import { addFunds } from "./add-funds.ts";
import { checkPayment } from "./check-payment.ts";
import { currentProvider, setProvider } from "./find-provider.ts";
import { getPayment } from "./queries/wallet.ts";
import { sendPayment } from "./send-payment.ts";
import { sweepPayments } from "./sweep-payments.ts";
import { paymentTasks } from "./tasks.ts";

const database = useTestDatabase();
const bank = useTestBank();
afterAll(async () => expect((await verifyLedger()).mismatches).toEqual([]));

const funds = { requestKey: "form-1", amountCents: "250.00", card: "card_4242" };

async function tasksOf(name: string): Promise<number> {
  const [row] = await getDb().execute<{ count: number }>(sql`
    select count(*)::int as count from pgboss.job
    where data->>'task' = ${name} and state = 'created'`);
  return row?.count ?? 0;
}

/** As if the worker had lost all its tasks. */
async function loseTasks(): Promise<void> {
  await database().owner.sql`delete from pgboss.job`;
}

test("the sweep sends unanswered payments, checks overdue ones, and leaves the rest alone", async () => {
  const client = await makeClient();
  const created = await addFunds(client, { ...funds, requestKey: "created" });
  const pending = await addFunds(client, { ...funds, requestKey: "pending" });
  await sendPayment(SYSTEM, pending);
  await loseTasks();
  expect(await sweepPayments(SYSTEM)).toBe(0);

  bank.passSeconds(120);
  const fresh = await addFunds(client, { ...funds, requestKey: "fresh" });
  await loseTasks();
  expect(await sweepPayments(SYSTEM)).toBe(2);
  expect([await tasksOf("payments.send"), await tasksOf("payments.check")]).toEqual([1, 1]);
  // A second sweep before the tasks ran adds none.
  await sweepPayments(SYSTEM);
  expect([await tasksOf("payments.send"), await tasksOf("payments.check")]).toEqual([1, 1]);

  await sendPayment(SYSTEM, created);
  await checkPayment(SYSTEM, pending);
  bank.passSeconds(2);
  await checkPayment(SYSTEM, created);
  expect(await getPayment(client, created.paymentId)).toMatchObject({ status: "settled" });
  expect(await getPayment(client, pending.paymentId)).toMatchObject({ status: "settled" });
  expect(await getPayment(client, fresh.paymentId)).toMatchObject({ status: "created" });
});

test("an hour without the bank costs a payment only a few tries, however often the sweep runs", async () => {
  vi.spyOn(log, "error").mockImplementation(() => {});
  const client = await makeClient();
  const payments = await Promise.all(
    ["a", "b", "c"].map((requestKey) => addFunds(client, { ...funds, requestKey })),
  );
  const tries = new Map<string, number>();
  const restore = setProvider({
    ...currentProvider(),
    createOrder: async ({ paymentId }) => {
      tries.set(paymentId, (tries.get(paymentId) ?? 0) + 1);
      throw new Error("The bank cannot be reached");
    },
  });
  const worker = await startWorker(database().appUrl, paymentTasks);
  try {
    for (let minute = 0; minute < 60; minute++) {
      bank.passSeconds(60);
      await database().owner.sql`
        update pgboss.job set start_after = start_after - interval '1 minute'`;
      await sweepPayments(SYSTEM);
      await untilNothingIsDue();
    }
  } finally {
    await worker.stop();
    restore();
  }
  for (const { paymentId } of payments) {
    // The pauses double from a second on, so an hour has room for 11 to 14 of them.
    expect(tries.get(paymentId)).toBeGreaterThanOrEqual(6);
    expect(tries.get(paymentId)).toBeLessThanOrEqual(14);
    expect(await unfinishedOf(paymentId)).toBe(1);
  }
}, 150_000);

test("one payment that cannot be swept keeps no other waiting, and the sweep fails at the end", async () => {
  vi.spyOn(log, "error").mockImplementation(() => {});
  const client = await makeClient();
  const made = await Promise.all(
    ["x", "y", "z"].map((requestKey) => addFunds(client, { ...funds, requestKey })),
  );
  await loseTasks();
  bank.passSeconds(120);
  const [broken, ...others] = made.map(({ paymentId }) => paymentId).sort();
  await refuseTasksOf(broken ?? "");
  try {
    await expect(sweepPayments(SYSTEM)).rejects.toThrow(
      /^1 of \d+ failed, the first: no such task/,
    );
  } finally {
    await database().owner.sql`drop trigger refused on pgboss.job_common`;
  }
  for (const paymentId of others) expect(await unfinishedOf(paymentId)).toBe(1);
});

async function unfinishedOf(paymentId: string): Promise<number> {
  const [row] = await getDb().execute<{ count: number }>(sql`
    select count(*)::int as count from pgboss.job
    where data->'input'->>'paymentId' = ${paymentId} and state <= 'active'`);
  return row?.count ?? 0;
}

async function untilNothingIsDue(): Promise<void> {
  await vi.waitFor(
    async () => {
      const due = await getDb().execute(sql`
        select 1 from pgboss.job where name = 'bank'
        and (state = 'active' or (state < 'active' and start_after <= now()))`);
      expect(due).toHaveLength(0);
    },
    { timeout: 10_000, interval: 50 },
  );
}

/** As if something were wrong with only one of them. */
async function refuseTasksOf(paymentId: string): Promise<void> {
  await database().owner.sql.unsafe(`
    create or replace function pgboss.refuse() returns trigger language plpgsql as $$
    begin raise exception 'no such task'; end $$;
    create trigger refused before insert on pgboss.job_common for each row
    when (new.data->'input'->>'paymentId' = '${paymentId}') execute function pgboss.refuse();`);
}
