import { driverOf, type Tx } from "#db/client";
import { now } from "#lib/time";
import { named } from "./post.ts";

/**
 * Closes the owner's wallet to everything that takes money out of it. What is on hold still resolves, and what
 * returns is let in. Throws `account_not_found`.
 */
export async function closeWallet(tx: Tx, { owner }: { owner: string }): Promise<void> {
  await named(driverOf(tx)`select ledger.close_wallet(${owner}, ${now().toISOString()})`);
}
