import { sql } from "drizzle-orm";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { getDb } from "#db/client";
import { fund, makeClient, makeFreelancer } from "#db/testing/factories";
import { useTestBank } from "#db/testing/test-bank";
import { useTestDatabase } from "#db/testing/test-database";
import { add, takeOut } from "#db/testing/wallet-life";
import { type Actor, SYSTEM } from "#lib/auth/actor";
import { startWorker, type Worker } from "#lib/edge/task";
import type { Id } from "#lib/ids";
import { getBalance } from "#lib/ledger/queries";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { log } from "#lib/log";
import { DAY_MS, HOUR_MS } from "#lib/time";
import { checkPayment } from "./check-payment.ts";
import { SANDBOX_IBANS } from "./providers/sandbox-rules.ts";
import { getPayment } from "./queries/wallet.ts";
import { paymentTasks } from "./tasks.ts";

const database = useTestDatabase();
const bank = useTestBank();
afterAll(async () => expect((await verifyLedger()).mismatches).toEqual([]));

let worker: Worker | undefined;
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
});

const available = (actor: Actor) => getBalance(getDb(), { kind: "wallet", owner: actor.userId });

/** The bank finds out that a payment it called failed has gone through. */
async function bankChangesItsMind(paymentId: Id<"pay">): Promise<void> {
  await getDb().execute(sql`
    update sandbox_bank_orders set outcome = 'settled' where payment_id = ${paymentId}`);
}

function tasksOf(paymentId: Id<"pay">) {
  return getDb().execute<{ name: string; state: string; retry_count: number; output: string }>(sql`
    select data->>'task' as name, state::text, retry_count, output::text as output from pgboss.job
    where data->'input'->>'paymentId' = ${paymentId} and state < 'completed'`);
}

test("a payment on its way says when to check it again, a settled one does not", async () => {
  const client = await makeClient();
  const payment = await add(client, 5_000);
  expect(await checkPayment(SYSTEM, payment)).toEqual(new Date(bank.now().getTime() + 2_000));
  bank.passSeconds(2);
  expect(await checkPayment(SYSTEM, payment)).toBeNull();
  expect(await checkPayment(SYSTEM, payment)).toBeNull();
});

test("a failed payment is checked again for a week, so a late settlement is found", async () => {
  const client = await makeClient();
  const payment = await add(client, 5_000, "card_0002");
  expect((await tasksOf(payment.paymentId)).map(({ name }) => name)).toContain("payments.check");
  const failedAt = bank.now().getTime();
  expect(await checkPayment(SYSTEM, payment)).toEqual(new Date(failedAt + HOUR_MS));
  bank.passSeconds((6 * DAY_MS) / 1000);
  expect(await checkPayment(SYSTEM, payment)).toEqual(new Date(failedAt + 12 * DAY_MS));
  bank.passSeconds((6 * DAY_MS) / 1000);
  expect(await checkPayment(SYSTEM, payment)).toBeNull();
});

test("a payout that was returned and then settled after all moves nothing, and its task stays as failed", async () => {
  const logged = vi.spyOn(log, "error").mockImplementation(() => {});
  const freelancer = await makeFreelancer();
  await fund(freelancer, 5_000);
  const { paymentId } = await takeOut(freelancer, 5_000, SANDBOX_IBANS.bounces);
  bank.passSeconds(60);
  await checkPayment(SYSTEM, { paymentId });
  expect(await getPayment(freelancer, paymentId)).toMatchObject({ status: "failed" });
  expect(await available(freelancer)).toBe(5_000);
  await bankChangesItsMind(paymentId);
  await database().owner.sql`update pgboss.job set start_after = now()`;
  worker = await startWorker(database().appUrl, paymentTasks);
  await vi.waitFor(
    async () =>
      expect(await tasksOf(paymentId)).toMatchObject([
        {
          name: "payments.check",
          state: "retry",
          output: expect.stringContaining("has settled, but it is recorded as failed"),
        },
      ]),
    10_000,
  );
  expect(logged).toHaveBeenCalledWith(
    expect.objectContaining({ task: "payments.check" }),
    "Task failed",
  );
  expect(await available(freelancer)).toBe(5_000);
});

test("an amount that differs at the bank stays as a failed task too", async () => {
  vi.spyOn(log, "error").mockImplementation(() => {});
  const client = await makeClient();
  const { paymentId } = await add(client, 5_000);
  await getDb().execute(sql`
    update sandbox_bank_orders set amount_cents = 9000 where payment_id = ${paymentId}`);
  await database().owner.sql`update pgboss.job set start_after = now()`;
  worker = await startWorker(database().appUrl, paymentTasks);
  await vi.waitFor(
    async () =>
      expect(await tasksOf(paymentId)).toMatchObject([
        { state: "retry", output: expect.stringContaining("is about 9000, but it is about 5000") },
      ]),
    10_000,
  );
  expect(await available(client)).toBe(0);
});
