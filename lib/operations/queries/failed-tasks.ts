import { driverOf, getDb } from "#db/client";
import { UNDELIVERABLE } from "#db/queue-names";
import type { Actor } from "#lib/auth/actor";
import { requireRight } from "#lib/auth/staff";
import type { FailedTaskView } from "../schema.ts";

const TASKS_SHOWN = 100;

type FailedRow = {
  lane: string;
  key: string;
  task: string;
  about: string;
  reason: string;
  tries: number;
  since: string;
  nextTryAt: string | null;
};

/**
 * What the operator has to know about: every task that waits for another try, was given up, or failed at its last
 * scheduled run. One row for each, the longest-standing first. Throws not_found for everyone else.
 */
export async function listFailedTasks(actor: Actor): Promise<FailedTaskView[]> {
  requireRight(actor, "operate");
  const rows = await driverOf(getDb())<FailedRow[]>`
    with failure as (
      select name as lane, singleton_key as key, data, output, retry_count as tries, created_on as since,
        started_on as last_at, start_after as next_at
      from pgboss.job where state = 'retry' and name <> ${UNDELIVERABLE.name}
      union all
      select source_name, singleton_key, data, coalesce(source_output, output), coalesce(source_retry_count, 0) + 1,
        coalesce(source_created_on, created_on), created_on, null
      from pgboss.job where name = ${UNDELIVERABLE.name} and state < 'active'
      union all
      select * from (
        select distinct on (singleton_key) name, singleton_key, data, output,
          count(*) over by_kind as tries, min(completed_on) over by_kind as since, completed_on as last_at, null::timestamptz
        from pgboss.job where name = 'clock' and state = 'failed'
        window by_kind as (partition by singleton_key)
        order by singleton_key, completed_on desc
      ) failed where not exists (
        select from pgboss.job done where done.name = 'clock' and done.state = 'completed'
          and done.singleton_key = failed.singleton_key and done.completed_on > failed.last_at)
    )
    select lane, key, (array_agg(data->>'task'))[1] as task,
      coalesce((array_agg((select string_agg(part.value, ', ') from jsonb_each_text(data->'input') as part)))[1], '')
        as about,
      coalesce((array_agg(coalesce(output->>'message', output->'value'->>'message') order by last_at desc nulls last))[1],
        'It ended without saying why.') as reason,
      sum(tries)::int as tries, to_json(min(since))#>>'{}' as since, to_json(max(next_at))#>>'{}' as "nextTryAt"
    from failure where key is not null and lane is not null
    group by lane, key order by min(since) limit ${TASKS_SHOWN}`;
  return rows.map(({ since, nextTryAt, ...row }) => ({
    ...row,
    since: new Date(since),
    nextTryAt: nextTryAt === null ? null : new Date(nextTryAt),
  }));
}
