import { and, desc, eq, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Reader } from "#db/client";
import {
  accounts,
  clientProfiles,
  contracts,
  entries,
  jobs,
  payments,
  transfers,
  users,
} from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import type { TransferKind } from "#lib/ledger/schema";
import { cents } from "#lib/money";
import { isPartyOf, paymentColumns } from "../queries.ts";
import type { HistoryKind, HistoryRow } from "../schema.ts";
import { ledgerConditions, type RowFilter } from "./row-filter.ts";

/** A row with what it is ordered by beside others of its moment. */
export type Row = HistoryRow & { readonly transferId: bigint | null };

const hold = alias(accounts, "hold");
const fundedBy = sql`split_part(${transfers.reference}, ':', 2)`;
const otherName = sql<string>`coalesce(${clientProfiles.companyName}, ${users.name})`;

/** Fees that were taken in the same transfer, by the instance's own account. */
const feeTaken = sql<string>`(
  select coalesce(sum(fee.amount), 0) from ledger.entries fee
  join ledger.accounts taker on taker.id = fee.account_id
  where fee.transfer_id = ${transfers.id} and taker.kind = 'platform' and ${transfers.kind} = 'release')`;

/** Every entry of this person's wallet, newest first: the ledger's own order. */
export async function listWalletRows(
  reader: Reader,
  actor: Actor,
  filter: RowFilter,
  where: SQL | undefined,
  limit: number,
): Promise<Row[]> {
  const rows = await reader
    .select({
      seq: entries.seq,
      hash: entries.hash,
      amount: entries.amount,
      balanceAfter: entries.balanceAfter,
      transferId: transfers.id,
      transferKind: transfers.kind,
      at: transfers.occurredAt,
      fee: feeTaken,
      stillHeld: hold.balance,
      payment: paymentColumns,
      contractId: contracts.id,
      jobTitle: jobs.title,
      withWhom: otherName,
    })
    .from(accounts)
    .innerJoin(entries, eq(entries.accountId, accounts.id))
    .innerJoin(transfers, eq(transfers.id, entries.transferId))
    .leftJoin(payments, eq(payments.id, fundedBy))
    .leftJoin(contracts, eq(contracts.id, fundedBy))
    .leftJoin(jobs, eq(jobs.id, contracts.jobId))
    .leftJoin(users, eq(users.id, otherPartyOf(actor)))
    .leftJoin(clientProfiles, eq(clientProfiles.userId, users.id))
    .leftJoin(hold, and(eq(hold.kind, "hold"), eq(hold.owner, contracts.id)))
    .where(
      and(
        eq(accounts.kind, "wallet"),
        eq(accounts.owner, actor.userId),
        ledgerConditions(filter),
        where,
      ),
    )
    .orderBy(desc(entries.seq))
    .limit(limit);
  return rows.map((row) => {
    const { seq, hash, amount, balanceAfter, payment, transferId } = row;
    if (balanceAfter === null || hash === null) throw new Error("A wallet's entry has no balance");
    const kind = kindOf(row.transferKind, payment !== null);
    const feeCents = amount > 0 ? cents(row.fee) : cents(0);
    return {
      receiptId: payment?.paymentId ?? String(transferId),
      kind,
      at: row.at,
      contract: contractOf(row),
      payment,
      grossCents: cents(Math.abs(amount) + feeCents),
      feeCents,
      amountCents: amount,
      balanceAfterCents: balanceAfter,
      stillHeldCents: kind === "held" ? (row.stillHeld ?? cents(0)) : cents(0),
      entry: { seq, hash: Buffer.from(hash).toString("hex") },
      transferId,
    };
  });
}

/**
 * What moved on this person's contracts without moving in their wallet: held for a freelancer, returned to the
 * client again, or released by a client.
 */
