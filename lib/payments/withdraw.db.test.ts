import { afterAll, describe, expect, test } from "vitest";
import { connect, getDb, useConnection } from "#db/client";
import { fund, makeAdmin, makeClient, makeFreelancer } from "#db/testing/factories";
import { useTestBank } from "#db/testing/test-bank";
import { useTestDatabase } from "#db/testing/test-database";
import { type Actor, SYSTEM, type VerifiedProver } from "#lib/auth/actor";
import { recordProof } from "#lib/auth/recent-proof";
import { createSession } from "#lib/auth/sessions";
import { closeWallet } from "#lib/ledger/movements";
import { getBalance, getHold } from "#lib/ledger/queries";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { checkPayment } from "./check-payment.ts";
import { SANDBOX_IBANS } from "./providers/sandbox-rules.ts";
import { getPayment, listEarlierAccounts } from "./queries/wallet.ts";
import { sendPayment } from "./send-payment.ts";
import { withdraw } from "./withdraw.ts";

const database = useTestDatabase();
const bank = useTestBank();
afterAll(async () => expect((await verifyLedger()).mismatches).toEqual([]));

const payout = { requestKey: "form-1", amountCents: "60.00", iban: SANDBOX_IBANS.works };
const available = (actor: Actor) => getBalance(getDb(), { kind: "wallet", owner: actor.userId });

async function makeEarner(fundsCents = 10_000): Promise<VerifiedProver> {
  const actor = await makeFreelancer();
  await fund(actor, fundsCents);
  return { ...actor, sessionId: SYSTEM };
}

