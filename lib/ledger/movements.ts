import { driverOf, type Tx } from "#db/client";
import { DomainError } from "#lib/errors";
import { type Cents, CURRENCY, negateCents } from "#lib/money";
import { now } from "#lib/time";
import { named, post, postHold, postResolution, postReversal } from "./internal/post.ts";
import {
  type Cause,
  OUTSIDE,
  PLATFORM,
  PROCESSOR_FEES,
  type Release,
  type Resolution,
  type ResolvedHold,
  type Reversal,
  type Transfer,
} from "./schema.ts";

/** Opens the owner's wallet; does nothing when it is open. Throws `currency_mismatch`. */
export async function openWallet(tx: Tx, { owner }: { owner: string }): Promise<void> {
  await named(driverOf(tx)`select ledger.open_account('wallet', ${owner}, ${CURRENCY})`);
}

/**
 * Closes the owner's wallet for everything that takes money out of it. Holds can still be resolved, and refunds still
 * arrive. Throws `account_not_found`.
 */
export async function closeWallet(tx: Tx, { owner }: { owner: string }): Promise<void> {
  await named(driverOf(tx)`select ledger.close_wallet(${owner}, ${now().toISOString()})`);
}

/**
 * Which outside account: each provider has one that mirrors its balance, with the sign turned round. What the provider
 * has is what this account lacks.
 */
type Outside = { readonly outside?: string };

/**
 * Money from outside into the owner's wallet, which is opened if it does not exist. Throws `amount_out_of_range`,
 * `idempotency_mismatch`, `currency_mismatch`.
 */
export async function deposit(
  tx: Tx,
  input: Cause & Outside & { owner: string; amountCents: Cents },
): Promise<Transfer> {
  const { owner, outside = OUTSIDE, ...movement } = input;
  return post(tx, {
    ...movement,
    kind: "deposit",
    from: { kind: "external", owner: outside },
    to: { kind: "wallet", owner },
  });
}

/**
 * Money that came in for the owner and was taken back from outside: out of the wallet as far as it reaches, even a
 * closed one. What it does not reach is owed, and is settled first by whatever comes into the wallet. Throws
 * `amount_out_of_range`, `idempotency_mismatch`.
 */
export async function reverseDeposit(
  tx: Tx,
  { outside = OUTSIDE, ...reversal }: Cause & Outside & { owner: string; amountCents: Cents },
): Promise<Reversal> {
  return postReversal(tx, { ...reversal, outside });
}

/**
 * Gives back what a reversal took, into the owner's wallet, even a closed one. Like everything that comes in, it settles
 * first what is owed. Throws like `deposit`.
 */
export async function reinstateDeposit(
  tx: Tx,
  input: Cause & Outside & { owner: string; amountCents: Cents },
): Promise<Transfer> {
  const { owner, outside = OUTSIDE, ...movement } = input;
  return post(tx, {
    ...movement,
    kind: "reinstatement",
    from: { kind: "external", owner: outside },
    to: { kind: "wallet", owner },
  });
}

/**
 * What the provider kept of its balance for its own work, at the operator's cost: no wallet is touched. A negative
 * amount is a fee that it gave back. Throws `amount_out_of_range`, `idempotency_mismatch`.
 */
export async function payProcessorFee(
  tx: Tx,
  input: Cause & { outside: string; amountCents: Cents },
): Promise<Transfer> {
  const { outside, amountCents, ...cause } = input;
  const fees = { kind: "platform", owner: PROCESSOR_FEES } as const;
  const provider = { kind: "external", owner: outside } as const;
  const movement = { ...cause, kind: "processor_fee" } as const;
  return amountCents > 0
    ? post(tx, { ...movement, from: fees, to: provider, amountCents })
    : post(tx, { ...movement, from: provider, to: fees, amountCents: negateCents(amountCents) });
}

/** Who is paid when the hold is released: a person's wallet, or the outside world (a payout), through a provider. */
export type Payee = { readonly kind: "wallet" | "external"; readonly owner: string } | "outside";

/**
 * The first phase of a two-phase transfer: moves the amount out of the payer's wallet onto the hold of `holdFor`. This
 * fixes payer and payee: the hold can only go to the payee or return to the payer. Throws `insufficient_funds` (with
 * `missing`), `hold_exists`, `account_closed`, `amount_out_of_range`, `idempotency_mismatch`, `currency_mismatch`.
 */
