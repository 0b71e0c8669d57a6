import { afterEach, describe, expect, test } from "vitest";
import { getDb, type Tx } from "#db/client";
import { useTestDatabase } from "#db/testing/test-database";
import { isDomainError } from "#lib/errors";
import { cents, MAX_AMOUNT_CENTS } from "#lib/money";
import { closeWallet } from "./close-wallet.ts";
import { deposit } from "./deposit.ts";
import { getBalance, getHold, getSharedBalance } from "./get-balance.ts";
import { holdFunds } from "./hold-funds.ts";
import { listEntries } from "./list-entries.ts";
import { openWallet } from "./open-wallet.ts";
import { payOut } from "./pay-out.ts";
import { refundHold } from "./refund-hold.ts";
import { releaseHold } from "./release-hold.ts";
import { returnPayout } from "./return-payout.ts";
import { rollUp } from "./roll-up.ts";
import { OUTSIDE } from "./schema.ts";
import { splitHold } from "./split-hold.ts";
import { verifyLedger } from "./verify-ledger.ts";

const database = useTestDatabase();
const reference = "test:posting";

afterEach(async () => {
  expect((await verifyLedger()).mismatches).toEqual([]);
});

/** One operation in a committed transaction of its own. */
function commit<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return getDb().transaction(work);
}

let worlds = 0;

/** A payer with 1000 cents, 400 of them on hold for a payee. */
async function someHold() {
  worlds += 1;
  const [payer, payee, holdFor] = [`payer${worlds}`, `payee${worlds}`, `work${worlds}`];
  await commit((tx) =>
    deposit(tx, { owner: payer, amountCents: cents(1000), key: `${payer}:in`, reference }),
  );
  const hold = {
    payer,
    payee: { kind: "wallet", owner: payee } as const,
    holdFor,
    amountCents: cents(400),
  };
  await commit((tx) => holdFunds(tx, { ...hold, key: `${holdFor}:hold`, reference }));
  return { payer, payee, holdFor, hold };
}

const wallet = (owner: string) => getBalance(getDb(), { kind: "wallet", owner });

/** How each of some parallel attempts ended: "moved", "replayed" or the code of its refusal. */
async function outcomes(attempts: Promise<{ isReplay: boolean }>[]): Promise<string[]> {
  const settled = await Promise.allSettled(attempts);
  return settled
    .map((result) => {
      if (result.status === "fulfilled") return result.value.isReplay ? "replayed" : "moved";
      if (result.reason instanceof Error && "code" in result.reason)
        return String(result.reason.code);
      throw result.reason;
    })
    .sort();
}

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

  test("replays like the first time once it is resolved, with and without an amount", async () => {
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

  test("of more than the balance is refused with what is missing, and nothing moves", async () => {
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

  test("still resolves and returns when the wallets were closed meanwhile, while new holds are refused", async () => {
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
  test("is on hold until the bank has it, and returns when it fails, also to a closed wallet", async () => {
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

  test("is all that leaves: a hold for somebody’s wallet cannot be paid out", async () => {
    const { holdFor } = await someHold();
    await expect(
      commit((tx) => payOut(tx, { holdFor, key: `${holdFor}:payout`, reference })),
    ).rejects.toThrow("transfer_shape");
  });
});

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

  test("holds that together pass the balance: only what is there is held", async () => {
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

describe("a statement", () => {
  test("lists every entry with the balance after it, numbered without gaps, newest first, in bounded pages", async () => {
    const { payer, holdFor } = await someHold();
    await commit((tx) => refundHold(tx, { holdFor, key: `${holdFor}:refund`, reference }));
    const account = { kind: "wallet", owner: payer } as const;
    const all = await listEntries(getDb(), account, { limit: 10 });
    expect(
      all.map(({ seq, kind, amountCents, balanceAfterCents }) => [
        seq,
        kind,
        amountCents,
        balanceAfterCents,
      ]),
    ).toEqual([
      [3, "refund", 400, 1000],
      [2, "hold", -400, 600],
      [1, "deposit", 1000, 1000],
    ]);
    expect(
      (await listEntries(getDb(), account, { limit: 1, beforeSeq: 3 })).map(({ seq }) => seq),
    ).toEqual([2]);
    expect(
      (await listEntries(getDb(), account, { limit: 10, kinds: ["deposit"] })).map(
        ({ seq }) => seq,
      ),
    ).toEqual([1]);
    expect(new Set(all.map(({ hash }) => hash)).size).toBe(3);
  });
});

describe("the account outside", () => {
  test("keeps its balance over roll-ups while transactions are open that began earlier", async () => {
    const outside = () => getSharedBalance(getDb(), { kind: "external", owner: OUTSIDE });
    const start = await outside();
    const opened = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    const slow = commit(async (tx) => {
      await deposit(tx, { owner: "slow", amountCents: cents(7), key: "slow:in", reference });
      opened.resolve();
      await finish.promise;
    });
    await opened.promise;
    await commit((tx) =>
      deposit(tx, { owner: "quick", amountCents: cents(11), key: "quick:in", reference }),
    );
    await rollUp();
    expect(await outside()).toBe(start - 11);
    finish.resolve();
    await slow;
    expect(await outside()).toBe(start - 18);
    await rollUp();
    await rollUp();
    expect(await outside()).toBe(start - 18);
  });

  test("does not trust a checkpoint that counts another cluster’s transactions", async () => {
    const outside = () => getSharedBalance(getDb(), { kind: "external", owner: OUTSIDE });
    await rollUp();
    const before = await outside();
    await database().owner
      .sql`update ledger.accounts set rolled_up_to = '4000000000' where kind = 'external'`;
    await commit((tx) =>
      deposit(tx, { owner: "restored", amountCents: cents(13), key: "restored:in", reference }),
    );
    expect(await outside()).toBe(before - 13);
    await rollUp();
    expect(await outside()).toBe(before - 13);
  });
});

test("a wallet is opened once and stays empty until money arrives", async () => {
  await commit((tx) => openWallet(tx, { owner: "opened" }));
  await commit((tx) => openWallet(tx, { owner: "opened" }));
  expect(await wallet("opened")).toBe(0);
  await expect(commit((tx) => closeWallet(tx, { owner: "never-opened" }))).rejects.toSatisfy(
    (error) => isDomainError(error, "account_not_found"),
  );
});
