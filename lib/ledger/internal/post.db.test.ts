import { describe, expect, test } from "vitest";
import { commit, outcomes, provesTheLedger, reference, someHold, wallet } from "#db/testing/holds";
import { useTestDatabase } from "#db/testing/test-database";
import { cents, MAX_AMOUNT_CENTS } from "#lib/money";
import { deposit, holdFunds, refundHold, releaseHold, splitHold } from "../movements.ts";

useTestDatabase();
provesTheLedger();

describe("amounts", () => {
  test.each([1, MAX_AMOUNT_CENTS])("of %d cents are moved", async (amount) => {
    const owner = `amount-${amount}`;
    await commit((tx) => deposit(tx, { owner, amountCents: cents(amount), key: owner, reference }));
    expect(await wallet(owner)).toBe(amount);
  });

  test.each([0, -1, MAX_AMOUNT_CENTS + 1])("of %d cents are refused", async (amount) => {
    const owner = `refused${amount}`;
    await expect(
      commit((tx) => deposit(tx, { owner, amountCents: cents(amount), key: owner, reference })),
    ).rejects.toMatchObject({ code: "amount_out_of_range" });
    expect(await wallet(owner)).toBe(0);
  });
});

describe("the same key", () => {
  test("used again with another amount, owner or reference is an error of its own", async () => {
    const input = { owner: "key", amountCents: cents(100), key: "key:in", reference };
    await commit((tx) => deposit(tx, input));
    for (const other of [
      { amountCents: cents(101) },
      { owner: "key2" },
      { reference: "test:other" },
    ]) {
      await expect(commit((tx) => deposit(tx, { ...input, ...other }))).rejects.toMatchObject({
        code: "idempotency_mismatch",
      });
    }
    expect([await wallet("key"), await wallet("key2")]).toEqual([100, 0]);
  });

  test("fifty times in parallel moves money once", async () => {
    const input = { owner: "parallel", amountCents: cents(100), key: "parallel:in", reference };
    const found = await outcomes(
      Array.from({ length: 50 }, () => commit((tx) => deposit(tx, input))),
    );
    expect(found).toEqual(["moved", ...Array<string>(49).fill("replayed")]);
    expect(await wallet("parallel")).toBe(100);
  });

  test("is free again when its transaction was rolled back after posting", async () => {
    const input = { owner: "rollback", amountCents: cents(100), key: "rollback:in", reference };
    const crash = new Error("the use case failed after posting");
    await expect(
      commit(async (tx) => {
        await deposit(tx, input);
        throw crash;
      }),
    ).rejects.toBe(crash);
    expect(await wallet("rollback")).toBe(0);
    expect(await commit((tx) => deposit(tx, input))).toMatchObject({ isReplay: false });
  });
});

describe("in parallel", () => {
  test("a release and a refund of one hold: exactly one happens", async () => {
    for (let round = 0; round < 20; round += 1) {
      const { payer, payee, holdFor } = await someHold();
      const found = await outcomes([
        commit((tx) => releaseHold(tx, { holdFor, key: `${holdFor}:release`, reference })),
        commit((tx) => refundHold(tx, { holdFor, key: `${holdFor}:refund`, reference })),
      ]);
      expect(found).toEqual(["hold_already_resolved", "moved"]);
      expect((await wallet(payer)) + (await wallet(payee))).toBe(1000);
    }
  });

  test("holds that together exceed the balance: only the balance is held", async () => {
    const { payer, payee } = await someHold();
    const found = await outcomes(
      Array.from({ length: 10 }, (_, index) => {
        const id = `${payer}-${index}`;
        const hold = {
          payer,
          payee: { kind: "wallet", owner: payee } as const,
          holdFor: id,
          key: id,
          reference,
        };
        return commit((tx) => holdFunds(tx, { ...hold, amountCents: cents(250) }));
      }),
    );
    expect(found.filter((outcome) => outcome === "moved")).toHaveLength(2);
    expect(found.filter((outcome) => outcome === "insufficient_funds")).toHaveLength(8);
    expect(await wallet(payer)).toBe(100);
  });

  test("a hundred transfers each way between the same two wallets end without a deadlock", async () => {
    const people = ["north", "south"] as const;
    for (const owner of people) {
      await commit((tx) =>
        deposit(tx, { owner, amountCents: cents(100_000), key: `${owner}:in`, reference }),
      );
    }
    const both = people.flatMap((payer, side) =>
      Array.from({ length: 100 }, (_, index) => ({
        payer,
        payee: { kind: "wallet", owner: people[1 - side] ?? payer } as const,
        holdFor: `${payer}-${index}`,
        reference,
      })),
    );
    const held = both.map((hold) =>
      commit((tx) =>
        holdFunds(tx, { ...hold, amountCents: cents(10), key: `${hold.holdFor}:hold` }),
      ),
    );
    expect(new Set(await outcomes(held))).toEqual(new Set(["moved"]));
    const split = { toPayeeCents: cents(4), toPayerCents: cents(6) };
    const resolved = both.map(({ holdFor }) =>
      commit((tx) => splitHold(tx, { holdFor, key: `${holdFor}:split`, reference, ...split })),
    );
    expect((await Promise.all(resolved)).flat().every((side) => !side.isReplay)).toBe(true);
    expect([await wallet("north"), await wallet("south")]).toEqual([100_000, 100_000]);
  });
});
