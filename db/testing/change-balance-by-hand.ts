import type { Sql } from "postgres";

/** What nobody should do and `ledger:verify` must find: the database's owner changes a balance without the ledger. */
export async function changeBalanceByHand(owner: Sql, account: string, cents: number) {
  await owner`update ledger.accounts set balance = ${cents} where owner = ${account}`;
}
