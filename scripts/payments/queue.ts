import { sql } from "drizzle-orm";
import { z } from "zod";
import { getDb } from "#db/client";
import { MINUTE_MS, now } from "#lib/time";

/*
 * Works through the queue's own rows by the proof's clock, as the worker does by its own: one task for each key, again
 * when it says so, again after a pause when it fails, and again when the process that ran it was killed.
 */

const LANES = ["bank", "books"];
const RETRY_MS = 5 * MINUTE_MS;

const rowInput = z.object({
  id: z.string(),
  data: z.object({ task: z.string(), input: z.unknown() }),
});
export type Waiting = z.output<typeof rowInput>["data"] & { readonly id: string };

/** How a task ended: when it runs again, that it failed, or that its process was killed. */
export type Outcome = { readonly again: Date | null } | "failed" | "killed";

const lanes = sql.join(
  LANES.map((lane) => sql`${lane}`),
  sql`, `,
);

async function listDue(): Promise<Waiting[]> {
  const rows = await getDb().execute(sql`
    select id, data from pgboss.job
    where name in (${lanes}) and state in ('created', 'retry') and start_after <= ${now().toISOString()}::timestamptz
    order by created_on, id`);
  return rows.map((row) => {
    const { id, data } = rowInput.parse(row);
    return { id, ...data };
  });
}

/** Runs what is due until nothing is. A task that fails waits a few minutes. Returns how many failed. */
export async function drain(run: (task: Waiting) => Promise<Outcome>): Promise<number> {
  let failed = 0;
  for (;;) {
    const due = await listDue();
    if (due.length === 0) return failed;
    for (const task of due) {
      await getDb().execute(sql`update pgboss.job set state = 'active' where id = ${task.id}`);
      const outcome = await run(task);
      if (outcome === "failed") failed += 1;
      await conclude(task, outcome);
    }
  }
}

async function conclude({ id }: Waiting, outcome: Outcome): Promise<void> {
  if (typeof outcome === "object" && outcome.again === null) {
    await getDb().execute(sql`delete from pgboss.job where id = ${id}`);
    return;
  }
  const [state, at] =
    typeof outcome === "object"
      ? ["created", outcome.again]
      : ["retry", new Date(now().getTime() + (outcome === "failed" ? RETRY_MS : 0))];
  await getDb().execute(sql`
    update pgboss.job set state = ${state}, start_after = ${at?.toISOString()}::timestamptz where id = ${id}`);
}

/** What still waits, by name: at the end of a life nothing may. */
export async function listWaiting(): Promise<string[]> {
  const rows = await getDb().execute<{ what: string }>(sql`
    select data ->> 'task' || ' ' || (data -> 'input')::text as what from pgboss.job
    where name in (${lanes}) and state <= 'active'`);
  return rows.map(({ what }) => what);
}

/** Forgets what still waits, so that the next life begins with nothing. */
export async function dropWaiting(): Promise<void> {
  await getDb().execute(sql`delete from pgboss.job where name in (${lanes})`);
  await getDb().execute(sql`delete from provider_events where done_at is null`);
}
