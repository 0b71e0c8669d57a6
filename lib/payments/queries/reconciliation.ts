import {
  and,
  count,
  desc,
  eq,
  inArray,
  isNotNull,
  isNull,
  lt,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import { getDb } from "#db/client";
import { paymentDifferences, payments, reconciliations, users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { requireRight } from "#lib/auth/staff";
import { now } from "#lib/time";
import { listProviders } from "../find-provider.ts";
import type { DifferenceView, ReconciliationView, StuckPaymentView } from "../operator-views.ts";
import { DEPOSIT_TAKES_MS, PAYOUT_TAKES_MS, UNSETTLED } from "../policy.ts";

const SHOWN = 20;
const LISTED = 50;

/**
 * For each provider that is set up, the last reconciliation that ended and the one that is under way, for an admin. For
 * everyone else it does not exist: throws not_found.
 */
export async function listReconciliations(actor: Actor): Promise<readonly ReconciliationView[]> {
  requireRight(actor, "keepBooks");
  return Promise.all(
    listProviders().map(async ({ name, label }) => {
      const [[last], [current]] = await Promise.all([
        latest(and(eq(reconciliations.provider, name), isNotNull(reconciliations.finishedAt))),
        latest(and(eq(reconciliations.provider, name), isNull(reconciliations.finishedAt))),
      ]);
      return { provider: label, last: last ?? null, current: current ?? null };
    }),
  );
}

function latest(where: SQL | undefined) {
  const { askedAt, finishedAt, listed, compared, totals, found, mended } = reconciliations;
  return getDb()
    .select({ askedAt, finishedAt, listed, compared, totals, found, mended })
    .from(reconciliations)
    .where(where)
    .orderBy(desc(finishedAt))
    .limit(1);
}

/** A difference that nobody has explained yet. */
export const isOpenDifference = and(
  isNull(paymentDifferences.matchedAt),
  isNull(paymentDifferences.explainedAt),
);
const isClosed = or(
  isNotNull(paymentDifferences.matchedAt),
  isNotNull(paymentDifferences.explainedAt),
);

/** How many differences are neither matched nor explained, for an admin. Throws not_found for everyone else. */
export async function countOpenDifferences(actor: Actor): Promise<number> {
  requireRight(actor, "keepBooks");
  const [row] = await getDb()
    .select({ n: count() })
    .from(paymentDifferences)
    .where(isOpenDifference);
  return row?.n ?? 0;
}

/**
 * A page of the differences that are open, or that are matched or explained, newest first, for an admin; `before`
 * continues below one of them. Throws not_found for everyone else.
 */
export async function listDifferences(
  actor: Actor,
  { isOpen: wantsOpen, before }: { isOpen: boolean; before: number | null },
): Promise<{ rows: readonly DifferenceView[]; next: number | null }> {
  requireRight(actor, "keepBooks");
  const { id, provider, subject: _, explainedBy, ...columns } = differenceColumns;
  const found = await getDb()
    .select({ differenceId: id, providerName: provider, explainedBy: users.name, ...columns })
    .from(paymentDifferences)
    .leftJoin(users, eq(users.id, explainedBy))
    .where(
      and(wantsOpen ? isOpenDifference : isClosed, before === null ? undefined : lt(id, before)),
    )
    .orderBy(desc(id))
    .limit(SHOWN + 1);
  const labels = new Map(listProviders().map(({ name, label }) => [name, label]));
  const rows = found.slice(0, SHOWN).map(({ providerName, ...row }) => ({
    provider: labels.get(providerName) ?? providerName,
    ...row,
  }));
  const last = rows.at(-1);
  return { rows, next: last && found.length > SHOWN ? last.differenceId : null };
}

const differenceColumns = {
  id: paymentDifferences.id,
  provider: paymentDifferences.provider,
  subject: paymentDifferences.subject,
  kind: paymentDifferences.kind,
  paymentId: paymentDifferences.paymentId,
  reference: paymentDifferences.reference,
  source: paymentDifferences.source,
  word: paymentDifferences.word,
  oursCents: paymentDifferences.oursCents,
  theirsCents: paymentDifferences.theirsCents,
  currency: paymentDifferences.currency,
  firstSeenAt: paymentDifferences.firstSeenAt,
  lastSeenAt: paymentDifferences.lastSeenAt,
  matchedAt: paymentDifferences.matchedAt,
  mendedAt: paymentDifferences.mendedAt,
  explainedAt: paymentDifferences.explainedAt,
  explainedBy: paymentDifferences.explainedBy,
  note: paymentDifferences.note,
};

/**
 * Payments that are under way for longer than banks take, the oldest first, for an admin. One that waits for its person
 * counts from when it should have ended. Throws not_found for everyone else.
 */
export async function listStuckPayments(actor: Actor): Promise<readonly StuckPaymentView[]> {
  requireRight(actor, "keepBooks");
  const { id, direction, amountCents, status, method, createdAt, expectedAt } = payments;
  return getDb()
    .select({ paymentId: id, direction, amountCents, status, method, createdAt, expectedAt })
    .from(payments)
    .where(isStuck(now()))
    .orderBy(createdAt, id)
    .limit(LISTED);
}

/** True for payments that are under way for longer than banks take. The index has those that are under way alone. */
export function isStuck(at: Date): SQL | undefined {
  const { direction, status, createdAt, expectedAt } = payments;
  const since = sql`case ${direction} when 'payout' then ${createdAt} else greatest(${createdAt}, ${expectedAt}) end`;
  const limit = sql`case ${direction} when 'payout'
    then ${new Date(at.getTime() - PAYOUT_TAKES_MS).toISOString()}::timestamptz
    else ${new Date(at.getTime() - DEPOSIT_TAKES_MS).toISOString()}::timestamptz end`;
  return and(inArray(status, UNSETTLED), lt(since, limit));
}
