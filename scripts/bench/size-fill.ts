import type { Sql } from "postgres";
import { FIRST_MILESTONES } from "#db/testing/first-milestones";
import type { Actor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";

/*
 * People and jobs of two sizes, one a hundredth of the other: years of work in few statements, with the ledger as its
 * own postings would have left it, but for the hashes.
 */

/** Everybody else: the other sides of the measured people. */
const CROWD = 10_000;
/** All prices; the amounts say nothing here. */
const PRICE_CENTS = 10_000;

export type Size = "big" | "small";
export const SHARE: Record<Size, number> = { big: 1, small: 0.01 };

/** The same things, with much and with little behind them. */
export type Subjects = {
  /** With 5,000 jobs: 200 open, 800 running, 3,500 ended, 500 closed. */
  readonly client: Actor;
  /** With 5,000 proposals: 500 wait, 500 work, 2,000 ended work, 2,000 ended otherwise. */
  readonly freelancer: Actor;
  /** With 10,000 proposals. */
  readonly jobId: Id<"job">;
  readonly jobOwner: Actor;
  /** Two wallets of 100,000 rows each: 40,000 contracts between them, deposits and withdrawals. */
  readonly payer: Actor;
  readonly payee: Actor;
  readonly contractId: Id<"ctr">;
};

export async function fillSizes(sql: Sql): Promise<Record<Size, Subjects>> {
  // The rows are right by construction; checking each against its neighbours would take minutes.
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx.unsafe(people());
    for (const size of ["big", "small"] as const) await tx.unsafe(work(size));
    await tx.unsafe(FIRST_MILESTONES);
    await tx.unsafe(MONEY);
  });
  await sql`vacuum analyze`;
  await sql`checkpoint`;
  return { big: subjectsOf("big"), small: subjectsOf("small") };
}

/** Numbers of the people who are measured, above the crowd's. */
const NUMBER: Record<Size, number> = { big: 900_000, small: 800_000 };
const CLIENT = 1;
const FREELANCER = 2;
const OWNER = 3;
const PAYER = 4;
const PAYEE = 5;

function subjectsOf(size: Size): Subjects {
  const number = NUMBER[size];
  const actor = (who: number, role: Actor["role"]): Actor => ({
    userId: `usr_${padded(number + who)}`,
    role,
  });
  return {
    client: actor(CLIENT, "client"),
    freelancer: actor(FREELANCER, "freelancer"),
    jobOwner: actor(OWNER, "client"),
    jobId: `job_${padded(number * 1000 + OWNER * 100_000 + 1)}`,
    payer: actor(PAYER, "client"),
    payee: actor(PAYEE, "freelancer"),
    contractId: `ctr_${padded(number * 1000 + PAYER * 100_000 + 3)}`,
  };
}

function padded(number: number): string {
  return String(number).padStart(26, "0");
}

function idOf(prefix: string, number: string): string {
  return `'${prefix}_' || lpad((${number})::text, 26, '0')`;
}

/** The crowd has clients with even and freelancers with odd numbers. */
function people(): string {
  const own = Object.values(NUMBER).flatMap((number) => [
    [number + CLIENT, "client"],
    [number + FREELANCER, "freelancer"],
    [number + OWNER, "client"],
    [number + PAYER, "client"],
    [number + PAYEE, "freelancer"],
  ]);
  return `
    create temporary table person on commit drop as
    select n, case when n % 2 = 0 then 'client' else 'freelancer' end as role from generate_series(1, ${2 * CROWD}) n
    union all select * from (values ${own.map(([n, role]) => `(${n}, '${role}')`).join(", ")}) own;
    insert into users (id, email, password_hash, role, name, handle, created_at, onboarded_at, email_verified_at)
    select ${idOf("usr", "n")}, 'bench-' || n || '@example.com', '', role, 'Person ' || n, 'bench-' || n,
      now() - interval '3 years', now() - interval '3 years', now() from person;
    insert into client_profiles (user_id, company_name)
    select ${idOf("usr", "n")}, 'Company ' || n from person where role = 'client';
    insert into freelancer_profiles (user_id, headline, skills, completed_count, review_count, rating_hundredths)
    select ${idOf("usr", "n")}, 'Makes things', array['SQL'], n % 9, n % 7, case when n % 7 > 0 then 300 + n % 200 end
    from person where role = 'freelancer';
    insert into ledger.accounts (id, kind, owner, currency)
    select nextval('ledger.account_ids'), 'wallet', ${idOf("usr", "n")}, 'EUR' from person;
    create temporary table made (contract_id text, job_id text, client_id text, freelancer_id text, status text,
      created_at timestamptz, ended_at timestamptz) on commit drop;
  `;
}

const crowdClient = idOf("usr", `(n * 7919 % ${CROWD} + 1) * 2`);
const crowdFreelancer = idOf("usr", `(n * 7919 % ${CROWD}) * 2 + 1`);