describe("withdrawing", () => {
  test("takes the amount out of the wallet at once, and out of WorkHub when the bank has paid it", async () => {
    const earner = await makeEarner();
    const { paymentId } = await withdraw(earner, payout);
    expect(await available(earner)).toBe(4_000);
    expect(await getHold(getDb(), paymentId)).toMatchObject({ remainingCents: 6_000 });
    expect(await getPayment(earner, paymentId)).toMatchObject({
      direction: "payout",
      status: "created",
      method: "Bank account ··4417",
    });

    await sendPayment(SYSTEM, { paymentId });
    expect(await getPayment(earner, paymentId)).toMatchObject({
      status: "pending",
      expectedAt: new Date(bank.now().getTime() + 60_000),
    });
    bank.passSeconds(60);
    await checkPayment(SYSTEM, { paymentId });
    expect(await getPayment(earner, paymentId)).toMatchObject({ status: "settled" });
    expect(await available(earner)).toBe(4_000);
    expect(await getHold(getDb(), paymentId)).toMatchObject({
      remainingCents: 0,
      releasedCents: 6_000,
      refundedCents: 0,
    });
  });

  test("takes all of a little money, and no part of it", async () => {
    const earner = await makeEarner(40);
    const part = withdraw(earner, { ...payout, requestKey: "part", amountCents: "0.30" });
    await expect(part).rejects.toMatchObject({ code: "amount_out_of_range" });
    const all = { ...payout, requestKey: "all", amountCents: "0.40" };
    const { paymentId } = await withdraw(earner, all);
    expect(await available(earner)).toBe(0);
    expect(await withdraw(earner, all)).toEqual({ paymentId, others: [], isReplay: true });
  });

  test("to an account that no longer exists returns the amount", async () => {
    const earner = await makeEarner();
    const { paymentId } = await withdraw(earner, { ...payout, iban: SANDBOX_IBANS.bounces });
    await sendPayment(SYSTEM, { paymentId });
    bank.passSeconds(60);
    await checkPayment(SYSTEM, { paymentId });
    expect(await getPayment(earner, paymentId)).toMatchObject({
      status: "failed",
      failureReason: "the account no longer exists",
    });
    expect(await available(earner)).toBe(10_000);
    expect(await getHold(getDb(), paymentId)).toMatchObject({
      remainingCents: 0,
      refundedCents: 6_000,
    });
  });

  test("that fails after the wallet was closed still returns to it", async () => {
    const earner = await makeEarner();
    const { paymentId } = await withdraw(earner, { ...payout, iban: SANDBOX_IBANS.bounces });
    await sendPayment(SYSTEM, { paymentId });
    await getDb().transaction((tx) => closeWallet(tx, { owner: earner.userId }));
    bank.passSeconds(60);
    await checkPayment(SYSTEM, { paymentId });
    expect(await available(earner)).toBe(10_000);
    await expect(withdraw(earner, { ...payout, requestKey: "later" })).rejects.toMatchObject({
      code: "account_closed",
    });
  });

  test("more than is available is refused and leaves no trace", async () => {
    const earner = await makeEarner();
    await expect(withdraw(earner, { ...payout, amountCents: "100.01" })).rejects.toMatchObject({
      code: "more_than_available",
      details: { available: "€100.00", field: "amountCents" },
    });
    expect(await available(earner)).toBe(10_000);
    // The same form, corrected, goes through.
    await expect(withdraw(earner, { ...payout, amountCents: "100.00" })).resolves.toMatchObject({
      isReplay: false,
    });
    expect(await available(earner)).toBe(0);
  });

  test("with the same form many times at once pays once", async () => {
    const earner = await makeEarner();
    const answers = await Promise.all(Array.from({ length: 8 }, () => withdraw(earner, payout)));
    expect(new Set(answers.map((answer) => answer.paymentId)).size).toBe(1);
    expect(answers.filter((answer) => !answer.isReplay)).toHaveLength(1);
    expect(await available(earner)).toBe(4_000);
  });

  test("with the same form and other contents is refused", async () => {
    const earner = await makeEarner();
    await withdraw(earner, payout);
    for (const changed of [{ amountCents: "59.99" }, { iban: SANDBOX_IBANS.bounces }]) {
      await expect(withdraw(earner, { ...payout, ...changed })).rejects.toMatchObject({
        code: "idempotency_mismatch",
      });
    }
    expect(await available(earner)).toBe(4_000);
  });

  test("from many connections at once never takes out more than there is", async () => {
    const earner = await makeEarner(10_000);
    const pool = connect(database().appUrl, { max: 32 });
    const previous = useConnection(pool);
    try {
      const attempts = Array.from({ length: 32 }, (_, index) =>
        withdraw(earner, { ...payout, requestKey: `tab-${index}`, amountCents: 1_500 }),
      );
      const results = await Promise.allSettled(attempts);
      const paid = results.filter((result) => result.status === "fulfilled");
      const refused = results.filter((result) => result.status === "rejected");
      expect(paid).toHaveLength(6);
      for (const { reason } of refused)
        expect(reason).toMatchObject({ code: "more_than_available" });
    } finally {
      useConnection(previous);
      await pool.close();
    }
    expect(await available(earner)).toBe(1_000);
  });

  test("is open to clients and freelancers, not to admins", async () => {
    const client = { ...(await makeClient({ fundsCents: 10_000 })), sessionId: SYSTEM } as const;
    await expect(withdraw(client, payout)).resolves.toBeDefined();
    const admin = { ...(await makeAdmin()), sessionId: SYSTEM } as const;
    await expect(withdraw(admin, payout)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("asks for a proof that is not older than five minutes, and moves nothing without one", async () => {
    const earner = await makeEarner();
    const { userId } = earner;
    const sessionId = await getDb().transaction((tx) => createSession(tx, userId, null));
    bank.passSeconds(5 * 60);
    const here = { ...earner, sessionId };
    await expect(withdraw(here, payout)).rejects.toMatchObject({ code: "proof_needed" });
    expect(await available(earner)).toBe(10_000);
    await getDb().transaction((tx) => recordProof(tx, here));
    bank.passSeconds(5 * 60 - 1);
    await expect(withdraw(here, payout)).resolves.toMatchObject({ isReplay: false });
  });

  test("refuses what is not an IBAN, at its field", async () => {
    const earner = await makeEarner();
    for (const iban of ["", "DE88 3704 0044 0532 0130 00", "US12345678", "4417"]) {
      await expect(withdraw(earner, { ...payout, iban })).rejects.toMatchObject({
        issues: [{ path: ["iban"] }],
      });
    }
    expect(await available(earner)).toBe(10_000);
  });

  test("keeps only the last four characters of the IBAN", async () => {
    const earner = await makeEarner();
    await withdraw(earner, payout);
    const tables = ["payments", "sandbox_bank_orders", "pgboss.job"];
    for (const table of tables) {
      const rows = await database().owner
        .sql`select t::text as row from ${database().owner.sql(table)} t`;
      for (const { row } of rows) expect(row).not.toContain(SANDBOX_IBANS.works.slice(4, -4));
    }
  });

  test("can go to an account of the person's own that was paid before", async () => {
    const earner = await makeEarner();
    const first = await withdraw(earner, { ...payout, amountCents: "10.00" });
    await sendPayment(SYSTEM, first);
    bank.passSeconds(60);
    await checkPayment(SYSTEM, first);
    expect(await listEarlierAccounts(earner)).toEqual([
      { token: "bank_4417", label: "Bank account ··4417" },
    ]);

    const again = { requestKey: "form-2", amountCents: "10.00", account: "bank_4417" };
    const { paymentId } = await withdraw(earner, again);
    expect(await getPayment(earner, paymentId)).toMatchObject({ method: "Bank account ··4417" });
    await expect(withdraw(await makeEarner(), again)).rejects.toMatchObject({ code: "not_found" });
  });

  test("a stranger's payout is answered like one that does not exist", async () => {
    const { paymentId } = await withdraw(await makeEarner(), payout);
    await expect(getPayment(await makeEarner(), paymentId)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
