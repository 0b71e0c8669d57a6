import Link from "next/link";
import { Movement } from "#components/payments/movement";
import { Amount } from "#components/ui/amount";
import { type Column, DataTable } from "#components/ui/data-table";
import { Time } from "#components/ui/time";
import { describeRow } from "#lib/payments/describe-row";
import type { HistoryRow } from "#lib/payments/schema";

type Key = "when" | "what" | "amount" | "balance";

const COLUMNS: readonly Column<Key>[] = [
  { key: "when", label: "When", phone: "below", className: "md:w-32", cellClassName: "text-ink-3" },
  { key: "what", label: "What", phone: "title" },
  { key: "amount", label: "Amount", align: "end", phone: "amount", className: "md:w-36" },
  { key: "balance", label: "Balance", align: "end", phone: "below-end", className: "md:w-36" },
];

/** Everything that moved. A row opens its receipt. */
export function HistoryTable({ rows }: { rows: readonly HistoryRow[] }) {
  return (
    <DataTable
      caption="Everything that moved, newest first"
      columns={COLUMNS}
      rows={rows.map((row) => ({ key: keyOf(row), cells: cellsOf(row) }))}
    />
  );
}

function cellsOf(row: HistoryRow) {
  return {
    when: <Time at={row.at} format="date" inline />,
    what: (
      <Link href={`/wallet/receipts/${row.receiptId}`} className="stretched">
        <Movement text={describeRow(row)} />
      </Link>
    ),
    amount:
      row.amountCents === null ? (
        <span className="text-ink-3">
          <span aria-hidden="true">–</span>
          <span className="sr-only">nothing moved in this wallet</span>
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

function keyOf({ receiptId, entry }: HistoryRow): string {
  return `${receiptId} ${entry?.seq ?? ""}`;
}
