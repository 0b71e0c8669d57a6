import { sql } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { UNDELIVERABLE } from "#db/queue-names";
import type { Actor } from "#lib/auth/actor";
import { requireRight } from "#lib/auth/staff";
import { enqueueAgain } from "#lib/edge/task";
import { DomainError } from "#lib/errors";
import { type FailedTaskInput, failedTaskInput } from "./schema.ts";

/**
 * Tries a failed task again at once. What was given up of it stays until it is done. Pressing twice tries once. Throws
 * `not_found`, also for everyone but the operator.
 */
export async function retryTask(actor: Actor, input: FailedTaskInput, tx?: Tx): Promise<void> {
  requireRight(actor, "operate");
  const { lane, key } = failedTaskInput.parse(input);
  await inTransaction(tx, async (tx) => {
    const waiting = await tx.execute(sql`
      update pgboss.job set start_after = now()
      where name = ${lane} and singleton_key = ${key} and state in ('created', 'retry') returning 1`);
    if (waiting.length > 0) return;
    const [given] = await tx.execute<{ data: unknown }>(sql`
      select data from pgboss.job
      where singleton_key = ${key} and ((name = ${UNDELIVERABLE.name} and source_name = ${lane})
        or (name = ${lane} and state = 'failed'))
      order by created_on desc limit 1`);
    if (!given) throw new DomainError("not_found");
    await enqueueAgain(tx, { lane, key, data: given.data });
  });
}
