import { sql } from "drizzle-orm";
import {
  bigint,
  char,
  check,
  customType,
  index,
  pgSchema,
  primaryKey,
  text,
  timestamp,
  unique,
} from "drizzle-orm/pg-core";
import { amount, bytes, count, moment } from "../columns.ts";

export const ledger = pgSchema("ledger");

export const ACCOUNT_KINDS = ["wallet", "hold", "owed", "platform", "external"] as const;
export const TRANSFER_KINDS = [
  "deposit",
  "payout",
  "hold",
  "release",
  "refund",
  "fee",
  "adjustment",
  "reversal",
  "reinstatement",
  "repayment",
  "processor_fee",
  "give_back",
] as const;

export const accountKind = ledger.enum("account_kind", ACCOUNT_KINDS);
export const transferKind = ledger.enum("transfer_kind", TRANSFER_KINDS);

/** A 64-bit transaction id that never wraps (PostgreSQL's xid8). */
const xid8 = customType<{ data: string }>({ dataType: () => "xid8" });

function recordedAt() {
  return timestamp({ withTimezone: true }).notNull().default(sql`clock_timestamp()`);
}

/**
 * What a person owes is a balance below zero, on an account of its own kind, and nothing else of a person is ever
 * below zero.
 *
 * Wallets, holds and what is owed: `balance` and `seq` are exact and change only under the row's lock. Platform and external accounts
 * are append-only: every posting touches them, so their row is a checkpoint (see ledger.roll_up).
 */
export const accounts = ledger.table(
  "accounts",
  {
    id: bigint({ mode: "bigint" }).primaryKey(),
    kind: accountKind().notNull(),
    /** Its owner, as the caller names it: a person for a wallet, a contract or payout for a hold. */
    owner: text().notNull(),
    currency: char({ length: 3 }).notNull(),
    balance: amount().notNull().default(sql`0`),
    seq: count().notNull().default(sql`0`),
    lastHash: bytes(),
    held: amount().notNull().default(sql`0`),
    released: amount().notNull().default(sql`0`),
    refunded: amount().notNull().default(sql`0`),
    payerId: bigint({ mode: "bigint" }),
    payeeId: bigint({ mode: "bigint" }),
    /** Of a wallet whose owner has ever owed something: the account of it. */
    owedId: bigint({ mode: "bigint" }),
    /** Append-only accounts: entries of transactions before this one are included in `balance`. */
    rolledUpTo: xid8(),
    closedAt: moment(),
    recordedAt: recordedAt(),
  },
  (table) => [
    unique("accounts_owner").on(table.kind, table.owner),
    // Also keeps released + refunded from exceeding held: the balance of a hold is what is left of it.
    check(
      "accounts_floor",
      sql`case kind::text when 'owed' then balance <= 0 else balance >= 0 or kind in ('platform', 'external') end`,
    ),
  ],
);

export const transfers = ledger.table(
  "transfers",
  {
    id: bigint({ mode: "bigint" }).primaryKey().generatedAlwaysAsIdentity(),
    kind: transferKind().notNull(),
    idempotencyKey: text().notNull(),
    /** sha256 over kind, key, reference, currency and legs: tells a replay from a reused key. */
    requestHash: bytes().notNull(),
    reference: text().notNull(),
    currency: char({ length: 3 }).notNull(),
    /** When it happened, by the clock of business time. */
    occurredAt: moment().notNull(),
    recordedAt: recordedAt(),
  },
  (table) => [unique("transfers_idempotency_key").on(table.idempotencyKey)],
);

/**
 * One account's side of a transfer. Inserted, never updated or deleted: triggers refuse that, and check that its
 * account and transfer exist in its currency. Nothing here can be deleted, so foreign keys would add only their cost.
 */
export const entries = ledger.table(
  "entries",
  {
    accountId: bigint({ mode: "bigint" }).notNull(),
    seq: count().notNull(),
    transferId: bigint({ mode: "bigint" }).notNull(),
    currency: char({ length: 3 }).notNull(),
    amount: amount().notNull(),
    /** Null on append-only accounts, like the hash. */
    balanceAfter: amount(),
    hash: bytes(),
    /** Only on append-only accounts: the transaction that wrote it. */
    xid: xid8(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.seq] }),
    check("entries_amount", sql`${table.amount} <> 0`),
    index("entries_tail").on(table.accountId, table.xid).where(sql`xid is not null`),
  ],
);