function work(size: Size): string {
  const number = NUMBER[size];
  const base = (who: number) => number * 1000 + who * 100_000;
  const of = (count: number) => Math.round(count * SHARE[size]);
  const person = (who: number) => `'usr_${padded(number + who)}'`;
  return [
    contracts(base(CLIENT), of(4300), person(CLIENT), crowdFreelancer, of(800)),
    jobs(base(CLIENT) + 10_000, of(200), person(CLIENT), "open"),
    jobs(base(CLIENT) + 20_000, of(500), person(CLIENT), "closed"),
    proposals(
      base(CLIENT) + 30_000,
      of(2000),
      idOf("job", `${base(CLIENT) + 10_000} + 1 + n % ${of(200)}`),
      crowdFreelancer,
      "case when n % 9 = 0 then 'declined' else 'submitted' end",
    ),
    contracts(base(FREELANCER), of(2500), crowdClient, person(FREELANCER), of(500)),
    jobs(base(FREELANCER) + 10_000, of(2500), crowdClient, "open"),
    proposals(
      base(FREELANCER) + 20_000,
      of(2500),
      idOf("job", `${base(FREELANCER) + 10_000} + n`),
      person(FREELANCER),
      "(array['submitted', 'declined', 'not_selected', 'withdrawn', 'not_selected'])[1 + n % 5]",
    ),
    jobs(base(OWNER), 1, person(OWNER), "open"),
    proposals(
      base(OWNER) + 10_000,
      of(10_000),
      `'job_${padded(base(OWNER) + 1)}'`,
      crowdFreelancer,
      "case when n % 9 = 0 then 'declined' else 'submitted' end",
    ),
    contracts(base(PAYER), of(40_000), person(PAYER), person(PAYEE), of(400)),
  ].join("\n");
}

/** When the n-th of `count` happened: evenly over two years. */
function moment(count: number): string {
  return `date_trunc('milliseconds', now() - (${count} - n + 1) * interval '730 days' / ${count})`;
}

/** Jobs without a contract. */
function jobs(base: number, count: number, client: string, status: string): string {
  return `
    insert into jobs (id, client_id, request_key, title, description, category, skills, budget_cents, timeline_days,
      release_rule, review_window_days, status, created_at, updated_at, expires_at)
    select ${idOf("job", `${base} + n`)}, ${client}, 'bench-' || ${base} + n, 'Job number ' || n || ' for a new shop',
      'Something to do', 'data', array['SQL'], ${PRICE_CENTS}, 7, 'on_approval', 7, '${status}',
      ${moment(count)}, ${moment(count)}, now() + interval '10 years' from generate_series(1, ${count}) n;
    insert into job_proposal_counts (job_id, is_open, proposal_count, segment)
    select ${idOf("job", `${base} + n`)}, '${status}' = 'open', 0, '0' from generate_series(1, ${count}) n;`;
}

function proposals(
  base: number,
  count: number,
  job: string,
  freelancer: string,
  status: string,
): string {
  return `
    insert into proposals (id, job_id, freelancer_id, cover_letter, price_cents, timeline_days, status, created_at,
      decided_at, shortlisted_at)
    select ${idOf("prp", `${base} + n`)}, ${job}, ${freelancer}, 'I have done this before, and would begin on Monday.',
      5000 + n * 7919 % 60 * 100, 3 + n % 20, ${status}, ${moment(count)},
      case when ${status} <> 'submitted' then ${moment(count)} + interval '1 hour' end,
      case when n % 100 = 1 then ${moment(count)} end
    from generate_series(1, ${count}) n;
    update job_proposal_counts c set proposal_count = found.made
    from (select job_id, count(*) as made from proposals where status <> 'withdrawn' group by job_id) found
    where found.job_id = c.job_id;`;
}

