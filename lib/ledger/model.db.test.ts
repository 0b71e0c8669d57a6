import fc from "fast-check";
import { expect, test } from "vitest";
import { getDb, type Tx } from "#db/client";
import { IS_LONG } from "#db/testing/how-long";
import { useTestDatabase } from "#db/testing/test-database";
import { DomainError, type ErrorCode } from "#lib/errors";
import { cents, MAX_AMOUNT_CENTS } from "#lib/money";
import {
  adjust,
  closeWallet,
  deposit,
  giveBack,
  holdFunds,
  payOut,
  refundHold,
  releaseHold,
  returnPayout,
} from "./movements.ts";
import { verifyLedger } from "./verify-ledger.ts";

const database = useTestDatabase();

/** Replay a failure: MODEL_SEED=… MODEL_PATH=… npx vitest run lib/ledger/model.db.test.ts */
const { MODEL_RUNS = IS_LONG ? "2000" : "500", MODEL_SEED, MODEL_PATH } = process.env;

const PEOPLE = ["ana", "ben", "eva"] as const;
const HOLDS = ["job", "site", "trip"] as const;
type Person = (typeof PEOPLE)[number];
type Hold = (typeof HOLDS)[number];

type Step =
  | { does: "deposit"; who: Person; amount: number }
  | { does: "adjust"; who: Person; amount: number }
  | { does: "hold"; who: Person; to: Person | "outside"; hold: Hold; amount: number }
  | { does: "release"; hold: Hold; amount: number | undefined; fee: number }
  | { does: "refund" | "payOut" | "return"; hold: Hold; amount: number | undefined }
  | { does: "close"; who: Person }
  | { does: "giveBack"; who: Person; to: Person; amount: number }
  | { does: "again" };

type Resolved = "release" | "refund" | "payOut" | "return";
type Outcome = "moved" | ErrorCode | "refused";

/** The whole ledger as a person would write it down on paper. */
class Model {
  readonly wallets = new Map<Person, number>();
  readonly closed = new Set<Person>();
  readonly holds = new Map<Hold, { payer: Person; payee: Person | "outside"; left: number }>();
  outside = 0;
  platform = 0;

  /** Applies a step, or changes nothing and names the refusal. */
  apply(step: Exclude<Step, { does: "again" }>): Outcome {
    switch (step.does) {
      case "deposit":
        return this.deposit(step.who, step.amount);
      case "adjust":
        return this.adjust(step.who, step.amount);
      case "close":
        if (!this.wallets.has(step.who)) return "account_not_found";
        this.closed.add(step.who);
        return "moved";
      case "giveBack":
        return this.giveBack(step);
      case "hold":
        return this.hold(step);
      case "release":
        return this.resolve(step.does, step.hold, step.amount, step.fee);
      case "refund":
      case "payOut":
      case "return":
        return this.resolve(step.does, step.hold, step.amount);
    }
  }

  private deposit(who: Person, amount: number): Outcome {
    if (!inRange(amount)) return "amount_out_of_range";
    this.add(who, amount);
    this.outside -= amount;
    return "moved";
  }

  private adjust(who: Person, amount: number): Outcome {
    if (!inRange(Math.abs(amount))) return "amount_out_of_range";
    if (amount < 0) {
      if (!this.wallets.has(who)) return "account_not_found";
      if (this.closed.has(who)) return "account_closed";
      if (this.balance(who) + amount < 0) return "insufficient_funds";
    }
    this.add(who, amount);
    this.platform -= amount;
    return "moved";
  }

  private giveBack({ who, to, amount }: Extract<Step, { does: "giveBack" }>): Outcome {
    if (!inRange(amount)) return "amount_out_of_range";
    if (!this.wallets.has(who)) return "account_not_found";
    if (who === to) return "refused";
    if (this.closed.has(who)) return "account_closed";
    if (this.balance(who) < amount) return "insufficient_funds";
    this.add(who, -amount);
    this.add(to, amount);
    return "moved";
  }

  private hold({ who, to, hold, amount }: Extract<Step, { does: "hold" }>): Outcome {
    if (!inRange(amount)) return "amount_out_of_range";
    const existing = this.holds.get(hold);
    if (existing && (existing.payer !== who || existing.payee !== to))
      return "idempotency_mismatch";
    if (existing) return "refused";
    if (this.closed.has(who)) return "account_closed";
    if (this.balance(who) < amount) return "insufficient_funds";
    this.add(who, -amount);
    if (to !== "outside") this.add(to, 0);
    this.holds.set(hold, { payer: who, payee: to, left: amount });
    return "moved";
  }

  private resolve(does: Resolved, name: Hold, asked: number | undefined, fee = 0): Outcome {
    if (asked !== undefined && !inRange(asked)) return "amount_out_of_range";
    const hold = this.holds.get(name);
    if (!hold) return "account_not_found";
    const amount = asked ?? hold.left;
    // Before all else: where more than one thing is wrong, any of them may be named.
    if (fee < 0 || (fee > 0 && fee >= amount)) return "refused";
    if (amount === 0 || amount > hold.left) return "hold_already_resolved";
    const isBack = does === "refund" || does === "return";
    const to = isBack ? hold.payer : hold.payee;
    if (!isBack && (does === "payOut") !== (to === "outside")) return "refused";
    hold.left -= amount;
    this.platform += fee;
    if (to === "outside") this.outside += amount;
    else this.add(to, amount - fee);
    return "moved";
  }

  balance(who: Person): number {
    return this.wallets.get(who) ?? 0;
  }

