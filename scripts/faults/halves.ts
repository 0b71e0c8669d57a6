import { sql } from "drizzle-orm";
import { getDb } from "#db/client";

/**
 * Everything of which there is one half: a settled payment without its money, a contract without its hold, paid work
 * that was not paid, a submission without its files, a step without its event or its task. Empty when all is whole.
 */
export async function listHalves(): Promise<string[]> {
  const rows = await getDb().execute<{ what: string; id: string }>(sql`
    with contract as (
      select c.*, j.status, p.status as proposal_status,
        coalesce((select a.balance from ledger.accounts a where a.kind = 'hold' and a.owner = c.id), -1) as held,
        (select count(*) from ledger.transfers t where t.reference = 'contract:' || c.id and t.kind = 'hold') as holds,
        (select count(*) from ledger.transfers t where t.reference = 'contract:' || c.id and t.kind = 'release')
          as releases,
        (select count(*) from submissions s where s.contract_id = c.id) as submissions
      from contracts c join jobs j on j.id = c.job_id join proposals p on p.id = c.proposal_id
    ), payment as (
      select p.*,
        (select count(*) from ledger.transfers t where t.reference = 'payment:' || p.id and t.kind = 'deposit')
          as deposits,
        (select count(*) from ledger.transfers t where t.reference = 'payment:' || p.id and t.kind = 'hold') as holds,
        (select count(*) from ledger.transfers t where t.reference = 'payment:' || p.id and t.kind = 'payout')
          as payouts,
        (select count(*) from sandbox_bank_orders o where o.payment_id = p.id) as orders
      from payments p
    )
    select 'a deposit and its money' as what, id from payment
      where direction = 'deposit' and deposits <> (case when status = 'settled' then 1 else 0 end)
    union all select 'a payout and its hold', id from payment where direction = 'payout' and holds <> 1
    union all select 'a payout and its money', id from payment
      where direction = 'payout' and payouts <> (case when status = 'settled' then 1 else 0 end)
    union all select 'a payment that never ends', id from payment where status in ('created', 'pending')
    union all select 'a payment and the bank''s order', id from payment where status <> 'created' and orders <> 1
    union all select 'a contract and its hold', id from contract where holds <> 1
      or held <> (case when released_at is null and cancelled_at is null then price_cents else 0 end)
    union all select 'a payment and its release', id from contract
      where releases <> (case when released_at is null then 0 else 1 end)
    union all select 'a completed contract that is not paid', id from contract
      where completed_at is not null and (released_at is null or releases <> 1 or held <> 0)
    union all select 'work paid on submission that is not paid', id from contract
      where release_rule = 'on_submission' and submissions > 0 and releases <> 1
    union all select 'a contract and its job', id from contract where (status = 'completed') <> (completed_at is not null)
      or status in ('open', 'closed') or proposal_status <> 'accepted'
    union all select 'an accepted proposal without a contract', id from proposals
      where status = 'accepted' and id not in (select proposal_id from contracts)
    union all select 'a submission and its files', s.id from submissions s join contracts c on c.id = s.contract_id
      where (select count(*) from files f where f.submission_id = s.id and f.status = 'stored') is distinct from
        (select (e.details ->> 'files')::bigint from job_events e where e.job_id = c.job_id and e.kind = 'submitted'
          and (e.details ->> 'number')::int = s.number)
    union all select 'a contract and what it says is held', id from contract where held_cents <> held
    union all select 'a contract and its milestone', c.id from contracts c where 1 <> (
      select count(*) from milestones m where m.contract_id = c.id and m.amount_cents = c.price_cents
        and m.released_at is not distinct from c.released_at and m.refunded_at is not distinct from c.cancelled_at)
    union all select 'held money and the moment at which it moves', m.contract_id from milestones m
      left join clocks k on k.contract_id = m.contract_id and k.subject = m.number::text
      where (m.status in ('funded', 'submitted')) <> (k.at is not null)
    union all select 'a review window and its clock', c.id from contracts c
      left join clocks k on k.contract_id = c.id and k.what = 'window_passed'
      where c.review_ends_at is distinct from k.at
    union all select 'a job and its first revision', j.id from jobs j
      where not exists (select 1 from job_revisions r where r.job_id = j.id and r.revision = 1)
    union all select 'a proposal and its first revision', p.id from proposals p
      where not exists (select 1 from proposal_revisions r where r.proposal_id = p.id and r.revision = 1)
    union all select 'a contract and its event', c.id from contracts c where 1 <> (
      select count(*) from job_events e where e.job_id = c.job_id and e.kind = 'hired')
    union all select 'a review and its event', r.id from reviews r join contracts c on c.id = r.contract_id
      where 1 <> (select count(*) from job_events e where e.job_id = c.job_id and e.kind = 'reviewed'
        and e.actor_id = r.author_id)
    union all select 'a form without its answer', key from form_answers where answer is null
    union all select 'a task that was given up', coalesce(singleton_key, name) from pgboss.job where name = 'undeliverable'
    union all select 'news that nobody was told', user_id from inbox_noted`);
  return rows.map(({ what, id }) => `${what}: ${id}`);
}
