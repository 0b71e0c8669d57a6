import type { Sql } from "postgres";
import { allowMinutes, driverOf, type Reader, type Tx } from "#db/client";
import type { Id } from "#lib/ids";
import { OUTSIDE } from "#lib/ledger/schema";
import { CURRENCY } from "#lib/money";
import { now } from "#lib/time";
import { FRESH_MS, PAYOUT_TAKES_MS } from "../policy.ts";

/** How long the comparison of large books may take. */
const COMPARE_MINUTES = 30;

/** What both sides hold in one currency, in its minor units. */
export type Total = { readonly currency: string; readonly ours: number; readonly theirs: number };

export type Comparison = {
  /** How many payments, fees and other subjects both sides have together. */
  readonly compared: number;
  readonly totals: readonly Total[];
  /** How many differences are new. */
  readonly found: number;
  /** How many are over, of the payments that the provider was asked about. */
  readonly mended: number;
};

/**
 * Both sides of every subject: payments, fees, and what belongs to no payment. Ours is what our account says that the
 * provider has of it. What is in another currency has only their side, without its fee taken apart.
 */
function bothSides(sql: Sql, provider: string) {
  return sql`
    ours as (
      select transfer.reference as subject, -sum(entry.amount) as cents, max(transfer.occurred_at) as moved_at
      from ledger.accounts account
      join ledger.entries entry on entry.account_id = account.id
      join ledger.transfers transfer on transfer.id = entry.transfer_id
      -- What was recorded before each provider had an account of its own.
      left join payments former on account.owner = ${OUTSIDE} and transfer.reference = 'payment:' || former.id
      where account.kind = 'external' and (account.owner = ${provider} or former.provider = ${provider})
      group by transfer.reference
    ), moved as (
      select coalesce('payment:' || payment_id, 'transaction:' || reference) as subject,
        case when currency = ${CURRENCY} then gross_cents else net_cents end as cents, currency, reference, source, word,
        kind, created_at
      from balance_transactions where provider = ${provider} and gross_cents <> 0
      union all
      select 'fee:' || reference, net_cents - gross_cents, currency, reference, source, word, kind, created_at
      from balance_transactions
      where provider = ${provider} and net_cents <> gross_cents and (currency = ${CURRENCY} or gross_cents = 0)
    ), theirs as (
      select subject, coalesce(sum(cents) filter (where currency = ${CURRENCY}), 0) as cents,
        sum(cents) filter (where currency <> ${CURRENCY}) as foreign_cents,
        min(currency) filter (where currency <> ${CURRENCY}) as foreign_currency,
        max(created_at) as moved_at, (array_agg(reference order by created_at desc))[1] as reference,
        (array_agg(source order by created_at desc))[1] as source,
        (array_agg(word order by created_at desc))[1] as word, bool_or(kind = 'other') as is_unknown
      from moved group by subject
    ), both_sides as materialized (
      select subject, coalesce(ours.cents, 0) as ours, coalesce(theirs.cents, 0) as theirs,
        ours.subject is not null as is_here, theirs.subject is not null as is_there, foreign_cents, foreign_currency,
        reference, source, word, is_unknown, greatest(ours.moved_at, theirs.moved_at) as moved_at
      from ours full join theirs using (subject)
    )`;
}

/** What our account says that a provider has, and what all that it has listed leaves there, for each currency. */
function totals(sql: Sql, provider: string) {
  return sql`
    select currency, case when currency = ${CURRENCY} then (select coalesce(sum(ours), 0) from both_sides) else 0 end
        ::float8 as ours,
      coalesce(sum(cents), 0)::float8 as theirs
    from (
      select ${CURRENCY}::text as currency, 0 as cents
      union all
      select currency::text, net_cents from balance_transactions where provider = ${provider}
    ) held
    group by currency order by currency`;
}

