import { driverOf, inTransaction, type Tx } from "#db/client";
import { NOTIFICATION_KINDS } from "#db/schema";
import { now } from "#lib/time";
import { tellBell } from "./internal/tell-bell.ts";
import { isShownAt } from "./kinds.ts";
import type { Person } from "./queries.ts";
import { type SeePageInput, seePageInput } from "./schema.ts";

/**
 * The person has a page in front of them: whatever they were told of that it shows is read. Returns how many that were.
 * A page of which nobody is told reads nothing.
 */
export async function seePage(person: Person, input: SeePageInput, tx?: Tx): Promise<number> {
  const { path } = seePageInput.parse(input);
  const about = /\/([a-z]{3}_[0-9a-z]{26})(?:\/|$)/.exec(path)?.[1] ?? null;
  const kinds = NOTIFICATION_KINDS.filter((kind) => isShownAt(kind, about ?? "", path));
  if (kinds.length === 0) return 0;
  return inTransaction(tx, async (tx) => {
    const sql = driverOf(tx);
    const read = await sql`
      update notifications set read_at = ${now().toISOString()}
      where user_id = ${person.userId} and in_bell = any ('{t,f}') and read_at is null and kind = any (${kinds}::text[])
        ${about === null ? sql`` : sql`and about = ${about}`}`;
    if (read.count > 0) await tellBell(tx, person.userId);
    return read.count;
  });
}
