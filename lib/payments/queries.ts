import {
  and,
  asc,
  count,
  countDistinct,
  desc,
  eq,
  gt,
  gte,
  inArray,
  lt,
  min,
  sql,
  sum,
} from "drizzle-orm";
import { getDb, type Tx } from "#db/client";
import { accounts, contracts, entries, jobs, payments, transfers, users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { getBalance } from "#lib/ledger/get-balance";
import { type Cents, cents, negateCents } from "#lib/money";
import { now } from "#lib/time";
import { monthBoundaries, monthOf } from "./months.ts";
import type { PaymentDirection } from "./policy.ts";
import type { PaymentMethod } from "./provider.ts";
import type { HistoryScope, MonthView, PaymentView, TransitView, WalletView } from "./schema.ts";

const MONTHS_SHOWN = 12;
const ACCOUNTS_SHOWN = 3;
const CONTRACTS_SHOWN = 100;

/** One of this person's payments. Throws `not_found`, also for somebody else's. */
export async function getPayment(actor: Actor, paymentId: Id<"pay">): Promise<PaymentView> {
  const [payment] = await getDb()
    .select(paymentColumns)
    .from(payments)
    .where(and(eq(payments.id, paymentId), eq(payments.userId, actor.userId)));
  if (!payment) throw new DomainError("not_found");
  return payment;
}

export const paymentColumns = {
  paymentId: payments.id,
  direction: payments.direction,
  amountCents: payments.amountCents,
  status: payments.status,
  method: payments.method,
  failureReason: payments.failureReason,
  createdAt: payments.createdAt,
  expectedAt: payments.expectedAt,
  finishedAt: payments.finishedAt,
};

/** Bank accounts that this person was paid to before, the latest first. */
export async function listEarlierAccounts(actor: Actor): Promise<PaymentMethod[]> {
  return getDb()
    .select({ token: payments.methodToken, label: payments.method })
    .from(payments)
    .where(
      and(
        eq(payments.userId, actor.userId),
        eq(payments.direction, "payout"),
        eq(payments.status, "settled"),
      ),
    )
    .groupBy(payments.methodToken, payments.method)
    .orderBy(desc(sql`max(${payments.createdAt})`))
    .limit(ACCOUNTS_SHOWN);
}

/** What this person's history can be narrowed to. Years are those of `timeZone` (IANA). */
export async function getHistoryScope(actor: Actor, timeZone = "UTC"): Promise<HistoryScope> {
  const [first] = await getDb()
    .select({ at: users.createdAt })
    .from(users)
    .where(eq(users.id, actor.userId));
  const presentYear = monthOf(now(), timeZone).year;
  const firstYear = Math.min(first ? monthOf(first.at, timeZone).year : presentYear, presentYear);
  return {
    years: Array.from({ length: presentYear - firstYear + 1 }, (_, back) => presentYear - back),
    contracts: await getDb()
      .select({ contractId: contracts.id, jobTitle: jobs.title })
      .from(contracts)
      .innerJoin(jobs, eq(jobs.id, contracts.jobId))
      .where(isPartyOf(actor))
      .orderBy(desc(contracts.createdAt))
      .limit(CONTRACTS_SHOWN),
  };
}

/** The present balance alone, in minor units; zero without a wallet. */
export function getAvailable(actor: Actor): Promise<Cents> {
  return getBalance(getDb(), { kind: "wallet", owner: actor.userId });
}

/**
 * The wallet's figures, all of one moment, so that no two of them contradict each other. Months are those of
 * `timeZone` (IANA). Throws `not_found` for admins, who have no wallet.
 */
export async function getWallet(actor: Actor, timeZone = "UTC"): Promise<WalletView> {
  if (actor.role === "admin") throw new DomainError("not_found");
  return inSnapshot(async (tx) => {
    const held = await getHeld(tx, actor);
    return {
      availableCents: await getBalance(tx, { kind: "wallet", owner: actor.userId }),
      heldCents: held.cents,
      heldContracts: held.contracts,
      incoming: await getTransit(tx, actor, "deposit"),
      outgoing: await getTransit(tx, actor, "payout"),
      months: await listMonths(tx, actor, timeZone),
    };
  });
}

/** Runs several reads on one state of the database. */
export function inSnapshot<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return getDb().transaction(work, { isolationLevel: "repeatable read", accessMode: "read only" });
}

/** The condition that a contract is this person's. */
export function isPartyOf(actor: Actor) {
  const party = actor.role === "client" ? contracts.clientId : contracts.freelancerId;
  return eq(party, actor.userId);
}

async function getHeld(tx: Tx, actor: Actor): Promise<{ cents: Cents; contracts: number }> {
  const [held] = await tx
    .select({ cents: sum(accounts.balance), contracts: count() })
    .from(contracts)
    .innerJoin(accounts, and(eq(accounts.kind, "hold"), eq(accounts.owner, contracts.id)))
    .where(and(isPartyOf(actor), gt(accounts.balance, cents(0))));
  return { cents: cents(held?.cents ?? 0), contracts: held?.contracts ?? 0 };
}

async function getTransit(tx: Tx, actor: Actor, direction: PaymentDirection): Promise<TransitView> {
  const [transit] = await tx
    .select({
      cents: sum(payments.amountCents),
      count: count(),
      expectedAt: min(payments.expectedAt),
    })
    .from(payments)
    .where(
      and(
        eq(payments.userId, actor.userId),
        eq(payments.direction, direction),
        inArray(payments.status, ["created", "pending"]),
      ),
    );
  return {
    amountCents: cents(transit?.cents ?? 0),
    count: transit?.count ?? 0,
    expectedAt: transit?.expectedAt ?? null,
  };
}

/** Per month, what left the holds of this person's contracts for the freelancer: earned by one, spent by the other. */
async function listMonths(tx: Tx, actor: Actor, timeZone: string): Promise<MonthView[]> {
  const boundaries = monthBoundaries(now(), MONTHS_SHOWN, timeZone);
  const starts = boundaries.slice(0, MONTHS_SHOWN);
  const [from, until] = [boundaries[0], boundaries.at(-1)];
  if (!from || !until) return [];
  const array = `{${starts.map((start) => start.toISOString()).join(",")}}`;
  const index = sql<number>`width_bucket(${transfers.occurredAt}, ${array}::text::timestamptz[])`;
  const rows = await tx
    .select({
      month: index.as("month"),
      cents: sum(entries.amount),
      jobs: countDistinct(contracts.id),
    })
    .from(contracts)
    .innerJoin(accounts, and(eq(accounts.kind, "hold"), eq(accounts.owner, contracts.id)))
    .innerJoin(entries, eq(entries.accountId, accounts.id))
    .innerJoin(transfers, eq(transfers.id, entries.transferId))
    .where(
      and(
        isPartyOf(actor),
        eq(transfers.kind, "release"),
        gte(transfers.occurredAt, from),
        lt(transfers.occurredAt, until),
      ),
    )
    .groupBy(sql`month`)
    .orderBy(asc(sql`month`));
  const byMonth = new Map(rows.map((row) => [Number(row.month), row]));
  return starts.map((startsAt, at) => {
    const row = byMonth.get(at + 1);
    return { startsAt, amountCents: negateCents(cents(row?.cents ?? 0)), jobs: row?.jobs ?? 0 };
  });
}
