import { describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { commit, provesTheLedger, reference, someHold, wallet } from "#db/testing/holds";
import { useTestDatabase } from "#db/testing/test-database";
import { cents } from "#lib/money";
import { deposit, holdFunds, payOut, payProcessorFee, reverseDeposit } from "./movements.ts";
import { getSharedBalance } from "./queries.ts";
import { OUTSIDE, PROCESSOR_FEES } from "./schema.ts";

const database = useTestDatabase();
provesTheLedger();

const outside = async (owner: string) =>
  Number(await getSharedBalance(getDb(), { kind: "external", owner }));
const fees = async () =>
  Number(await getSharedBalance(getDb(), { kind: "platform", owner: PROCESSOR_FEES }));

function keep(amount: number, key: string) {
  const fee = { outside: "bank", amountCents: cents(amount), key, reference };
  return commit((tx) => payProcessorFee(tx, fee));
}

describe("what a provider keeps", () => {
  test("is the operator’s cost, once for each key, and what it gives back comes back", async () => {
    expect(await keep(40, "fee:1")).toMatchObject({ isReplay: false });
    expect(await keep(40, "fee:1")).toMatchObject({ isReplay: true });
    expect([await fees(), await outside("bank")]).toEqual([-40, 40]);
    await keep(-15, "fee:2");
    expect([await fees(), await outside("bank")]).toEqual([-25, 25]);
  });

  test("under a known key with another amount, or of nothing, is refused", async () => {
    await keep(40, "fee:3");
    await expect(keep(41, "fee:3")).rejects.toMatchObject({ code: "idempotency_mismatch" });
    await expect(keep(0, "fee:4")).rejects.toMatchObject({ code: "amount_out_of_range" });
  });

  test("never comes out of a wallet or a hold, whoever asks", async () => {
    const { payer, holdFor } = await someHold();
    for (const [kind, owner] of [
      ["wallet", payer],
      ["hold", holdFor],
    ]) {
      await expect(
        database().app.sql.unsafe(`
          select ledger.move('processor_fee', 'fee:${kind}', 'test', 'EUR', now(), '${kind}', '${owner}',
            'external', 'bank', 5)`),
      ).rejects.toThrow("transfer_shape");
    }
  });
});

test("each provider has an outside account of its own, in and out and back", async () => {
  const owner = "provided";
  const from = { owner, outside: "other bank", reference };
  const before = await outside(OUTSIDE);
  await commit((tx) => deposit(tx, { ...from, amountCents: cents(1_000), key: "provided:in" }));
  await commit((tx) =>
    reverseDeposit(tx, { ...from, amountCents: cents(300), key: "provided:back" }),
  );
  const payee = { kind: "external", owner: "other bank" } as const;
  const hold = { payer: owner, payee, holdFor: "provided-out", amountCents: cents(200) };
  await commit((tx) => holdFunds(tx, { ...hold, key: "provided:hold", reference }));
  await commit((tx) => payOut(tx, { holdFor: "provided-out", key: "provided:out", reference }));
  expect(await outside("other bank")).toBe(-500);
  expect(Number(await wallet(owner))).toBe(500);
  expect(await outside(OUTSIDE)).toBe(before);
});
