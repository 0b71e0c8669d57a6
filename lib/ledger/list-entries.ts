import { and, desc, eq, gte, inArray, lt, type SQL } from "drizzle-orm";
import type { Reader } from "#db/client";
import { accounts, entries, transfers } from "#db/schema";
import type { AccountRef, EntryView, TransferKind } from "./schema.ts";

export const MAX_ENTRIES = 200;

export type EntryFilter = {
  readonly kinds?: readonly TransferKind[];
  readonly from?: Date;
  readonly until?: Date;
  /** Only entries with a lower number: the next page after the last `seq` seen. */
  readonly beforeSeq?: number;
  /** At most `MAX_ENTRIES`. */
  readonly limit: number;
};

/** An account's entries, newest first, one bounded page. */
export async function listEntries(
  reader: Reader,
  account: AccountRef,
  filter: EntryFilter,
): Promise<EntryView[]> {
  const rows = await reader
    .select({
      seq: entries.seq,
      transferId: transfers.id,
      kind: transfers.kind,
      reference: transfers.reference,
      amountCents: entries.amount,
      balanceAfterCents: entries.balanceAfter,
      occurredAt: transfers.occurredAt,
      hash: entries.hash,
    })
    .from(accounts)
    .innerJoin(entries, eq(entries.accountId, accounts.id))
    .innerJoin(transfers, eq(transfers.id, entries.transferId))
    .where(
      and(
        eq(accounts.kind, account.kind),
        eq(accounts.owner, account.owner),
        ...conditions(filter),
      ),
    )
    .orderBy(desc(entries.seq))
    .limit(Math.min(filter.limit, MAX_ENTRIES));
  return rows.map(({ balanceAfterCents, hash, transferId, ...row }) => {
    if (balanceAfterCents === null || hash === null)
      throw new Error("A shared account has no statement");
    return { ...row, transferId: String(transferId), balanceAfterCents, hash: hex(hash) };
  });
}

function conditions({ kinds, from, until, beforeSeq }: EntryFilter): SQL[] {
  const all: SQL[] = [];
  if (kinds) all.push(inArray(transfers.kind, [...kinds]));
  if (from) all.push(gte(transfers.occurredAt, from));
  if (until) all.push(lt(transfers.occurredAt, until));
  if (beforeSeq !== undefined) all.push(lt(entries.seq, beforeSeq));
  return all;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
