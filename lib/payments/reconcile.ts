import { and, eq, isNull } from "drizzle-orm";
import { getDb } from "#db/client";
import { reconciliations } from "#db/schema";
import type { SYSTEM } from "#lib/auth/actor";
import { log } from "#lib/log";
import { now } from "#lib/time";
import { findProvider } from "./find-provider.ts";
import { type Comparison, compareBooks } from "./internal/compare-books.ts";
import { findLastReconciliation } from "./internal/last-reconciliation.ts";
import { adoptOrphans, mirrorPage } from "./internal/mirror-transactions.ts";
import type { PaymentProvider } from "./provider.ts";

/**
 * Carries out the reconciliation that was asked for: writes down what the provider lists since shortly before the last
 * one, posts its fees, and compares its balance with our account of it. Each new difference is a row that an admin sees,
 * and an alarm in the log. Nothing is asked for: nothing happens. Provider errors pass through; another try goes on with
 * the same one.
 */
export async function reconcile(
  _doer: typeof SYSTEM,
  { provider: name }: { provider: string },
): Promise<void> {
  const [asked] = await getDb()
    .update(reconciliations)
    .set({ startedAt: now(), listed: 0 })
    .where(and(eq(reconciliations.provider, name), isNull(reconciliations.finishedAt)))
    .returning({ id: reconciliations.id });
  if (!asked) return;
  const provider = findProvider(name);
  if (!provider) throw new Error(`No provider is set up for ${name}`);
  await mirror(provider, asked.id);
  const found = await getDb().transaction(async (tx) => {
    const comparison = await compareBooks(tx, name);
    const { compared, totals } = comparison;
    await tx
      .update(reconciliations)
      .set({ finishedAt: now(), compared, totals })
      .where(eq(reconciliations.id, asked.id));
    return comparison;
  });
  raiseAlarm(name, found);
}

async function mirror(provider: PaymentProvider, id: number): Promise<void> {
  let listed = 0;
  const last = await findLastReconciliation(provider.name);
  for await (const page of provider.listTransactions(last?.listsFrom ?? null)) {
    await mirrorPage(provider.name, page);
    listed += page.length;
    await getDb().update(reconciliations).set({ listed }).where(eq(reconciliations.id, id));
  }
  await adoptOrphans(provider.name);
}

function raiseAlarm(provider: string, { compared, newCount, news }: Comparison): void {
  if (newCount === 0) {
    log.info({ provider, compared }, "The provider’s balance was compared");
    return;
  }
  log.error(
    { provider, compared, newCount, news },
    "The provider’s balance differs from our books",
  );
}
