import { driverOf, type Tx } from "#db/client";
import { DomainError, type ErrorCode, type ErrorDetails } from "#lib/errors";
import { type Cents, CURRENCY, cents, formatCents, MAX_AMOUNT_CENTS } from "#lib/money";
import { now } from "#lib/time";
import type { Cause, Release, ResolvedHold, Reversal, Transfer, TransferKind } from "../schema.ts";

type Side = {
  readonly kind: "wallet" | "hold" | "platform" | "external";
  readonly owner: string;
};

export type Movement = Cause & {
  readonly kind: TransferKind;
  readonly from: Side;
  readonly to: Side;
  readonly amountCents: Cents;
};

type PostedRow = { transfer_id: string; is_replay: boolean };

/**
 * Moves one amount between two accounts inside the caller's transaction, in one prepared call of ledger.move. Throws
 * the ledger's refusals as `DomainError`; PostgreSQL then aborts the transaction.
 */
export async function post(tx: Tx, movement: Movement): Promise<Transfer> {
  checkAmount(movement.amountCents);
  const { kind, key, reference, from, to, amountCents } = movement;
  return answer(driverOf(tx)<PostedRow[]>`
    select transfer_id, is_replay from ledger.move(
      ${kind}, ${key}, ${reference}, ${CURRENCY}, ${now().toISOString()},
      ${from.kind}, ${from.owner}, ${to.kind}, ${to.owner}, ${String(amountCents)})`);
}

/** Opens a hold and funds it, in one prepared call of ledger.hold. Throws like `post`. */
export async function postHold(
  tx: Tx,
  hold: Cause & { payer: string; payee: Side; holdFor: string; amountCents: Cents },
): Promise<Transfer> {
  checkAmount(hold.amountCents);
  const { key, reference, payer, payee, holdFor, amountCents } = hold;
  return answer(driverOf(tx)<PostedRow[]>`
    select transfer_id, is_replay from ledger.hold(
      ${key}, ${reference}, ${CURRENCY}, ${now().toISOString()},
      ${payer}, ${payee.kind}, ${payee.owner}, ${holdFor}, ${String(amountCents)})`);
}

/**
 * Resolves a hold, wholly when `amountCents` is left out, in one prepared call of ledger.resolve; a release less the
 * fee, which goes to the platform. Throws like `post`.
 */
export async function postResolution(
  tx: Tx,
  kind: "release" | "refund" | "payout",
  resolution: Release,
): Promise<ResolvedHold> {
  const { key, reference, holdFor, amountCents, feeCents = 0 } = resolution;
  if (amountCents !== undefined) checkAmount(amountCents);
  const [row] = await named(driverOf(tx)<(PostedRow & { amount: string })[]>`
    select transfer_id, is_replay, amount from ledger.resolve(
      ${kind}, ${key}, ${reference}, ${CURRENCY}, ${now().toISOString()},
      ${holdFor}, ${amountCents === undefined ? null : String(amountCents)}, ${String(feeCents)})`);
  if (!row) throw new Error("The ledger answered with no row");
  return { ...transferOf(row), amountCents: cents(row.amount) };
}

/** Takes money back out of a wallet, in one prepared call of ledger.reverse. Throws like `post`. */
export async function postReversal(
  tx: Tx,
  reversal: Cause & { owner: string; amountCents: Cents; outside: string },
): Promise<Reversal> {
  const { key, reference, owner, amountCents, outside } = reversal;
  checkAmount(amountCents);
  const [row] = await named(driverOf(tx)<{ taken: string; owed: string; is_replay: boolean }[]>`
    select taken, owed, is_replay from ledger.reverse(
      ${key}, ${reference}, ${CURRENCY}, ${now().toISOString()}, ${owner}, ${String(amountCents)},
      ${outside})`);
  if (!row) throw new Error("The ledger answered with no row");
  return { takenCents: cents(row.taken), owedCents: cents(row.owed), isReplay: row.is_replay };
}

/** Awaits a call into the ledger and gives its refusals their names. */
export async function named<T>(call: PromiseLike<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw asDomainError(error);
  }
}

async function answer(call: PromiseLike<PostedRow[]>): Promise<Transfer> {
  const [row] = await named(call);
  if (!row) throw new Error("The ledger answered with no row");
  return transferOf(row);
}

function transferOf(row: PostedRow): Transfer {
  return { transferId: row.transfer_id, isReplay: row.is_replay };
}

function checkAmount(amountCents: Cents): void {
  if (amountCents >= 1 && amountCents <= MAX_AMOUNT_CENTS) return;
  throw new DomainError("amount_out_of_range", {
    min: formatCents(cents(1)),
    max: formatCents(cents(MAX_AMOUNT_CENTS)),
  });
}

/** Refusals that a person can meet. Any other WH000 is our mistake and stays an unexpected error. */
const REFUSALS = {
  insufficient_funds: (detail) => ({
    missing: formatCents(cents(detail)),
    missingCents: Number(detail),
  }),
  owes: (detail) => ({ owed: formatCents(cents(detail)) }),
  hold_already_resolved: (detail) => ({ remainingCents: Number(detail) }),
  hold_exists: () => ({}),
  idempotency_mismatch: (detail) => ({ key: detail }),
  currency_mismatch: () => ({}),
  account_not_found: () => ({}),
  account_closed: () => ({}),
} as const satisfies Partial<Record<ErrorCode, (detail: string) => ErrorDetails>>;

function asDomainError(error: unknown): unknown {
  if (!isRaised(error) || !isRefusal(error.message)) return error;
  return new DomainError(error.message, REFUSALS[error.message](error.detail ?? ""));
}

/** Checks the error's shape, not its class: the pool may have been opened by another bundled copy of the driver. */
function isRaised(error: unknown): error is Error & { detail?: string } {
  return error instanceof Error && "code" in error && error.code === "WH000";
}

function isRefusal(code: string): code is keyof typeof REFUSALS {
  return Object.hasOwn(REFUSALS, code);
}