/**
 * Compares our account of a provider with its balance transactions. What differs gets a row, or has one that was seen
 * again; a row that is no longer true is matched. What moved a moment ago, or is on its way to a bank, gets no row yet,
 * unless the provider has just been asked about it: those payments are `asked`, and what is over of them is mended.
 * PostgreSQL does all of it, so that nothing has to fit in this process. Over all subjects, ours less theirs is what both
 * sides differ by.
 */
export async function compareBooks(
  tx: Tx,
  provider: string,
  asked: readonly Id<"pay">[] = [],
): Promise<Comparison> {
  await allowMinutes(tx, COMPARE_MINUTES);
  const sql = driverOf(tx);
  const at = now().toISOString();
  const fresh = new Date(now().getTime() - FRESH_MS).toISOString();
  const sentLately = new Date(now().getTime() - PAYOUT_TAKES_MS).toISOString();
  const [row] = await sql<{ compared: number; totals: Total[]; found: number; mended: number }[]>`
    with ${bothSides(sql, provider)}, unequal as materialized (
      select both_sides.subject, payment.id as payment_id, both_sides.reference, both_sides.source, both_sides.word,
        case when foreign_cents is not null then 'other_currency'
          when not is_there then 'missing_there'
          when ours = 0 and payment.status = 'failed' then 'failed_here'
          when not is_here and payment.id is null and is_unknown then 'unknown_kind'
          when not is_here then 'missing_here'
          when theirs = 0 and payment.direction = 'payout' then 'came_back'
          else 'other_amount' end as kind,
        ours, coalesce(foreign_cents, theirs) as theirs, coalesce(foreign_currency, ${CURRENCY}) as currency,
        payment.id is not null and not payment.id = any(${[...asked]}::text[]) and (moved_at > ${fresh}::timestamptz or (
          payment.direction = 'payout' and payment.status in ('created', 'requires_action', 'pending')
          and ours = 0 and theirs = -payment.amount_cents and moved_at > ${sentLately}::timestamptz)) as is_early
      from both_sides
      left join payments payment on payment.provider = ${provider} and both_sides.subject = 'payment:' || payment.id
      where ours <> theirs or foreign_cents is not null
    ), written as (
      insert into payment_differences (provider, kind, subject, payment_id, reference, source, word, ours_cents,
        theirs_cents, currency, first_seen_at, last_seen_at)
      select ${provider}, kind, subject, payment_id, reference, source, word, ours, theirs, currency,
        ${at}::timestamptz, ${at}::timestamptz
      from unequal
      where not is_early or exists (
        select from payment_differences standing
        where standing.provider = ${provider} and standing.matched_at is null
          and (standing.subject, standing.kind, standing.ours_cents, standing.theirs_cents, standing.currency)
            = (unequal.subject, unequal.kind, unequal.ours, unequal.theirs, unequal.currency))
      on conflict (provider, subject, kind, ours_cents, theirs_cents, currency) where matched_at is null
      do update set last_seen_at = excluded.last_seen_at
      returning xmax = 0 as is_new
    ), matched as (
      update payment_differences standing set matched_at = ${at}::timestamptz,
        mended_at = case when standing.payment_id = any(${[...asked]}::text[])
          and not exists (select from unequal where unequal.subject = standing.subject) then ${at}::timestamptz end
      where standing.provider = ${provider} and standing.matched_at is null and not exists (
        select from unequal
        where (standing.subject, standing.kind, standing.ours_cents, standing.theirs_cents, standing.currency)
          = (unequal.subject, unequal.kind, unequal.ours, unequal.theirs, unequal.currency))
      returning mended_at
    )
    select (select count(*)::int from both_sides) as compared,
      (select json_agg(total) from (${totals(sql, provider)}) total) as totals,
      (select count(*)::int from written where is_new) as found,
      (select count(mended_at)::int from matched) as mended`;
  if (!row) throw new Error("PostgreSQL did not answer");
  return row;
}

/** What both sides hold now, changing nothing. */
export async function listTotals(reader: Reader, provider: string): Promise<Total[]> {
  const sql = driverOf(reader);
  return sql<Total[]>`with ${bothSides(sql, provider)} ${totals(sql, provider)}`;
}
