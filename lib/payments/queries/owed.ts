import { and, desc, eq, isNull, lt, sql } from "drizzle-orm";
import { getDb } from "#db/client";
import { accounts, paymentReversals, payments, users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { requireRight } from "#lib/auth/staff";
import type { Id } from "#lib/ids";
import { getOwed } from "#lib/ledger/queries";
import { negateCents } from "#lib/money";
import type { OwingPerson } from "../operator-views.ts";
import type { OwedView, ReversalView } from "../wallet-views.ts";

const SHOWN = 20;
const LISTED = 200;

const reversalColumns = {
  paymentId: payments.id,
  method: payments.method,
  amountCents: paymentReversals.amountCents,
  reason: paymentReversals.reason,
  reversedAt: paymentReversals.reversedAt,
  wonAt: paymentReversals.wonAt,
};

/** What this person owes, why, and what they have begun to pay of it; null while nothing is owed. */
export async function findOwed({ userId }: Actor): Promise<OwedView | null> {
  const owedCents = await getOwed(getDb(), userId);
  if (owedCents === 0) return null;
  const [reversals, unfinished] = await Promise.all([
    getDb()
      .select(reversalColumns)
      .from(paymentReversals)
      .innerJoin(payments, eq(payments.id, paymentReversals.paymentId))
      .where(and(eq(payments.userId, userId), isNull(paymentReversals.wonAt)))
      .orderBy(desc(paymentReversals.reversedAt))
      .limit(SHOWN),
    getDb()
      .select({ paymentId: payments.id, amountCents: payments.amountCents })
      .from(payments)
      .where(and(eq(payments.userId, userId), isUnfinishedDeposit))
      .orderBy(desc(payments.createdAt))
      .limit(SHOWN),
  ]);
  return { owedCents, reversals, unfinished };
}

const isUnfinishedDeposit = and(
  eq(payments.direction, "deposit"),
  eq(payments.purpose, "wallet"),
  eq(payments.status, "requires_action"),
  isNull(payments.givenUpAt),
);

/** What was taken back of one of this person's payments, oldest first. */
export async function listReversals(
  { userId }: Actor,
  paymentId: Id<"pay">,
): Promise<readonly ReversalView[]> {
  return getDb()
    .select(reversalColumns)
    .from(paymentReversals)
    .innerJoin(payments, eq(payments.id, paymentReversals.paymentId))
    .where(and(eq(payments.id, paymentId), eq(payments.userId, userId)))
    .orderBy(paymentReversals.reversedAt)
    .limit(SHOWN);
}

/** Everybody who owes something, the most first, for an admin. For everyone else it does not exist: throws not_found. */
export async function listOwed(actor: Actor): Promise<readonly OwingPerson[]> {
  requireRight(actor, "keepBooks");
  const rows = await getDb()
    .select({ userId: users.id, name: users.name, balance: accounts.balance })
    .from(accounts)
    .innerJoin(users, eq(users.id, sql`${accounts.owner}`))
    .where(and(eq(accounts.kind, "owed"), lt(accounts.balance, sql`0`)))
    .orderBy(accounts.balance, users.id)
    .limit(LISTED);
  return rows.map(({ balance, ...person }) => ({ ...person, owedCents: negateCents(balance) }));
}
