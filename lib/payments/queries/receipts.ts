import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client";
import { milestones, payments, transfers } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { isStaff } from "#lib/auth/staff";
import { DomainError } from "#lib/errors";
import { isId } from "#lib/ids";
import type { ReceiptView } from "../history-views.ts";
import {
  listContractRows,
  listDepositRows,
  listWalletRows,
  type Row,
  toHistoryRow,
} from "./history-rows.ts";
import { besidesOf } from "./row-filter.ts";
import { inSnapshot } from "./wallet.ts";
import { numbersAt } from "./wallet-range.ts";

const EVERYTHING = { kind: null, contractId: null, bounds: null };

/**
 * The receipt of a payment (by its id) or of a transfer that involves this person's wallet or contract (by its number).
 * Throws `not_found`, also for other people's.
 */
export async function getReceipt(actor: Actor, receiptId: string): Promise<ReceiptView> {
  if (isStaff(actor.role)) throw new DomainError("not_found");
  const where = conditionFor(receiptId);
  if (!where) throw new DomainError("not_found");
  return inSnapshot(async (tx) => {
    const numbers = await numbersAt(tx, actor, where);
    const near = await listWalletRows(tx, actor, EVERYTHING, numbers);
    const repayments = await listRepayments(tx, receiptId);
    const entries = near
      .filter(
        ({ receiptId: id, transferId }) =>
          id === receiptId ||
          String(transferId) === receiptId ||
          (transferId !== null && repayments.includes(transferId)),
      )
      .reverse();
    const row = entries[0] ?? (await findRowBeside(tx, actor, receiptId));
    if (!row) throw new DomainError("not_found");
    return {
      receiptId: row.receiptId,
      row: toHistoryRow(row),
      entries: entries.map(toHistoryRow),
      transferId: row.transferId === null ? null : String(row.transferId),
    };
  });
}

/** The transfers of a payment have these keys (lib/payments/withdraw.ts, settle-payment.ts). */
const STEP_KEYS = ["deposit", "hold", "return", "returned"] as const;

/** What settled a debt with the money that a payment brought: its key is that of what came in (ledger.repay). */
const REPAYMENT_KEYS = STEP_KEYS.map((step) => `${step}:repayment`);

function keysOf(paymentId: string, steps: readonly string[]): string[] {
  return steps.map((step) => `payment:${paymentId}:${step}`);
}

async function listRepayments(tx: Tx, receiptId: string): Promise<bigint[]> {
  if (!isId("pay", receiptId)) return [];
  const rows = await tx
    .select({ id: transfers.id })
    .from(transfers)
    .where(inArray(transfers.idempotencyKey, keysOf(receiptId, REPAYMENT_KEYS)));
  return rows.map(({ id }) => id);
}

function conditionFor(receiptId: string): SQL | null {
  if (isId("pay", receiptId)) {
    return inArray(transfers.idempotencyKey, keysOf(receiptId, [...STEP_KEYS, ...REPAYMENT_KEYS]));
  }
  return /^[1-9]\d{0,17}$/.test(receiptId) ? eq(transfers.id, BigInt(receiptId)) : null;
}

/** A movement outside the wallet: a deposit on its way, or money on a contract. */
async function findRowBeside(tx: Tx, actor: Actor, receiptId: string): Promise<Row | undefined> {
  if (isId("pay", receiptId)) {
    const [row] = await listDepositRows(tx, actor, EVERYTHING, eq(payments.id, receiptId), 1);
    return row;
  }
  const reference = sql`(select t.reference from ledger.transfers t where t.id = ${BigInt(receiptId)})`;
  for (const kind of besidesOf(actor, EVERYTHING)) {
    const where = and(
      eq(milestones.contractId, sql`split_part(${reference}, ':', 2)`),
      eq(sql`'contract:' || ${milestones.hold}`, reference),
    );
    const [row] = await listContractRows(tx, actor, kind, EVERYTHING, where, 1);
    if (row?.receiptId === receiptId) return row;
  }
  return undefined;
}
