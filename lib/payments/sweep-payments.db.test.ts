import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { getDb } from "#db/client";
import { makeClient } from "#db/testing/factories";
import { useTestBank } from "#db/testing/test-bank";
import { useTestDatabase } from "#db/testing/test-database";
import { SYSTEM } from "#lib/auth/actor";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { addFunds } from "./add-funds.ts";
import { checkPayment } from "./check-payment.ts";
import { getPayment } from "./queries.ts";
import { sendPayment } from "./send-payment.ts";
import { sweepPayments } from "./sweep-payments.ts";

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

test("the sweep sends what was never answered and asks about what is overdue, and leaves the rest alone", async () => {
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