export async function listContractRows(
  reader: Reader,
  actor: Actor,
  filter: RowFilter,
  where: SQL | undefined,
  limit: number,
): Promise<Row[]> {
  const kinds: TransferKind[] = actor.role === "client" ? ["release"] : ["hold", "refund"];
  const rows = await reader
    .select({
      amount: entries.amount,
      transferId: transfers.id,
      transferKind: transfers.kind,
      at: transfers.occurredAt,
      stillHeld: accounts.balance,
      balance: balanceAt(actor, sql`${transfers.occurredAt}`),
      contractId: contracts.id,
      jobTitle: jobs.title,
      withWhom: otherName,
    })
    .from(contracts)
    .innerJoin(accounts, and(eq(accounts.kind, "hold"), eq(accounts.owner, contracts.id)))
    .innerJoin(entries, eq(entries.accountId, accounts.id))
    .innerJoin(transfers, eq(transfers.id, entries.transferId))
    .innerJoin(jobs, eq(jobs.id, contracts.jobId))
    .innerJoin(users, eq(users.id, otherPartyOf(actor)))
    .leftJoin(clientProfiles, eq(clientProfiles.userId, users.id))
    .where(and(isPartyOf(actor), inArray(transfers.kind, kinds), ledgerConditions(filter), where))
    .orderBy(desc(transfers.occurredAt), desc(transfers.id))
    .limit(limit);
  return rows.map((row) => {
    const kind = kindOf(row.transferKind, false);
    return {
      receiptId: String(row.transferId),
      kind,
      at: row.at,
      contract: contractOf(row),
      payment: null,
      grossCents: cents(Math.abs(row.amount)),
      feeCents: cents(0),
      amountCents: null,
      balanceAfterCents: cents(row.balance),
      stillHeldCents: kind === "held" ? row.stillHeld : cents(0),
      entry: null,
      transferId: row.transferId,
    };
  });
}

/** Deposits that are not on the ledger: on their way, or failed. (Payouts are on it from the beginning.) */
export async function listDepositRows(
  reader: Reader,
  actor: Actor,
  filter: RowFilter,
  where: SQL | undefined,
  limit: number,
): Promise<Row[]> {
  if ((filter.kind !== null && filter.kind !== "added") || filter.contractId) return [];
  const { bounds } = filter;
  const rows = await reader
    .select({ ...paymentColumns, balance: balanceAt(actor, sql`${payments.createdAt}`) })
    .from(payments)
    .where(
      and(
        eq(payments.userId, actor.userId),
        eq(payments.direction, "deposit"),
        inArray(payments.status, ["created", "pending", "failed"]),
        bounds ? gte(payments.createdAt, bounds.from) : undefined,
        bounds ? lt(payments.createdAt, bounds.until) : undefined,
        where,
      ),
    )
    .orderBy(desc(payments.createdAt), desc(payments.id))
    .limit(limit);
  return rows.map(({ balance, ...payment }) => ({
    receiptId: payment.paymentId,
    kind: "added",
    at: payment.createdAt,
    contract: null,
    payment,
    grossCents: payment.amountCents,
    feeCents: cents(0),
    amountCents: null,
    balanceAfterCents: cents(balance),
    stillHeldCents: cents(0),
    entry: null,
    transferId: null,
  }));
}

function kindOf(kind: TransferKind, isPayment: boolean): HistoryKind {
  switch (kind) {
    case "deposit":
      return "added";
    case "payout":
      return "withdrawn";
    case "hold":
      return isPayment ? "withdrawn" : "held";
    case "refund":
      return isPayment ? "withdrawn" : "refunded";
    case "release":
      return "released";
    case "fee":
    case "adjustment":
      return "corrected";
  }
}

function otherPartyOf(actor: Actor) {
  return actor.role === "client" ? contracts.freelancerId : contracts.clientId;
}

/** The wallet's balance at a moment: that of its last entry until then. */
function balanceAt(actor: Actor, moment: SQL): SQL<string> {
  return sql<string>`coalesce((
    select past.balance_after from ledger.entries past
    join ledger.transfers cause on cause.id = past.transfer_id
    where past.account_id = (
      select id from ledger.accounts where kind = 'wallet' and owner = ${actor.userId})
    and cause.occurred_at <= ${moment} order by past.seq desc limit 1), 0)`;
}

type ContractColumns = {
  contractId: HistoryContractId | null;
  jobTitle: string | null;
  withWhom: string | null;
};
type HistoryContractId = NonNullable<HistoryRow["contract"]>["contractId"];

function contractOf({ contractId, jobTitle, withWhom }: ContractColumns): HistoryRow["contract"] {
  if (contractId === null || jobTitle === null || withWhom === null) return null;
  return { contractId, jobTitle, withWhom };
}

/** The row without what only the ordering needed. */
export function toHistoryRow({ transferId: _, ...row }: Row): HistoryRow {
  return row;
}
