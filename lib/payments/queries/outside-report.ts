import { and, eq, inArray, isNull } from "drizzle-orm";
import { getDb } from "#db/client";
import { balanceTransactions, paymentDifferences } from "#db/schema";
import type { SYSTEM } from "#lib/auth/actor";
import { HOUR_MS } from "#lib/time";
import { listTotals, type Total } from "../internal/compare-books.ts";
import { findLastReconciliation } from "../internal/last-reconciliation.ts";
import type { BalanceTransaction, PaymentProvider } from "../provider.ts";

/** At most this many open differences are named. */
const NAMED = 100;

export type OutsideReport = {
  /** What both sides hold, as far as what the provider lists is written down here. */
  readonly totals: readonly Total[];
  readonly reconciledAt: Date | null;
  /** Listed by the provider since then. */
  readonly newCount: number;
  /** What must not be: differences that are open, and what the last reconciliation should have seen. */
  readonly problems: readonly string[];
};

/**
 * Holds our account of a provider against what the provider lists now, changing nothing. Provider errors pass through.
 */
export async function reportOutside(
  _by: typeof SYSTEM,
  provider: PaymentProvider,
): Promise<OutsideReport> {
  const last = await findLastReconciliation(provider.name);
  const problems = await listOpen(provider.name);
  let newCount = 0;
  for await (const page of provider.listTransactions(last?.listsFrom ?? null)) {
    for (const transaction of await findUnlike(provider.name, page)) {
      if (!last || transaction.createdAt.getTime() > last.startedAt.getTime() - HOUR_MS)
        newCount += 1;
      else problems.push(`${transaction.reference} is not in the books as the provider lists it`);
    }
  }
  const totals = await listTotals(getDb(), provider.name);
  return { totals, reconciledAt: last?.startedAt ?? null, newCount, problems };
}

/** Those of a page that are not written down with this amount. */
async function findUnlike(
  provider: string,
  page: readonly BalanceTransaction[],
): Promise<BalanceTransaction[]> {
  if (page.length === 0) return [];
  const { reference, netCents, currency } = balanceTransactions;
  const references = page.map((transaction) => transaction.reference);
  const rows = await getDb()
    .select({ reference, netCents, currency })
    .from(balanceTransactions)
    .where(and(eq(balanceTransactions.provider, provider), inArray(reference, references)));
  const known = new Map(rows.map((row) => [row.reference, `${row.netCents} ${row.currency}`]));
  return page.filter((one) => known.get(one.reference) !== `${one.netCents} ${one.currency}`);
}

async function listOpen(name: string): Promise<string[]> {
  const { provider, matchedAt, explainedAt, subject, kind, oursCents, theirsCents, id } =
    paymentDifferences;
  const rows = await getDb()
    .select({ subject, kind, oursCents, theirsCents })
    .from(paymentDifferences)
    .where(and(eq(provider, name), isNull(matchedAt), isNull(explainedAt)))
    .orderBy(id)
    .limit(NAMED);
  return rows.map(
    (row) => `${row.subject}: ${row.kind}: ours ${row.oursCents}, theirs ${row.theirsCents}`,
  );
}
