import { and, eq, inArray, sql } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { payments } from "#db/schema";
import type { Actor, Role, VerifiedActor } from "#lib/auth/actor";
import { getEnv } from "#lib/env";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { getOwed } from "#lib/ledger/queries";
import { MIN_PAYMENT_CENTS, mayPay, UNSETTLED } from "./policy.ts";
import { type AddFundsInput, addFundsInput } from "./schema.ts";
import { startDeposit } from "./start-deposit.ts";

/** Whether clients may add funds beforehand here. */
export function canAddFunds(role: Role): boolean {
  return getEnv().WALLET_TOP_UPS && mayPay(role, "deposit");
}

/**
 * Records a client's deposit, which is sent to the provider after the commit. Nothing is in the wallet until the
 * provider has settled it. The same form sent twice returns the first payment. Throws `forbidden`, `top_ups_off` where
 * it would do more than settle what is owed, `amount_out_of_range`, `amount_not_possible`, `invalid_input` for an unknown
 * card, `idempotency_mismatch`.
 */
export function addFunds(
  actor: VerifiedActor,
  input: AddFundsInput,
  tx?: Tx,
): Promise<{ paymentId: Id<"pay">; isReplay: boolean }> {
  return inTransaction(tx, async (tx) => {
    const deposit = addFundsInput.parse(input);
    const payment = await startDeposit(tx, actor, { ...deposit, purpose: "wallet" });
    if (!payment.isReplay && !getEnv().WALLET_TOP_UPS) await requireOwed(tx, actor);
    return payment;
  });
}

/**
 * Money that only settles what is owed is no balance that is kept: all deposits that have not ended, the new one too,
 * come to no more than that, or than the least payment. The new one has locked the person's row, so two tabs take turns.
 */
async function requireOwed(tx: Tx, { userId }: Actor): Promise<void> {
  // In this order: one that settles in between is counted twice, never missed.
  const [onTheirWay] = await tx
    .select({ cents: sql<string>`coalesce(sum(${payments.amountCents}), 0)` })
    .from(payments)
    .where(
      and(
        eq(payments.userId, userId),
        eq(payments.direction, "deposit"),
        eq(payments.purpose, "wallet"),
        inArray(payments.status, [...UNSETTLED]),
      ),
    );
  const owedCents = await getOwed(tx, userId);
  const isMore = Number(onTheirWay?.cents) > Math.max(owedCents, MIN_PAYMENT_CENTS);
  if (owedCents === 0 || isMore) throw new DomainError("top_ups_off");
}
