import { sql } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { makeAdmin, makeClient, makeFreelancer } from "#db/testing/factories";
import { useTestBank } from "#db/testing/test-bank";
import { useTestDatabase } from "#db/testing/test-database";
import { type Actor, SYSTEM } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { getBalance } from "#lib/ledger/queries";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { addFunds } from "./add-funds.ts";
import { checkPayment } from "./check-payment.ts";
import { getPayment } from "./queries/wallet.ts";
import { sendPayment } from "./send-payment.ts";

useTestDatabase();
const bank = useTestBank();
afterAll(async () => expect((await verifyLedger()).mismatches).toEqual([]));

const funds = { requestKey: "form-1", amountCents: "250.00", card: "card_4242" };
const available = (actor: Actor) => getBalance(getDb(), { kind: "wallet", owner: actor.userId });

async function waitingTasks(paymentId: Id<"pay">): Promise<{ task: string; startAfter: Date }[]> {
  const rows = await getDb().execute<{ task: string; start_after: string }>(sql`
    select data->>'task' as task, start_after from pgboss.job
    where data->'input'->>'paymentId' = ${paymentId} and state = 'created' order by start_after`);
  return rows.map((row) => ({ task: row.task, startAfter: new Date(row.start_after) }));
}

describe("adding funds", () => {
  test("adds nothing to the wallet until the bank has settled it", async () => {
    const client = await makeClient();
    const { paymentId } = await addFunds(client, funds);
    expect(await getPayment(client, paymentId)).toMatchObject({
      direction: "deposit",
      status: "created",
      amountCents: 25_000,
      method: "Card ··4242",
      expectedAt: null,
    });

    await sendPayment(SYSTEM, { paymentId });
    expect(await getPayment(client, paymentId)).toMatchObject({
      status: "pending",
      expectedAt: new Date(bank.now().getTime() + 2_000),
    });
    await checkPayment(SYSTEM, { paymentId });
    expect(await available(client)).toBe(0);

    bank.passSeconds(2);
    await checkPayment(SYSTEM, { paymentId });
    expect(await available(client)).toBe(25_000);
    expect(await getPayment(client, paymentId)).toMatchObject({
      status: "settled",
      finishedAt: bank.now(),
      failureReason: null,
    });
  });

  test("is sent by a task of the same transaction, and checked when it should have settled", async () => {
    const client = await makeClient();
    const { paymentId } = await addFunds(client, funds);
    expect(await waitingTasks(paymentId)).toMatchObject([{ task: "payments.send" }]);
    await sendPayment(SYSTEM, { paymentId });
    expect((await waitingTasks(paymentId))[0]).toEqual({
      task: "payments.check",
      startAfter: new Date(bank.now().getTime() + 2_000),
    });
  });

  test("that is rolled back leaves neither a payment nor a task", async () => {
    const client = await makeClient();
    let made: Id<"pay"> | undefined;
    await expect(
      getDb().transaction(async (tx) => {
        made = (await addFunds(client, funds, tx)).paymentId;
        throw new Error("undone");
      }),
    ).rejects.toThrow("undone");
    if (!made) throw new Error("no payment was made");
    expect(await waitingTasks(made)).toEqual([]);
    await expect(getPayment(client, made)).rejects.toThrow("nothing here");
  });

  test("fails at once with a declined card, and later with a card that fails later", async () => {
    const client = await makeClient();
    const declined = await addFunds(client, { ...funds, requestKey: "a", card: "card_0002" });
    await sendPayment(SYSTEM, declined);
    expect(await getPayment(client, declined.paymentId)).toMatchObject({
      status: "failed",
      failureReason: "the card was declined",
    });

    const later = await addFunds(client, { ...funds, requestKey: "b", card: "card_9995" });
    await sendPayment(SYSTEM, later);
    expect(await getPayment(client, later.paymentId)).toMatchObject({ status: "pending" });
    bank.passSeconds(2);
    await checkPayment(SYSTEM, later);
    expect(await getPayment(client, later.paymentId)).toMatchObject({
      status: "failed",
      failureReason: "the card has insufficient funds",
    });
    expect(await available(client)).toBe(0);
  });

  test("is for clients: freelancers and admins are refused", async () => {
    for (const actor of [await makeFreelancer(), await makeAdmin()]) {
      await expect(addFunds(actor, funds)).rejects.toMatchObject({ code: "forbidden" });
    }
  });

  test("refuses amounts beyond the limits and cards that the bank does not know", async () => {
    const client = await makeClient();
    for (const amountCents of ["0.99", "50000.01", "-5", "0", "a lot", "", 99, 5_000_001]) {
      await expect(addFunds(client, { ...funds, amountCents })).rejects.toThrow();
    }
    await expect(addFunds(client, { ...funds, card: "card_1111" })).rejects.toMatchObject({
      code: "invalid_input",
      details: { field: "card" },
    });
    await expect(addFunds(client, { ...funds, amountCents: "1.00" })).resolves.toBeDefined();
    await expect(
      addFunds(client, { ...funds, requestKey: "most", amountCents: 5_000_000 }),
    ).resolves.toBeDefined();
  });

  test("with the same form twice is one payment, even when both arrive at once", async () => {
    const client = await makeClient();
    const answers = await Promise.all(Array.from({ length: 8 }, () => addFunds(client, funds)));
    expect(new Set(answers.map((answer) => answer.paymentId)).size).toBe(1);
    expect(answers.filter((answer) => !answer.isReplay)).toHaveLength(1);

    const [{ paymentId } = { paymentId: "pay_" as const }] = answers;
    await Promise.all([sendPayment(SYSTEM, { paymentId }), sendPayment(SYSTEM, { paymentId })]);
    bank.passSeconds(2);
    await Promise.all([checkPayment(SYSTEM, { paymentId }), checkPayment(SYSTEM, { paymentId })]);
    expect(await available(client)).toBe(25_000);
    expect(await addFunds(client, funds)).toEqual({ paymentId, isReplay: true });
  });

  test("with the same form and other contents is refused", async () => {
    const client = await makeClient();
    await addFunds(client, funds);
    for (const changed of [{ amountCents: "250.01" }, { card: "card_0002" }]) {
      await expect(addFunds(client, { ...funds, ...changed })).rejects.toMatchObject({
        code: "idempotency_mismatch",
      });
    }
    const other = await makeClient();
    await expect(addFunds(other, funds)).resolves.toMatchObject({ isReplay: false });
  });

  test("a stranger's payment is answered like one that does not exist", async () => {
    const { paymentId } = await addFunds(await makeClient(), funds);
    await expect(getPayment(await makeClient(), paymentId)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
