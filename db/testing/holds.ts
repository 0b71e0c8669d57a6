import { afterEach, expect } from "vitest";
import { deposit, holdFunds } from "#lib/ledger/movements";
import { getBalance } from "#lib/ledger/queries";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { cents } from "#lib/money";
import { getDb, type Tx } from "../client.ts";

/** The cause of every movement in these tests. */
export const reference = "test:posting";

/** Ends every test of the file by recomputing the ledger. */
export function provesTheLedger(): void {
  afterEach(async () => {
    expect((await verifyLedger()).mismatches).toEqual([]);
  });
}

/** One operation in its own committed transaction. */
export function commit<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return getDb().transaction(work);
}

let worlds = 0;

/** A payer with 1000 cents, 400 of them on hold for a payee. */
export async function someHold() {
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

/** The balance of this owner's wallet, in cents. */
export const wallet = (owner: string) => getBalance(getDb(), { kind: "wallet", owner });

/** How each of some parallel attempts ended: "moved", "replayed" or the code of its refusal. */
export async function outcomes(attempts: Promise<{ isReplay: boolean }>[]): Promise<string[]> {
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
