import { sql } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { UNDELIVERABLE } from "#db/queue-names";
import type { Actor } from "#lib/auth/actor";
import { requireRight } from "#lib/auth/staff";
import { log } from "#lib/log";
import { type FailedTaskInput, failedTaskInput } from "./schema.ts";

/**
 * The operator has dealt with a failed task: it is no longer tried or listed. The log keeps who did it. Doing it again
 * changes nothing. Throws `not_found` for everyone but the operator.
 */
export async function dismissTask(actor: Actor, input: FailedTaskInput, tx?: Tx): Promise<void> {
  requireRight(actor, "operate");
  const { lane, key } = failedTaskInput.parse(input);
  const gone = await inTransaction(tx, (tx) =>
    tx.execute(sql`
      delete from pgboss.job
      where singleton_key = ${key} and ((name = ${UNDELIVERABLE.name} and source_name = ${lane})
        or (name = ${lane} and state in ('retry', 'failed')))
      returning 1`),
  );
  if (gone.length === 0) return;
  log.warn({ lane, key, by: actor.userId }, "A failed task was marked as dealt with");
}