  private add(who: Person, amount: number): void {
    this.wallets.set(who, this.balance(who) + amount);
  }
}

function inRange(amount: number): boolean {
  return amount >= 1 && amount <= MAX_AMOUNT_CENTS;
}

const amount = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 1, max: 500 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, -1, MAX_AMOUNT_CENTS, MAX_AMOUNT_CENTS + 1) },
);
const who = fc.constantFrom(...PEOPLE);
const hold = fc.constantFrom(...HOLDS);
const rest = fc.option(amount, { nil: undefined });
const fee = fc.oneof(fc.constant(0), fc.integer({ min: -1, max: 300 }));

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant("deposit" as const), who, amount }) },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant("adjust" as const),
      who,
      amount: fc.integer({ min: -300, max: 300 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constant("hold" as const),
      who,
      to: fc.oneof(who, fc.constant("outside" as const)),
      hold,
      amount,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant("release" as const), hold, amount: rest, fee }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constantFrom("refund" as const, "payOut" as const, "return" as const),
      hold,
      amount: rest,
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("close" as const), who }) },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant("giveBack" as const), who, to: who, amount }),
  },
  { weight: 3, arbitrary: fc.constant({ does: "again" as const }) },
);

test("any sequence of money operations leaves the ledger equal to a plain model, to the cent", {
  timeout: 600_000,
}, async () => {
  let world = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
      world += 1;
      await playAndCompare(`w${world}`, steps);
    }),
    {
      numRuns: Number(MODEL_RUNS),
      ...(MODEL_SEED ? { seed: Number(MODEL_SEED) } : {}),
      ...(MODEL_PATH ? { path: MODEL_PATH } : {}),
    },
  );
  expect((await verifyLedger()).mismatches).toEqual([]);
});

/** Plays the steps in a world of fresh accounts; after each step the database must agree with the model. */
async function playAndCompare(world: string, steps: readonly Step[]): Promise<void> {
  const model = new Model();
  let last: { step: Exclude<Step, { does: "again" }>; key: string } | undefined;
  for (const [index, current] of steps.entries()) {
    if (current.does === "again") {
      if (!last) continue;
      expect(await play(world, last.step, last.key), `replay of ${last.key}`).toBe("replayed");
    } else {
      const key = `${world}:${index}`;
      const expected = model.apply(current);
      const found = await play(world, current, key);
      expect(
        expected === "refused" ? found !== "moved" : found === expected,
        `${current.does}: ${expected}, found ${found}`,
      ).toBe(true);
      last = expected === "moved" && current.does !== "close" ? { step: current, key } : undefined;
    }
    await compare(world, model);
  }
}

/** One operation, on its own connection and committed, as a use case would run it. */
async function play(
  world: string,
  step: Exclude<Step, { does: "again" }>,
  key: string,
): Promise<string> {
  try {
    const answer = await getDb().transaction((tx) => post(tx, world, step, key));
    return answer?.isReplay ? "replayed" : "moved";
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    if (error instanceof Error && error.message === "transfer_shape") return "refused";
    throw error;
  }
}

async function post(tx: Tx, world: string, step: Exclude<Step, { does: "again" }>, key: string) {
  const owner = (person: Person) => `${world}-${person}`;
  const cause = { key, reference: `model:${world}` };
  switch (step.does) {
    case "deposit":
      return deposit(tx, { ...cause, owner: owner(step.who), amountCents: cents(step.amount) });
    case "adjust":
      return adjust(tx, {
        key,
        owner: owner(step.who),
        amountCents: cents(step.amount),
        reason: "model",
      });
    case "giveBack":
      return giveBack(tx, {
        ...cause,
        from: owner(step.who),
        to: owner(step.to),
        amountCents: cents(step.amount),
      });
    case "close":
      await closeWallet(tx, { owner: owner(step.who) });
      return undefined;
    case "hold": {
      const payee =
        step.to === "outside" ? step.to : ({ kind: "wallet", owner: owner(step.to) } as const);
      const holdFor = `${world}-${step.hold}`;
      return holdFunds(tx, {
        ...cause,
        payer: owner(step.who),
        payee,
        holdFor,
        amountCents: cents(step.amount),
      });
    }
    case "release":
    case "refund":
    case "payOut":
    case "return": {
      const verbs = { release: releaseHold, refund: refundHold, payOut, return: returnPayout };
      const some = step.amount === undefined ? {} : { amountCents: cents(step.amount) };
      const kept = step.does === "release" ? { feeCents: cents(step.fee) } : {};
      return verbs[step.does](tx, { ...cause, holdFor: `${world}-${step.hold}`, ...some, ...kept });
    }
  }
}

async function compare(world: string, model: Model): Promise<void> {
  const rows = await database().app.sql<{ account: string; balance: string }[]>`
    select substr(owner, length(${world}) + 2) as account, balance from ledger.accounts
    where owner like ${`${world}-%`} and (kind <> 'hold' or held > 0)`;
  const found = Object.fromEntries(rows.map((row) => [row.account, Number(row.balance)]));
  const expected = Object.fromEntries([
    ...model.wallets,
    ...[...model.holds].map(([name, { left }]) => [name, left] as const),
  ]);
  expect(nonZero(found)).toEqual(nonZero(expected));
  const inside = Object.values(expected).reduce((total, value) => total + value, 0);
  expect(inside + model.outside + model.platform).toBe(0);
  expect(Object.values(found).every((balance) => balance >= 0)).toBe(true);
}

/** An open, empty wallet counts the same as one that was never opened. */
function nonZero(balances: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(balances).filter(([, balance]) => balance !== 0));
}
