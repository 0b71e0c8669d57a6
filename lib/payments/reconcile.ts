import { and, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { getDb } from "#db/client";
import { paymentDifferences, payments, reconciliations } from "#db/schema";
import type { SYSTEM } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { log } from "#lib/log";
import { now } from "#lib/time";
import { findProvider } from "./find-provider.ts";
import { askProvider } from "./internal/ask-provider.ts";
import { compareBooks } from "./internal/compare-books.ts";
import { findLastReconciliation } from "./internal/last-reconciliation.ts";
import { adoptOrphans, mirrorPage } from "./internal/mirror-transactions.ts";
import type { PaymentProvider } from "./provider.ts";

/** One reconciliation asks about no more payments, the newest differences first: each is a call to the provider. */
const ASKED_ABOUT = 200;
/** At most so many of what was found are named to whoever is alarmed. */
const NAMED = 20;

/**
 * Carries out the reconciliation that was asked for: writes down what the provider lists since shortly before the last
 * one, posts its fees, and compares its balance with our account of it. Each new difference is a row. The provider is
 * asked at once about the payments that differ, because a message may have been lost, and what still differs then is an
 * alarm in the log, for an admin to look at. Nothing is asked for: nothing happens. Provider errors pass through; another
 * try goes on with the same one.
 */
export async function reconcile(
  doer: typeof SYSTEM,
  { provider: name }: { provider: string },
): Promise<void> {
  const [begun] = await getDb()
    .update(reconciliations)
    .set({ startedAt: now(), listed: 0 })
    .where(and(eq(reconciliations.provider, name), isNull(reconciliations.finishedAt)))
    .returning({ id: reconciliations.id });
  if (!begun) return;
  const provider = findProvider(name);
  if (!provider) throw new Error(`No provider is set up for ${name}`);
  await mirror(provider, begun.id);
  await compare(name, begun.id);
  const asked = await askAboutOpen(doer, name);
  if (asked.length > 0) await compare(name, begun.id, asked);
  const [ended] = await getDb()
    .update(reconciliations)
    .set({ finishedAt: now() })
    .where(eq(reconciliations.id, begun.id))
    .returning();
  if (ended) await raiseAlarm(ended);
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

/** Counts what is found and mended in the transaction that writes it down, so that a try that breaks off loses none. */
async function compare(
  provider: string,
  id: number,
  asked: readonly Id<"pay">[] = [],
): Promise<void> {
  await getDb().transaction(async (tx) => {
    const { compared, totals, found, mended } = await compareBooks(tx, provider, asked);
    await tx
      .update(reconciliations)
      .set({
        compared,
        totals,
        found: sql`${reconciliations.found} + ${found}`,
        mended: sql`${reconciliations.mended} + ${mended}`,
      })
      .where(eq(reconciliations.id, id));
  });
}

/**
 * Asks the provider about the payments with an open difference, and records its answers. Returns those that it answered.
 * One that it does not answer, or whose answer contradicts what is recorded, keeps its difference.
 */
async function askAboutOpen(doer: typeof SYSTEM, provider: string): Promise<Id<"pay">[]> {
  const { matchedAt, explainedAt, id } = paymentDifferences;
  const rows = await getDb()
    .select({
      id: payments.id,
      provider: payments.provider,
      providerReference: payments.providerReference,
    })
    .from(paymentDifferences)
    .innerJoin(payments, eq(payments.id, paymentDifferences.paymentId))
    .where(
      and(
        eq(paymentDifferences.provider, provider),
        eq(payments.provider, provider),
        isNull(matchedAt),
        isNull(explainedAt),
        isNotNull(payments.providerReference),
      ),
    )
    .orderBy(desc(id))
    .limit(ASKED_ABOUT);
  const answered: Id<"pay">[] = [];
  for (const payment of new Map(rows.map((row) => [row.id, row])).values()) {
    try {
      await askProvider(doer, payment);
      answered.push(payment.id);
    } catch (error) {
      log.warn({ err: error, paymentId: payment.id }, "A payment that differs was not followed");
    }
  }
  return answered;
}

type Ended = typeof reconciliations.$inferSelect;

/** The rows that were made since the asking are the provider's newest ones: one reconciliation follows another. */
async function raiseAlarm({ provider, compared, found, mended }: Ended): Promise<void> {
  const { id, subject, kind, oursCents, theirsCents, currency, matchedAt } = paymentDifferences;
  const made = getDb()
    .select({ id, subject, kind, oursCents, theirsCents, currency, matchedAt })
    .from(paymentDifferences)
    .where(eq(paymentDifferences.provider, provider))
    .orderBy(desc(id))
    .limit(found)
    .as("made");
  const news = await getDb()
    .select({
      subject: made.subject,
      kind: made.kind,
      oursCents: made.oursCents,
      theirsCents: made.theirsCents,
      currency: made.currency,
      newCount: sql<number>`count(*) over ()::int`,
    })
    .from(made)
    .where(isNull(made.matchedAt))
    .limit(NAMED);
  const [first] = news;
  if (!first) {
    log.info({ provider, compared, found, mended }, "The provider’s balance was compared");
    return;
  }
  const { newCount } = first;
  log.error(
    { provider, compared, found, mended, newCount, news },
    "The provider’s balance differs from our books",
  );
}
