import { describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { commit, provesTheLedger, reference, someHold, wallet } from "#db/testing/holds";
import { useTestDatabase } from "#db/testing/test-database";
import { cents } from "#lib/money";
import {
  closeWallet,
  holdFunds,
  payOut,
  refundHold,
  releaseHold,
  returnPayout,
  splitHold,
} from "./movements.ts";
import { getHold, getSharedBalance } from "./queries.ts";
import { OUTSIDE } from "./schema.ts";

useTestDatabase();
provesTheLedger();

describe("a hold", () => {
  test("takes the amount out of the payer’s wallet and gives it to nobody yet", async () => {
    const { payer, payee, holdFor } = await someHold();
    expect([await wallet(payer), await wallet(payee)]).toEqual([600, 0]);
    expect(await getHold(getDb(), holdFor)).toEqual({
      heldCents: 400,
      releasedCents: 0,
      refundedCents: 0,
      remainingCents: 400,
    });
  });

  test("that is released cannot be released, refunded or paid out again", async () => {
    const { payer, payee, holdFor } = await someHold();
    await commit((tx) => releaseHold(tx, { holdFor, key: `${holdFor}:release`, reference }));
    expect([await wallet(payer), await wallet(payee)]).toEqual([600, 400]);
    for (const verb of [releaseHold, refundHold, payOut, returnPayout]) {
      await expect(
        commit((tx) => verb(tx, { holdFor, key: `${holdFor}:again`, reference })),
      ).rejects.toMatchObject({ code: "hold_already_resolved", details: { remainingCents: 0 } });
    }
    expect([await wallet(payer), await wallet(payee)]).toEqual([600, 400]);
  });

  test("replays with the first answer once it is resolved, with and without an amount", async () => {
    const { payee, holdFor } = await someHold();
    const some = { holdFor, key: `${holdFor}:some`, reference, amountCents: cents(150) };
    const rest = { holdFor, key: `${holdFor}:rest`, reference };
    const first = await commit((tx) => releaseHold(tx, some));
    const second = await commit((tx) => releaseHold(tx, rest));
    expect(second).toMatchObject({ amountCents: 250, isReplay: false });
    expect(await commit((tx) => releaseHold(tx, some))).toEqual({ ...first, isReplay: true });
    expect(await commit((tx) => releaseHold(tx, rest))).toEqual({ ...second, isReplay: true });
    expect(await wallet(payee)).toBe(400);
  });

  test("splits between both sides exactly once, or not at all", async () => {
    const { payer, payee, holdFor } = await someHold();
    const split = { holdFor, key: `${holdFor}:split`, reference };
    await expect(
      commit((tx) =>
        splitHold(tx, { ...split, toPayeeCents: cents(300), toPayerCents: cents(101) }),
      ),
    ).rejects.toMatchObject({ code: "hold_already_resolved" });
    expect([await wallet(payer), await wallet(payee)]).toEqual([600, 0]);
    const fair = { ...split, toPayeeCents: cents(300), toPayerCents: cents(100) };
    await commit((tx) => splitHold(tx, fair));
    expect((await commit((tx) => splitHold(tx, fair))).map((side) => side.isReplay)).toEqual([
      true,
      true,
    ]);
    expect([await wallet(payer), await wallet(payee)]).toEqual([700, 300]);
  });

  test("of more than the balance is refused with the missing amount, and nothing moves", async () => {
    const { payer, payee } = await someHold();
    const hold = {
      payer,
      payee: { kind: "wallet", owner: payee } as const,
      holdFor: `${payer}:more`,
    };
    await expect(
      commit((tx) =>
        holdFunds(tx, { ...hold, amountCents: cents(601), key: `${payer}:more`, reference }),
      ),
    ).rejects.toMatchObject({
      code: "insufficient_funds",
      details: { missingCents: 1, missing: "€0.01" },
    });
    expect(await wallet(payer)).toBe(600);
    expect(await getHold(getDb(), `${payer}:more`)).toBeNull();
  });

  test("cannot be funded a second time under another key", async () => {
    const { hold, payer } = await someHold();
    await expect(
      commit((tx) => holdFunds(tx, { ...hold, key: `${payer}:other`, reference })),
    ).rejects.toMatchObject({ code: "hold_exists" });
  });

  test("still resolves and refunds when the wallets were closed meanwhile, while new holds are refused", async () => {
    const { payer, payee, hold, holdFor } = await someHold();
    await commit((tx) => closeWallet(tx, { owner: payer }));
    await commit((tx) => closeWallet(tx, { owner: payee }));
    await expect(
      commit((tx) =>
        holdFunds(tx, { ...hold, holdFor: `${holdFor}-2`, key: `${holdFor}:2`, reference }),
      ),
    ).rejects.toMatchObject({ code: "account_closed" });
    const split = { toPayeeCents: cents(100), toPayerCents: cents(300) };
    await commit((tx) => splitHold(tx, { holdFor, key: `${holdFor}:split`, reference, ...split }));
    expect([await wallet(payer), await wallet(payee)]).toEqual([900, 100]);
  });
});

describe("a payout", () => {
  test("is on hold until the bank has it, and returns when it fails, even to a closed wallet", async () => {
    const { payer, holdFor } = await someHold();
    const before = await getSharedBalance(getDb(), { kind: "external", owner: OUTSIDE });
    const pay = (id: string) =>
      commit((tx) =>
        holdFunds(tx, {
          payer,
          payee: "outside",
          holdFor: id,
          amountCents: cents(200),
          key: `${id}:hold`,
          reference,
        }),
      );
    await pay(`${holdFor}-a`);
    await pay(`${holdFor}-b`);
    expect(await wallet(payer)).toBe(200);
    await commit((tx) =>
      payOut(tx, { holdFor: `${holdFor}-a`, key: `${holdFor}-a:payout`, reference }),
    );
    await commit((tx) => closeWallet(tx, { owner: payer }));
    await commit((tx) =>
      returnPayout(tx, { holdFor: `${holdFor}-b`, key: `${holdFor}-b:return`, reference }),
    );
    expect(await wallet(payer)).toBe(400);
    const after = await getSharedBalance(getDb(), { kind: "external", owner: OUTSIDE });
    expect(after - before).toBe(200);
  });

  test("is the only way out: a hold for a person’s wallet cannot be paid out", async () => {
    const { holdFor } = await someHold();
    await expect(
      commit((tx) => payOut(tx, { holdFor, key: `${holdFor}:payout`, reference })),
    ).rejects.toThrow("transfer_shape");
  });
});