/** Jobs with contracts, oldest first; the last \`running\` of them go on, every third of these under review. */
function contracts(
  base: number,
  count: number,
  client: string,
  freelancer: string,
  running: number,
): string {
  const status = `case when n <= ${count - running} then case when n % 20 = 0 then 'cancelled' else 'completed' end
    when n % 3 = 0 then 'under_review' else 'in_progress' end`;
  const ended = `case when n <= ${count - running} then ${moment(count)} + interval '1 hour' end`;
  return `
    with new as (
      insert into made
      select ${idOf("ctr", `${base} + n`)}, ${idOf("job", `${base} + n`)}, ${client}, ${freelancer}, ${status},
        ${moment(count)}, ${ended} from generate_series(1, ${count}) n returning *
    ), job as (
      insert into jobs (id, client_id, request_key, title, description, category, skills, budget_cents, timeline_days,
        release_rule, review_window_days, status, created_at, updated_at)
      select job_id, client_id, 'bench-' || job_id, 'Contract number ' || right(job_id, 5), 'Something to do', 'data',
        array['SQL'], ${PRICE_CENTS}, 14, 'on_approval', 7, status, created_at, coalesce(ended_at, created_at) from new
    ), proposal as (
      insert into proposals (id, job_id, freelancer_id, cover_letter, price_cents, timeline_days, status, created_at, decided_at)
      select 'prp' || substr(contract_id, 4), job_id, freelancer_id, 'I have done this before.', ${PRICE_CENTS}, 14,
        'accepted', created_at - interval '1 hour', created_at from new
    )
    insert into contracts (id, job_id, proposal_id, client_id, freelancer_id, price_cents, timeline_days, release_rule,
      review_window_days, created_at, due_at, review_ends_at, released_at, completed_at, cancelled_at)
    select contract_id, job_id, 'prp' || substr(contract_id, 4), client_id, freelancer_id, ${PRICE_CENTS}, 14, 'on_approval', 7,
      created_at, created_at + interval '14 days',
      case when status = 'under_review' then now() + interval '5 days' end,
      case when status = 'completed' then ended_at end, case when status = 'completed' then ended_at end,
      case when status = 'cancelled' then ended_at end
    from new;`;
}

/** Each contract's money: a hold, and at its end a release or a refund; a deposit and a withdrawal for every second. */
const MONEY = `
  insert into payments (id, user_id, direction, amount_cents, status, method, method_token, provider, request_key,
    created_at, finished_at)
  select 'pay' || substr(contract_id, 4), client_id, 'deposit', ${2 * PRICE_CENTS}, 'settled', 'Card ··4242', 'token', 'bench',
    'in-' || contract_id, created_at - interval '1 second', created_at - interval '1 second'
  from made where right(contract_id, 1)::int % 2 = 1
  union all
  select 'pay' || translate(substr(contract_id, 4), '0', 'z'), freelancer_id, 'payout', ${PRICE_CENTS}, 'settled', 'Bank account ··4417',
    'token', 'bench', 'out-' || contract_id, ended_at + interval '1 second', ended_at + interval '1 second'
  from made where status = 'completed' and right(contract_id, 1)::int % 2 = 1;

  insert into ledger.accounts (id, kind, owner, currency, balance, seq, held, released, refunded, payer_id, payee_id)
  select nextval('ledger.account_ids'), 'hold', contract_id, 'EUR', case when ended_at is null then ${PRICE_CENTS} else 0 end,
    case when ended_at is null then 1 else 2 end, ${PRICE_CENTS}, case when status = 'completed' then ${PRICE_CENTS} else 0 end,
    case when status = 'cancelled' then ${PRICE_CENTS} else 0 end, payer.id, payee.id
  from made
  join ledger.accounts payer on payer.kind = 'wallet' and payer.owner = client_id
  join ledger.accounts payee on payee.kind = 'wallet' and payee.owner = freelancer_id;

  create temporary table move on commit drop as
  select row_number() over (order by at, step) as id, * from (
    select created_at as at, 2 as step, 'hold' as kind, 'contract:' || contract_id as reference, contract_id as hold,
      client_id as wallet, -${PRICE_CENTS} as amount, ${PRICE_CENTS} as onto from made
    union all
    select ended_at, 3, case when status = 'completed' then 'release' else 'refund' end, 'contract:' || contract_id, contract_id,
      case when status = 'completed' then freelancer_id else client_id end, ${PRICE_CENTS}, -${PRICE_CENTS}
    from made where ended_at is not null
    union all
    select created_at, case direction when 'deposit' then 1 else 4 end, case direction when 'deposit' then 'deposit' else 'hold' end,
      'payment:' || id, null, user_id, case direction when 'deposit' then amount_cents else -amount_cents end, 0
    from payments
  ) step;
  insert into ledger.transfers (id, kind, idempotency_key, request_hash, reference, currency, occurred_at) overriding system value
  select id, kind::ledger.transfer_kind, 'bench:' || id, '\\x00', reference, 'EUR', at from move;
  insert into ledger.entries (account_id, seq, transfer_id, currency, amount, balance_after, hash)
  select a.id, row_number() over w, m.id, 'EUR', m.amount, sum(m.amount) over w, '\\x00'
  from move m join ledger.accounts a on a.kind = 'wallet' and a.owner = m.wallet
  window w as (partition by a.id order by m.id);
  insert into ledger.entries (account_id, seq, transfer_id, currency, amount, balance_after, hash)
  select a.id, row_number() over w, m.id, 'EUR', m.onto, sum(m.onto) over w, '\\x00'
  from move m join ledger.accounts a on a.kind = 'hold' and a.owner = m.hold
  window w as (partition by a.id order by m.id);
  update ledger.accounts a set seq = last.seq, balance = greatest(0, last.balance_after), last_hash = last.hash
  from (select distinct on (account_id) * from ledger.entries order by account_id, seq desc) last
  where last.account_id = a.id and a.kind = 'wallet';`;
