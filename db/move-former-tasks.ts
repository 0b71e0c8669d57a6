import type { TransactionSql } from "postgres";
import { FORMER_QUEUE } from "./queue-names.ts";

/**
 * Moves the tasks waiting in the one queue of earlier versions into the lanes, one for each key, earliest first. A task
 * that is running there is started again, because a task may always be repeated. Called under the migrations' lock.
 */
export async function moveFormerTasks(sql: TransactionSql): Promise<void> {
  const { name, lanes } = FORMER_QUEUE;
  const kinds = Object.keys(lanes);
  const targets: string[] = Object.values(lanes);
  await sql`
    with lane as (
      select * from unnest(${kinds}::text[], ${targets}::text[]) as lane (task, name)
    ), single as (
      select distinct on (lane.name, coalesce(job.singleton_key, job.id::text)) job.id, lane.name
      from pgboss.job join lane on lane.task = job.data->>'task'
      where job.name = ${name} and job.state <= 'active'
      order by lane.name, coalesce(job.singleton_key, job.id::text), job.start_after
    )
    update pgboss.job set name = single.name, policy = 'exclusive', started_on = null,
      state = case when job.state = 'active' then 'retry' else job.state end
    from single where job.name = ${name} and job.id = single.id`;
  await sql`
    with lane as (
      select * from unnest(${kinds}::text[], ${targets}::text[]) as lane (task, name)
    )
    update pgboss.job set source_name = lane.name
    from lane where job.source_name = ${name} and lane.task = job.data->>'task'`;
  await sql`delete from pgboss.job where name = ${name}`;
  await sql`delete from pgboss.queue where name = ${name}`;
}
