import { afterAll, describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { makeClient } from "#db/testing/factories";
import { useTestBank } from "#db/testing/test-bank";
import { useTestDatabase } from "#db/testing/test-database";
import {
  add,
  addSettled,
  hire,
  makeHistory,
  makePair,
  readAll,
  resolve,
  takeOut,
} from "#db/testing/wallet-life";
import { SYSTEM, type VerifiedActor } from "#lib/auth/actor";
import { reverseDeposit } from "#lib/ledger/movements";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { cents } from "#lib/money";
import { newId } from "#lib/new-id";
import { checkPayment } from "../check-payment.ts";
import type { HistoryRow } from "../history-views.ts";
import { SANDBOX_IBANS } from "../providers/sandbox-rules.ts";
import { getReceipt } from "./receipts.ts";

useTestDatabase();
const bank = useTestBank();
afterAll(async () => expect((await verifyLedger()).mismatches).toEqual([]));

const brief = (row: HistoryRow) => [row.kind, row.amountCents, row.balanceAfterCents];

describe("a receipt", () => {
  test("exists for every row, and says the same", async () => {
    const { client, freelancer } = await makeHistory(bank);
    for (const actor of [client, freelancer]) {
      for (const row of await readAll(actor, 200)) {
        const receipt = await getReceipt(actor, row.receiptId);
        expect([receipt.row, ...receipt.entries]).toContainEqual(row);
      }
    }
  });

  test("of a payout that failed shows it going out and coming back", async () => {
    const { freelancer } = await makePair().then(async (pair) => {
      await addSettled(bank, pair.client);
      await resolve(await hire(pair, 5_000), "release");
      return pair;
    });
    const { paymentId } = await takeOut(freelancer, 5_000, SANDBOX_IBANS.bounces);
    bank.passSeconds(60);
    await checkPayment(SYSTEM, { paymentId });
    const receipt = await getReceipt(freelancer, paymentId);
    expect(receipt.entries.map(brief)).toEqual([
      ["withdrawn", -5_000, 0],
      ["withdrawn", 5_000, 5_000],
    ]);
  });

  test("of a deposit that settled a debt shows both, and nothing of it to a stranger", async () => {
    const client = await makeClient();
    const { userId: owner } = client;
    const back = { owner, key: `${owner}:back`, reference: "test:back" };
    await getDb().transaction((tx) => reverseDeposit(tx, { ...back, amountCents: cents(3_000) }));
    const { paymentId } = await add(client, 5_000);
    bank.passSeconds(2);
    await checkPayment(SYSTEM, { paymentId });
    const { row, entries } = await getReceipt(client, paymentId);
    expect(row.kind).toBe("added");
    expect(entries.map(brief)).toEqual([
      ["added", 5_000, 5_000],
      ["repaid", -3_000, 2_000],
    ]);
    const stranger = await makeClient({ fundsCents: 1_000 });
    await expect(getReceipt(stranger, paymentId)).rejects.toMatchObject({ code: "not_found" });
  });

  test("of a payment with a fee says gross, fee and net to who was paid, and the price to who paid", async () => {
    const pair = await makePair();
    await addSettled(bank, pair.client);
    await resolve(await hire(pair, 5_000), "release", 500);
    const released = async (actor: VerifiedActor) =>
      (await readAll(actor, 200)).find(({ kind }) => kind === "released");
    const paid = { grossCents: 5_000, feeCents: 500, amountCents: 4_500, balanceAfterCents: 4_500 };
    const row = await released(pair.freelancer);
    expect(row).toMatchObject(paid);
    expect((await getReceipt(pair.freelancer, row?.receiptId ?? "")).row).toMatchObject(paid);
    expect(await released(pair.client)).toMatchObject({ grossCents: 5_000, feeCents: 0 });
  });

  test("of a stranger, or of nothing, is not found", async () => {
    const { client, freelancer } = await makeHistory(bank);
    const stranger = await makeClient();
    for (const actor of [client, freelancer]) {
      for (const { receiptId } of await readAll(actor, 200)) {
        await expect(getReceipt(stranger, receiptId)).rejects.toMatchObject({ code: "not_found" });
      }
    }
    for (const receiptId of ["", "0", "-1", "999999999", "pay_none", newId("pay"), "1e3", "٣"]) {
      await expect(getReceipt(client, receiptId)).rejects.toMatchObject({ code: "not_found" });
    }
  });
});
