import { and, eq, getTableColumns, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { getDb, type Tx } from "#db/client";
import { balanceTransactions } from "#db/schema";
import { payProcessorFee } from "#lib/ledger/movements";
import { CURRENCY } from "#lib/money";
import { now } from "#lib/time";
import type { BalanceTransaction } from "../provider.ts";

/** The ledger's name for why a fee was paid, and the name of the fee among what is compared. */
export function feeReference(transaction: string): string {
  return `fee:${transaction}`;
}

/**
 * Writes down one page of what a provider lists, and posts the fee of each balance transaction that is new, in one
 * transaction. One that is known is written over, so that a provider that tells something else later is found out; its
 * fee is posted only at first.
 */
export async function mirrorPage(
  provider: string,
  page: readonly BalanceTransaction[],
): Promise<void> {
  if (page.length === 0) return;
  await getDb().transaction(async (tx) => {
    const rows = page.map((row) => ({ ...row, provider, firstSeenAt: now() }));
    const written = await tx
      .insert(balanceTransactions)
      .values(rows)
      .onConflictDoUpdate({
        target: [balanceTransactions.provider, balanceTransactions.reference],
        set: {
          kind: sql`excluded.kind`,
          word: sql`excluded.word`,
          grossCents: sql`excluded.gross_cents`,
          feeCents: sql`excluded.fee_cents`,
          netCents: sql`excluded.net_cents`,
          currency: sql`excluded.currency`,
        },
      })
      .returning({ ...getTableColumns(balanceTransactions), isNew: sql<boolean>`xmax = 0` });
    for (const row of written) if (row.isNew) await postFee(tx, provider, row);
  });
}

/** In another currency there is no account that it could be posted on: reconciliation shows it. */
async function postFee(
  tx: Tx,
  provider: string,
  {
    reference,
    feeCents,
    currency,
  }: Pick<BalanceTransaction, "reference" | "feeCents" | "currency">,
): Promise<void> {
  if (feeCents === 0 || currency !== CURRENCY) return;
  await payProcessorFee(tx, {
    outside: provider,
    amountCents: feeCents,
    key: `${provider}:${reference}:fee`,
    reference: feeReference(reference),
  });
}

/** Gives each balance transaction that names no payment the payment of the one that it is about. */
export async function adoptOrphans(provider: string): Promise<void> {
  const parents = alias(balanceTransactions, "parents");
  await getDb()
    .update(balanceTransactions)
    .set({ paymentId: sql`${parents.paymentId}` })
    .from(parents)
    .where(
      and(
        eq(balanceTransactions.provider, provider),
        isNull(balanceTransactions.paymentId),
        eq(parents.provider, provider),
        eq(parents.source, balanceTransactions.parent),
        sql`${parents.paymentId} is not null`,
      ),
    );
}
