import { eq, type SQL } from "drizzle-orm";
import type { Tx } from "#db/client";
import { payments, transfers } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { isId } from "#lib/ids";
import type { ReceiptView } from "../schema.ts";
import {
  listContractRows,
  listDepositRows,
  listWalletRows,
  type Row,
  toHistoryRow,
} from "./history-rows.ts";
import { inSnapshot } from "./wallet.ts";

const EVERYTHING = { kind: null, contractId: null, bounds: null };
/** A payment moves a wallet at most twice: out and back. */
const STEPS = 2;

/**
 * The receipt of a payment (by its id) or of a transfer that involves this person's wallet or contract (by its number).
 * Throws `not_found`, also for other people's.
 */
export async function getReceipt(actor: Actor, receiptId: string): Promise<ReceiptView> {
  if (actor.role === "admin") throw new DomainError("not_found");
  const where = conditionFor(receiptId);
  if (!where) throw new DomainError("not_found");
  return inSnapshot(async (tx) => {
    const entries = (await listWalletRows(tx, actor, EVERYTHING, where, STEPS)).reverse();
    const row = entries[0] ?? (await findRowBeside(tx, actor, receiptId, where));
    if (!row) throw new DomainError("not_found");
    return {
      receiptId: row.receiptId,
      row: toHistoryRow(row),
      entries: entries.map(toHistoryRow),
      transferId: row.transferId === null ? null : String(row.transferId),
    };
  });
}

function conditionFor(receiptId: string): SQL | null {
  if (isId("pay", receiptId)) return eq(payments.id, receiptId);
  return /^[1-9]\d{0,17}$/.test(receiptId) ? eq(transfers.id, BigInt(receiptId)) : null;
}

/** A movement outside the wallet: a deposit on its way, or money on a contract. */
async function findRowBeside(
  tx: Tx,
  actor: Actor,
  receiptId: string,
  where: SQL,
): Promise<Row | undefined> {
  const list = isId("pay", receiptId) ? listDepositRows : listContractRows;
  const [row] = await list(tx, actor, EVERYTHING, where, 1);
  return row;
}
