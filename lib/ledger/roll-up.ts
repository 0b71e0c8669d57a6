import { sql } from "drizzle-orm";
import { getDb } from "#db/client";

/** Moves the checkpoints of the accounts that every posting touches, so that their balances stay quick to read. */
export async function rollUp(): Promise<void> {
  await getDb().execute(sql`
    select ledger.roll_up(id) from ledger.accounts where kind in ('platform', 'external') order by id`);
}
