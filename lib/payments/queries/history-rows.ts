import { and, desc, eq, gte, isNotNull, lt, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Reader } from "#db/client";
import {
  accounts,
  clientProfiles,
  contracts,
  entries,
  jobs,
  milestones,
  payments,
  transfers,
  users,
} from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { listPositions } from "#lib/ledger/queries";
import type { TransferKind } from "#lib/ledger/schema";
import { cents } from "#lib/money";
import { isOneOf } from "#lib/search/queries/work-search";
import type { HistoryKind, HistoryRow } from "../history-views.ts";
import type { PaymentView } from "../wallet-views.ts";
import { type BesideKind, ledgerConditions, type RowFilter } from "./row-filter.ts";
import { paymentColumns } from "./wallet.ts";

/** A row with its sort keys. */
export type Row = HistoryRow & {
  /** The number of the wallet's entry: its own, or that of the entry before it. */
  readonly position: number;
  readonly transferId: bigint | null;
  /** Of a movement outside the wallet: its place in the list of its kind. */
  readonly beside: BesidePlace | null;
};

/** The time is the milestone's own, which an index knows; the transfer's may be a moment later. */
export type BesidePlace = {
  readonly kind: BesideKind;
  readonly atMs: number;
  readonly contractId: Id<"ctr">;
  readonly milestoneNumber: number;
};
type Unplaced = Omit<Row, "position" | "balanceAfterCents">;

const hold = alias(accounts, "hold");
const fundedBy = sql`split_part(${transfers.reference}, ':', 2)`;
const otherName = sql<string>`coalesce(${clientProfiles.companyName}, ${users.name})`;

/** The name of a hold, from the reference of its transfers: "contract:<hold>". */
const heldFor = sql`substr(${transfers.reference}, 10)`;

/** A hold is released once: what left it for the freelancer and did not come into the wallet is the fee. */
const feeTaken = sql<string>`case when ${transfers.kind} = 'release' and ${entries.amount} > 0
  then coalesce(${hold.released} - ${entries.amount}, 0) else 0 end`;

/** These entries of this person's wallet that pass the filter, newest first: the ledger's own order. */
export async function listWalletRows(
  reader: Reader,
  actor: Actor,
  filter: RowFilter,
  numbers: readonly number[],
): Promise<Row[]> {
  if (numbers.length === 0) return [];
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
    .leftJoin(hold, and(eq(hold.kind, "hold"), eq(hold.owner, heldFor)))
    .where(
      and(
        eq(accounts.kind, "wallet"),
        eq(accounts.owner, actor.userId),
        sql`${entries.seq} = any (${sql.param([...numbers])}::bigint[])`,
        ledgerConditions(filter),
      ),
    )
    .orderBy(desc(entries.seq));
  return rows.map((row) => {
    const { seq, hash, amount, balanceAfter, payment, transferId } = row;
    if (balanceAfter === null || hash === null) throw new Error("A wallet's entry has no balance");
    const kind = kindOf(row.transferKind, payment);
    const feeCents = cents(row.fee);
    return {
      receiptId: kind === "reversed" || !payment ? String(transferId) : payment.paymentId,
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
      position: seq,
      transferId,
      beside: null,
    };
  });
}

/**
 * Movements of one kind on this person's contracts that did not move their wallet: held for a freelancer, refunded to
 * the client, or released by a client. Each milestone has at most one of them, and says when; so the milestones are found
 * by an index, and `where` is about them.
 */
