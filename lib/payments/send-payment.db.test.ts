import { sql } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { makeClient } from "#db/testing/factories";
import { useTestBank } from "#db/testing/test-bank";
import { useTestDatabase } from "#db/testing/test-database";
import { SYSTEM } from "#lib/auth/actor";
import { startWorker } from "#lib/edge/task";
import { getBalance } from "#lib/ledger/queries";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { newId } from "#lib/new-id";
import { setClock } from "#lib/time";
import { addFunds } from "./add-funds.ts";
import { checkPayment } from "./check-payment.ts";
import { lockPayment } from "./internal/lock-payment.ts";
import { getPayment } from "./queries/wallet.ts";
import { sendPayment } from "./send-payment.ts";
import { paymentTasks } from "./tasks.ts";

const database = useTestDatabase();
const bank = useTestBank();
afterAll(async () => expect((await verifyLedger()).mismatches).toEqual([]));

const funds = { requestKey: "form-1", amountCents: "250.00", card: "card_4242" };

describe("sending a payment", () => {
  test("whose answer was lost gets the same order's answer when it is sent again", async () => {
    const client = await makeClient();
    const { paymentId } = await addFunds(client, funds);
    bank.failNext("answer_lost");
    await expect(sendPayment(SYSTEM, { paymentId })).rejects.toThrow("lost");
    expect(await getPayment(client, paymentId)).toMatchObject({ status: "created" });

    await sendPayment(SYSTEM, { paymentId });
    expect(bank.calls).toEqual(["create", "create"]);
    const orders = await getDb().execute(
      sql`select 1 from sandbox_bank_orders where payment_id = ${paymentId}`,
    );
    expect(orders).toHaveLength(1);
    expect(await getPayment(client, paymentId)).toMatchObject({ status: "pending" });
  });

  test("while the bank cannot be reached changes nothing", async () => {
    const client = await makeClient();
    const { paymentId } = await addFunds(client, funds);
    bank.failNext("unreachable");
    await expect(sendPayment(SYSTEM, { paymentId })).rejects.toThrow("cannot be reached");
    expect(await getPayment(client, paymentId)).toMatchObject({ status: "created" });
  });

  test("that has been sent does not ask the bank again", async () => {
    const { paymentId } = await addFunds(await makeClient(), funds);
    await sendPayment(SYSTEM, { paymentId });
    await sendPayment(SYSTEM, { paymentId });
    expect(bank.calls).toEqual(["create"]);
  });

  test("inside a transaction would be noticed by these tests", async () => {
    const client = await makeClient();
    const { paymentId } = await addFunds(client, funds);
    await expect(
      getDb().transaction(async (tx) => {
        await lockPayment(tx, paymentId);
        await sendPayment(SYSTEM, { paymentId });
      }),
    ).rejects.toThrow("inside a transaction");
  });

  test("that was never recorded is an error", async () => {
    const paymentId = newId("pay");
    await expect(sendPayment(SYSTEM, { paymentId })).rejects.toThrow("There is no payment");
    await expect(checkPayment(SYSTEM, { paymentId })).rejects.toThrow("There is no payment");
  });
});

describe("the worker", () => {
  test("settles a deposit by itself", { timeout: 30_000 }, async () => {
    const restore = setClock(() => new Date());
    const client = await makeClient();
    const { paymentId } = await addFunds(client, funds);
    const worker = await startWorker(database().appUrl, paymentTasks);
    try {
      await expect
        .poll(async () => (await getPayment(client, paymentId)).status, { timeout: 20_000 })
        .toBe("settled");
      const owner = client.userId;
      expect(await getBalance(getDb(), { kind: "wallet", owner })).toBe(25_000);
    } finally {
      await worker.stop();
      restore();
    }
  });
});
