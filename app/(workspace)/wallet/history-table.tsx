"use client";
"use no memo";

import { Movement, type MovementText } from "#components/payments/movement";
import { Amount } from "#components/ui/amount";
import { type Column, DataTable } from "#components/ui/data-table";
import { Link } from "#components/ui/link";
import { Time } from "#components/ui/time";
import type { Cents } from "#lib/money";

type Key = "when" | "what" | "amount" | "balance";

const COLUMNS: readonly Column<Key>[] = [
  { key: "when", label: "When", phone: "below", className: "md:w-32", cellClassName: "text-ink-3" },
  { key: "what", label: "What", phone: "title" },
  { key: "amount", label: "Amount", align: "end", phone: "amount", className: "md:w-36" },
  { key: "balance", label: "Balance", align: "end", phone: "below-end", className: "md:w-36" },
];

export type HistoryLine = {
  readonly key: string;
  readonly receiptId: string;
  readonly at: Date;
  readonly text: MovementText;
  /** Null when it did not change the wallet. */
  readonly amountCents: Cents | null;
  readonly balanceAfterCents: Cents;
};

/**
 * All transactions. A row opens its receipt. The lines are sent as data, because what a server component draws is sent
 * twice: as HTML and as elements.
 */
export function HistoryTable({ lines }: { lines: readonly HistoryLine[] }) {
  return (
    <DataTable
      caption="Transactions, newest first"
      columns={COLUMNS}
      rows={lines.map((line) => ({ key: line.key, cells: cellsOf(line) }))}
    />
  );
}

function cellsOf(row: HistoryLine) {
  return {
    when: <Time at={row.at} format="date" inline />,
    what: (
      <Link href={`/wallet/receipts/${row.receiptId}`} className="stretched">
        <Movement text={row.text} />
      </Link>
    ),
    amount:
      row.amountCents === null ? (
        <span className="text-ink-3">
          <span aria-hidden="true">–</span>
          <span className="sr-only">no change to this wallet</span>
        </span>
      ) : (
        <Amount cents={row.amountCents} signed tone={row.amountCents > 0 ? "paid" : undefined} />
      ),
    balance: (
      <>
        <span className="sr-only md:hidden">Balance </span>
        <Amount cents={row.balanceAfterCents} />
      </>
    ),
  };
}
