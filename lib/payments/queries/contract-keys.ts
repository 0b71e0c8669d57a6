import { and, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Reader } from "#db/client";
import { accounts, contracts, entries, transfers } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { kindsBeside, ledgerConditions, type RowFilter } from "./row-filter.ts";
import { isPartyOf } from "./wallet.ts";

export type RowKey = { readonly accountId: bigint; readonly seq: number };

/**
 * Where all movements outside the wallet are, newest first: for a reader who wants every one without searching again
 * for each.
 */
export async function listContractKeys(
  reader: Reader,
  actor: Actor,
  filter: RowFilter,
): Promise<RowKey[]> {
  return reader
    .select({ accountId: entries.accountId, seq: entries.seq })
    .from(contracts)
    .innerJoin(accounts, and(eq(accounts.kind, "hold"), eq(accounts.owner, contracts.id)))
    .innerJoin(entries, eq(entries.accountId, accounts.id))
    .innerJoin(transfers, eq(transfers.id, entries.transferId))
    .where(
      and(isPartyOf(actor), inArray(transfers.kind, kindsBeside(actor)), ledgerConditions(filter)),
    )
    .orderBy(desc(transfers.occurredAt), desc(transfers.id));
}

/** The condition that an entry is one of these. */
export function isOneOf(keys: readonly RowKey[]): SQL {
  const values = keys.map(({ accountId, seq }) => sql`(${accountId}::bigint, ${seq}::bigint)`);
  return sql`(${entries.accountId}, ${entries.seq}) in (values ${sql.join(values, sql`, `)})`;
}
