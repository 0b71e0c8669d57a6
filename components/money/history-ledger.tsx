import type { ReactNode } from "react";
import { Amount } from "#components/ui/amount";
import { type Column, DataTable } from "#components/ui/data-table";
import type { MoneyTone } from "#components/ui/tag";
import { Time } from "#components/ui/time";
import type { Cents } from "#lib/money";
import type { TimeFormat } from "#lib/time-text";

export type LedgerLine = {
  id: string;
  at: Date | string;
  /** What happened; the event itself in bold. May hold a link with `className="stretched"`. */
  what: ReactNode;
  /** Absent when no money moved. */
  amountCents?: Cents | undefined;
  /** The amount's colour, when the state of the money is the point. */
  tone?: MoneyTone | undefined;
  /** The balance after it; absent when no balance matters. */
  afterCents?: Cents | undefined;
};

/** Everything that happened, kept like an account: when, what, the amount, and the balance afterwards. */
export function HistoryLedger({
  caption,
  lines,
  afterLabel,
  signed = false,
  timeFormat = "datetime",
  empty,
  className,
}: {
  caption: string;
  lines: readonly LedgerLine[];
  /** "Held after" on a contract, "Balance" in a wallet. */
  afterLabel: string;
  /** Amounts with + and −: in a wallet, where money goes in both directions. */
  signed?: boolean;
  timeFormat?: TimeFormat;
  empty?: ReactNode;
  className?: string;
}) {
  const columns: Column<"when" | "what" | "amount" | "after">[] = [
    {
      key: "when",
      label: "When",
      phone: "below",
      className: "md:w-28",
      cellClassName: "text-ink-3 whitespace-nowrap",
    },
    { key: "what", label: "What", phone: "title" },
    { key: "amount", label: "Amount", phone: "amount", align: "end", className: "md:w-32" },
    {
      key: "after",
      label: afterLabel,
      phone: "below-end",
      align: "end",
      className: "md:w-32",
    },
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      empty={empty}
      {...(className ? { className } : {})}
      rows={lines.map((line) => ({
        key: line.id,
        cells: {
          when: <Time at={line.at} format={timeFormat} />,
          what: line.what,
          amount: line.amountCents !== undefined && (
            <Amount cents={line.amountCents} tone={line.tone} signed={signed} />
          ),
          after: line.afterCents !== undefined && (
            <>
              <span className="text-ink-3 md:hidden">{afterLabel} </span>
              <Amount cents={line.afterCents} />
            </>
          ),
        },
      }))}
    />
  );
}
