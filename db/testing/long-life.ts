import type { Sql } from "postgres";
import { fund } from "./factories.ts";
import { FIRST_MILESTONES } from "./first-milestones.ts";
import { hire, makePair, type Pair, resolve } from "./wallet-life.ts";

/**
 * A client and a freelancer with this many contracts, each held and released at one moment. The database's owner makes
 * them, all of one job: only their number matters.
 */
export async function makeLongLife(owner: Sql, count: number): Promise<Pair> {
  const pair = await makePair();
  await fund(pair.client, count * 100);
  const first = await hire(pair, 100);
  await resolve(first, "release");
  await owner.unsafe(`
    alter table contracts drop constraint if exists "contracts_jobId_unique";
    alter table contracts drop constraint if exists "contracts_proposalId_unique";`);
  await owner`
    insert into contracts (id, job_id, proposal_id, client_id, freelancer_id, price_cents, timeline_days, release_rule,
      review_window_days, created_at, due_at)
    select 'ctr_' || md5(random()::text || n), job_id, proposal_id, client_id, freelancer_id, price_cents, timeline_days,
      release_rule, review_window_days, created_at, due_at
    from contracts, generate_series(2, ${count}::int) as n where id = ${first}`;
  await owner.unsafe(FIRST_MILESTONES);
  await owner`
    update contracts set held_cents = 0, released_at = created_at where client_id = ${pair.client.userId}`;
  await owner`
    update milestones set status = 'released', released_at = funded_at, released_cents = amount_cents,
      earned_cents = amount_cents, ended_at = funded_at
    where client_id = ${pair.client.userId} and released_at is null`;
  await owner`
    select ledger.hold(id || ':hold', 'contract:' || id, 'EUR', '2026-11-20T09:00:00Z', client_id, 'wallet',
      freelancer_id, id, 100),
      ledger.resolve('release', id || ':release', 'contract:' || id, 'EUR', '2026-11-20T09:00:00Z', id, 100)
    from contracts where client_id = ${pair.client.userId} and id <> ${first}`;
  await owner`analyze`;
  return pair;
}
