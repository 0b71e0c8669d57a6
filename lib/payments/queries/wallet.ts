import { and, asc, desc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { driverOf, getDb, type Tx } from "#db/client";
import { countAtMost } from "#db/keyset";
import { contracts, jobs, payments, payoutSteps, users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { isStaff } from "#lib/auth/staff";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { getBalance } from "#lib/ledger/queries";
import { type Cents, cents } from "#lib/money";
import { hasWords, SEARCHED_MOST, type WorkSearch } from "#lib/search/queries/work-search";
import { now } from "#lib/time";
import type { HistoryScope } from "../history-views.ts";
import { monthBoundaries, monthOf } from "../months.ts";
import type { PaymentDirection } from "../policy.ts";
import type { PaymentMethod } from "../provider.ts";
import type { PaymentView, PayoutStepView, TransitView, WalletView } from "../wallet-views.ts";

const MONTHS_SHOWN = 12;
const ACCOUNTS_SHOWN = 3;
const STEPS_SHOWN = 20;
const CONTRACTS_SHOWN = 100;

/** One of this person's payments. Throws `not_found`, also for other people's. */
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
  actionAddress: payments.actionAddress,
  actionNeeds: payments.actionNeeds,
  createdAt: payments.createdAt,
  expectedAt: payments.expectedAt,
  finishedAt: payments.finishedAt,
  givenUpAt: payments.givenUpAt,
  refundOf: payments.refundOf,
};

/** What the provider did so far to pay somebody out, oldest first. Throws `not_found` as the payment does. */
export async function listPayoutSteps(
  actor: Actor,
  paymentId: Id<"pay">,
): Promise<PayoutStepView[]> {
  await getPayment(actor, paymentId);
  const { reference, kind, status, reason, changedAt, firstSeenAt } = payoutSteps;
  return getDb()
    .select({ reference, kind, status, reason, changedAt })
    .from(payoutSteps)
    .where(eq(payoutSteps.paymentId, paymentId))
    .orderBy(asc(firstSeenAt), asc(reference))
    .limit(STEPS_SHOWN);
}

/** Bank accounts that this person was paid to before, most recent first. */
export async function listEarlierAccounts(actor: Actor): Promise<PaymentMethod[]> {
  return getDb()
    .select({ token: payments.methodToken, label: payments.method })
    .from(payments)
    .where(
      and(
        eq(payments.userId, actor.userId),
        eq(payments.direction, "payout"),
        eq(payments.status, "settled"),
        isNull(payments.refundOf),
      ),
    )
    .groupBy(payments.methodToken, payments.method)
    .orderBy(desc(sql`max(${payments.createdAt})`))
    .limit(ACCOUNTS_SHOWN);
}

/**
 * The values that this person's history can be filtered by. Years are those of `timeZone` (IANA); contracts are the newest,
 * of those that `search` finds by the job's title.
 */
export async function getHistoryScope(
  actor: Actor,
  timeZone = "UTC",
  { search = null, chosen = null }: { search?: WorkSearch | null; chosen?: Id<"ctr"> | null } = {},
): Promise<HistoryScope> {
  const [[first], newest, own, mostCount] = await Promise.all([
    getDb().select({ at: users.createdAt }).from(users).where(eq(users.id, actor.userId)),
    listNamedContracts(actor, search),
    chosen ? selectNamedContracts(and(isPartyOf(actor), eq(contracts.id, chosen))) : [],
    countAtMost(getDb(), { table: contracts, where: isPartyOf(actor), most: CONTRACTS_SHOWN }),
  ]);
  const presentYear = monthOf(now(), timeZone).year;
  const firstYear = Math.min(first ? monthOf(first.at, timeZone).year : presentYear, presentYear);
  const others = newest.filter(({ contractId }) => contractId !== chosen);
  return {
    years: Array.from({ length: presentYear - firstYear + 1 }, (_, back) => presentYear - back),
    contracts: [...own, ...others],
    hasMoreContracts: mostCount > CONTRACTS_SHOWN,
  };
}

function listNamedContracts(actor: Actor, search: WorkSearch | null) {
  const newest = getDb()
    .select({ id: contracts.id })
    .from(contracts)
    .where(isPartyOf(actor))
    .orderBy(desc(contracts.createdAt))
    .limit(search ? SEARCHED_MOST : CONTRACTS_SHOWN);
  const isFound = search ? hasWords(search, sql`${jobs.title}`) : undefined;
  return selectNamedContracts(and(inArray(contracts.id, newest), isFound));
}

function selectNamedContracts(where: SQL | undefined) {
  return getDb()
    .select({ contractId: contracts.id, jobTitle: jobs.title })
    .from(contracts)
    .innerJoin(jobs, eq(jobs.id, contracts.jobId))
    .where(where)
    .orderBy(desc(contracts.createdAt))
    .limit(CONTRACTS_SHOWN);
}

/** Only the current balance, in minor units; zero without a wallet. */
export function getAvailable(actor: Actor): Promise<Cents> {
  return getBalance(getDb(), { kind: "wallet", owner: actor.userId });
}

/**
 * The wallet's figures, all from one moment, so that no two contradict each other. Months are those of `timeZone`
 * (IANA). Throws `not_found` for admins, who have no wallet.
 */
export async function getWallet(actor: Actor, timeZone = "UTC"): Promise<WalletView> {
  if (isStaff(actor.role)) throw new DomainError("not_found");
  const boundaries = monthBoundaries(now(), MONTHS_SHOWN, timeZone);
  const row = await readFigures(actor, boundaries);
  return {
    availableCents: cents(row.available),
    heldCents: cents(row.held),
    heldContracts: row.heldContracts,
    incoming: transitOf(row, "deposit"),
    outgoing: transitOf(row, "payout"),
    months: boundaries.slice(0, MONTHS_SHOWN).map((startsAt, at) => {
      const moved = row.months.find(({ month }) => month === at + 1);
      const amountCents = cents(moved?.cents ?? 0);
      return { startsAt, amountCents, jobs: moved?.jobs ?? 0 };
    }),
  };
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

type Figures = {
  readonly available: string;
  readonly held: string;
  readonly heldContracts: number;
  readonly transits: readonly {
    readonly direction: PaymentDirection;
    readonly cents: string;
    readonly count: number;
    readonly expectedAt: string | null;
  }[];
  /**
   * What was released on this person's contracts: a freelancer's earnings, after fees, or a client's spending. Counted from 1; a month in which nothing moved is missing.
   */
  readonly months: readonly { month: number; cents: string; jobs: number }[];
};

/** One statement sees one state of the database, at a third of the price of a transaction with five of them. */
async function readFigures(actor: Actor, boundaries: readonly Date[]): Promise<Figures> {
  const driver = driverOf(getDb());
  const party = driver(actor.role === "client" ? "client_id" : "freelancer_id");
  const share = driver(actor.role === "client" ? "released_cents" : "earned_cents");
  const moments = boundaries.map((boundary) => boundary.toISOString());
  const starts = `{${moments.slice(0, -1).join(",")}}`;
  const ends = `{${moments.slice(1).join(",")}}`;
  const [row] = await driver<Figures[]>`
    with held as (
      select sum(a.balance) as cents, count(distinct c.id)::int as contracts from contracts c
      join milestones m on m.contract_id = c.id and m.funded_at is not null
      join ledger.accounts a on a.kind = 'hold' and a.owner = m.hold
      where c.${party} = ${actor.userId} and c.held_cents > 0 and a.balance > 0
    ), transit as (
      select direction, sum(amount_cents)::text as cents, count(*)::int as count, min(expected_at) as "expectedAt"
      from payments where user_id = ${actor.userId} and status <> 'settled' and status <> 'failed'
        and status <> 'requires_action'
      group by direction
    ), monthly as (
      select month, released.cents, released.jobs
      from unnest(${starts}::text::timestamptz[], ${ends}::text::timestamptz[]) with ordinality
        bounds (start_at, end_at, month)
      cross join lateral (
        select sum(${share})::text as cents, count(distinct contract_id)::int as jobs from milestones
        where ${party} = ${actor.userId} and released_at is not null
          and released_at >= bounds.start_at and released_at < bounds.end_at
      ) released
      where released.jobs > 0
    )
    select
      coalesce((select balance from ledger.accounts where kind = 'wallet' and owner = ${actor.userId}), 0)::text
        as available,
      (select coalesce(cents, 0)::text from held) as held,
      (select contracts from held) as "heldContracts",
      (select coalesce(json_agg(transit), '[]') from transit) as transits,
      (select coalesce(json_agg(monthly), '[]') from monthly) as months`;
  if (!row) throw new Error("A wallet has no figures");
  return row;
}

function transitOf({ transits }: Figures, wanted: PaymentDirection): TransitView {
  const transit = transits.find(({ direction }) => direction === wanted);
  const expectedAt = transit?.expectedAt ? new Date(transit.expectedAt) : null;
  return { amountCents: cents(transit?.cents ?? 0), count: transit?.count ?? 0, expectedAt };
}
