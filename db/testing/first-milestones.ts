/**
 * Gives every contract that has none its one milestone and its clock, as hiring and the steps after it would have: for
 * contracts that are written without them. In plain SQL, because benchmarks write very many.
 */
export const FIRST_MILESTONES = `
  insert into milestones (contract_id, number, position, client_id, freelancer_id, amount_cents, days, status, rounds,
    funded_at, due_at, released_at, released_cents, earned_cents, refunded_at, refunded_cents, ended_at)
  select c.id, 1, 1, c.client_id, c.freelancer_id, c.price_cents, c.timeline_days,
    case when c.completed_at is not null then 'released' when c.cancelled_at is not null then 'settled'
      when j.status = 'under_review' then 'submitted' else 'funded' end,
    2, c.created_at, c.due_at, c.released_at, case when c.released_at is null then 0 else c.price_cents end,
    case when c.released_at is null then 0
      else c.price_cents - greatest(c.price_cents * c.fee_basis_points / 10000, c.fee_minimum_cents) end,
    c.cancelled_at, case when c.cancelled_at is null then 0 else c.price_cents end,
    coalesce(c.completed_at, c.cancelled_at)
  from contracts c join jobs j on j.id = c.job_id
  where not exists (select from milestones m where m.contract_id = c.id);
  update contracts set held_cents = price_cents
  where released_at is null and cancelled_at is null and held_cents = 0;
  insert into clocks (contract_id, subject, what, at, waits_for)
  select c.id, '1', case m.status when 'submitted' then 'window_passed' else 'work_never_came' end,
    case m.status when 'submitted' then c.review_ends_at else m.due_at + interval '60 days' end,
    case m.status when 'submitted' then 'client' else 'freelancer' end
  from contracts c join milestones m on m.contract_id = c.id
  where m.status in ('funded', 'submitted') and not exists (select from clocks k where k.contract_id = c.id);`;