export async function holdFunds(
  tx: Tx,
  input: Cause & { payer: string; payee: Payee; holdFor: string; amountCents: Cents },
): Promise<Transfer> {
  const payee =
    input.payee === "outside" ? { kind: "external" as const, owner: OUTSIDE } : input.payee;
  return postHold(tx, { ...input, payee });
}

/**
 * Pays held money to the payee's wallet, less the fee, which goes to the platform's account in the same transfer.
 * Throws `hold_already_resolved` (with `remainingCents`) when less is left than
 * asked for, `account_not_found` without a hold, `idempotency_mismatch`, `amount_out_of_range`.
 */
export async function releaseHold(tx: Tx, release: Release): Promise<ResolvedHold> {
  return postResolution(tx, "release", release);
}

/** Refunds held money to the payer's wallet, even to a closed one. Throws like `releaseHold`. */
export async function refundHold(tx: Tx, resolution: Resolution): Promise<ResolvedHold> {
  return postResolution(tx, "refund", resolution);
}

/** Lets held money leave for the outside world: the bank has it. Throws like `releaseHold`. */
export async function payOut(tx: Tx, resolution: Resolution): Promise<ResolvedHold> {
  return postResolution(tx, "payout", resolution);
}

/** Returns the money of a failed payout to its wallet, even to a closed one. Throws like `releaseHold`. */
export async function returnPayout(tx: Tx, resolution: Resolution): Promise<ResolvedHold> {
  return postResolution(tx, "refund", resolution);
}

/**
 * Locks the wallets of the two that a hold is between, in the ledger's own order: for a caller who moves the money of
 * several holds between the same two.
 */
export async function lockParties(tx: Tx, holdFor: string): Promise<void> {
  await driverOf(tx)`select ledger.lock_parties(${holdFor})`;
}

/**
 * Resolves a hold for both sides at once, with a release and a refund under the keys `<key>:release` and
 * `<key>:refund`. A side of zero is left out. Both happen or neither. Throws like `releaseHold`.
 */
export async function splitHold(
  tx: Tx,
  split: Cause & { holdFor: string; toPayeeCents: Cents; toPayerCents: Cents },
): Promise<ResolvedHold[]> {
  const { holdFor, key, reference, toPayeeCents, toPayerCents } = split;
  const sides = [
    { kind: "release", amountCents: toPayeeCents },
    { kind: "refund", amountCents: toPayerCents },
  ] as const;
  return tx.transaction(async (both) => {
    await lockParties(both, holdFor);
    const resolved: ResolvedHold[] = [];
    for (const { kind, amountCents } of sides) {
      if (amountCents === 0) continue;
      const side = { holdFor, reference, key: `${key}:${kind}`, amountCents };
      resolved.push(await postResolution(both, kind, side));
    }
    return resolved;
  });
}

/**
 * Money that was paid and is given back by whom it reached: from wallet to wallet, never a reversal of what was. Throws
 * `insufficient_funds` (with `missing`), `account_not_found`, `account_closed`, `amount_out_of_range`,
 * `idempotency_mismatch`.
 */
export async function giveBack(
  tx: Tx,
  input: Cause & { from: string; to: string; amountCents: Cents },
): Promise<Transfer> {
  const { from, to, ...movement } = input;
  return post(tx, {
    ...movement,
    kind: "give_back",
    from: { kind: "wallet", owner: from },
    to: { kind: "wallet", owner: to },
  });
}

/**
 * A correction by an admin: moves a signed amount between the platform's account and a wallet (positive: into the
 * wallet). The reason becomes the reference and stays visible in the history. Throws `invalid_input` without a reason,
 * `insufficient_funds`, `account_not_found`, `amount_out_of_range`.
 */
export async function adjust(
  tx: Tx,
  input: Pick<Cause, "key"> & { owner: string; amountCents: Cents; reason: string },
): Promise<Transfer> {
  const { key, owner, amountCents } = input;
  const reason = input.reason.trim();
  if (reason === "") throw new DomainError("invalid_input");
  const wallet = { kind: "wallet", owner } as const;
  const platform = { kind: "platform", owner: PLATFORM } as const;
  const movement = { kind: "adjustment", key, reference: `adjustment:${reason}` } as const;
  return amountCents > 0
    ? post(tx, { ...movement, from: platform, to: wallet, amountCents })
    : post(tx, { ...movement, from: wallet, to: platform, amountCents: negateCents(amountCents) });
}