export async function listContractRows(
  reader: Reader,
  actor: Actor,
  beside: BesideKind,
  filter: RowFilter,
  where: SQL | undefined,
  limit: number,
): Promise<Row[]> {
  const at = BESIDE_TIMES[beside];
  const { bounds, contractId } = filter;
  const page = await reader
    .select({ contractId: milestones.contractId, hold: milestones.hold })
    .from(milestones)
    .where(
      and(
        eq(actor.role === "client" ? milestones.clientId : milestones.freelancerId, actor.userId),
        isNotNull(at),
        contractId ? eq(milestones.contractId, contractId) : undefined,
        bounds ? gte(at, bounds.from) : undefined,
        bounds ? lt(at, bounds.until) : undefined,
        where,
      ),
    )
    .orderBy(desc(at), desc(milestones.contractId), desc(milestones.number))
    .limit(limit);
  if (page.length === 0) return [];
  const ids = page.map((each) => each.contractId);
  const holds = page.map((each) => each.hold);
  const rows = await reader
    .select({
      amount: entries.amount,
      transferId: transfers.id,
      transferKind: transfers.kind,
      at: transfers.occurredAt,
      stillHeld: accounts.balance,
      contractId: contracts.id,
      milestoneNumber: milestones.number,
      contractAt: at,
      jobTitle: jobs.title,
      withWhom: otherName,
    })
    .from(milestones)
    .innerJoin(accounts, and(eq(accounts.kind, "hold"), eq(accounts.owner, milestones.hold)))
    .innerJoin(contracts, eq(contracts.id, milestones.contractId))
    .innerJoin(entries, eq(entries.accountId, accounts.id))
    .innerJoin(transfers, eq(transfers.id, entries.transferId))
    .innerJoin(jobs, eq(jobs.id, contracts.jobId))
    .innerJoin(users, eq(users.id, otherPartyOf(actor)))
    .leftJoin(clientProfiles, eq(clientProfiles.userId, users.id))
    .where(
      and(
        isOneOf(milestones.contractId, ids),
        isOneOf(milestones.hold, holds),
        eq(transfers.kind, beside),
      ),
    )
    .orderBy(desc(at), desc(milestones.contractId), desc(milestones.number));
  const unplaced = rows.map((row): Unplaced => {
    const kind = kindOf(row.transferKind, null);
    return {
      receiptId: String(row.transferId),
      kind,
      at: row.at,
      contract: contractOf(row),
      payment: null,
      grossCents: cents(Math.abs(row.amount)),
      feeCents: cents(0),
      amountCents: null,
      stillHeldCents: kind === "held" ? row.stillHeld : cents(0),
      entry: null,
      transferId: row.transferId,
      beside: {
        kind: beside,
        atMs: row.contractAt?.getTime() ?? 0,
        contractId: row.contractId,
        milestoneNumber: row.milestoneNumber,
      },
    };
  });
  return place(reader, actor, unplaced);
}

export const BESIDE_TIMES = {
  hold: milestones.fundedAt,
  release: milestones.releasedAt,
  refund: milestones.refundedAt,
} as const;

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
    .select(paymentColumns)
    .from(payments)
    .where(
      and(
        eq(payments.userId, actor.userId),
        eq(payments.direction, "deposit"),
        sql`${payments.status} <> 'settled'`,
        bounds ? gte(payments.createdAt, bounds.from) : undefined,
        bounds ? lt(payments.createdAt, bounds.until) : undefined,
        where,
      ),
    )
    .orderBy(desc(payments.createdAt), desc(payments.id))
    .limit(limit);
  const unplaced = rows.map(
    (payment): Unplaced => ({
      receiptId: payment.paymentId,
      kind: "added",
      at: payment.createdAt,
      contract: null,
      payment,
      grossCents: payment.amountCents,
      feeCents: cents(0),
      amountCents: null,
      stillHeldCents: cents(0),
      entry: null,
      transferId: null,
      beside: null,
    }),
  );
  return place(reader, actor, unplaced);
}

function kindOf(kind: TransferKind, payment: PaymentView | null): HistoryKind {
  switch (kind) {
    case "deposit":
      return payment?.direction === "payout" ? "withdrawn" : "added";
    case "payout":
      return "withdrawn";
    case "hold":
      return payment ? "withdrawn" : "held";
    case "refund":
      return payment ? "withdrawn" : "refunded";
    case "release":
      return "released";
    case "reversal":
    case "reinstatement":
      return "reversed";
    case "give_back":
      return "given_back";
    case "repayment":
      return "repaid";
    case "fee":
    case "processor_fee":
    case "adjustment":
      return "corrected";
  }
}

function otherPartyOf(actor: Actor) {
  return actor.role === "client" ? contracts.freelancerId : contracts.clientId;
}

/** Gives movements outside the wallet their place between the wallet's entries, and the balance there. */
async function place(
  reader: Reader,
  { userId: owner }: Actor,
  rows: readonly Unplaced[],
): Promise<Row[]> {
  const positions = await listPositions(reader, { kind: "wallet", owner }, rows);
  return rows.map((row, index) => {
    const position = positions[index];
    if (!position) throw new Error("A movement has no place in its wallet");
    return { ...row, position: position.seq, balanceAfterCents: position.balanceCents };
  });
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

/** The row without its sort keys. */
export function toHistoryRow({
  transferId: _,
  position: __,
  beside: ___,
  ...row
}: Row): HistoryRow {
  return row;
}
