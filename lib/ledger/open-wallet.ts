import { driverOf, type Tx } from "#db/client";
import { CURRENCY } from "#lib/money";
import { named } from "./post.ts";

/** Opens the owner's wallet; does nothing when it is open. Throws `currency_mismatch`. */
export async function openWallet(tx: Tx, { owner }: { owner: string }): Promise<void> {
  await named(driverOf(tx)`select ledger.open_account('wallet', ${owner}, ${CURRENCY})`);
}
