import type { ReactNode } from "react";
import { cn } from "./cn.tsx";

export type Column<K extends string> = {
  key: K;
  label: string;
  align?: "end";
  /** Where the cell stands in a phone's two-line row. */
  phone: "title" | "amount" | "below" | "below-end" | "hide";
  /** Width of the column on wider screens, e.g. "md:w-28". */
  className?: string;
  /** Colour of its cells. */
  cellClassName?: string;
};

export type DataRow<K extends string> = {
  key: string;
  cells: Partial<Record<K, ReactNode>>;
};

const phonePlaces = {
  title: "[grid-area:title]",
  amount: "[grid-area:amount] text-right",
  below: "[grid-area:below] text-sm text-ink-3",
  "below-end": "[grid-area:end] text-right text-sm",
  hide: "hidden md:table-cell",
};

/** A real table with hairlines; on phones each row becomes two lines, and the head is for screen readers. */
export function DataTable<K extends string>({
  caption,
  columns,
  rows,
  empty,
  className,
}: {
  caption: string;
  columns: readonly Column<K>[];
  rows: readonly DataRow<K>[];
  /** Stands in place of the rows when there are none. */
  empty?: ReactNode;
  className?: string;
}) {
  if (rows.length === 0 && empty) return <>{empty}</>;
  return (
    <table className={cn("block w-full text-sm md:table", className)}>
      <caption className="sr-only">{caption}</caption>
      <thead className="sr-only md:not-sr-only md:table-header-group">
        <tr>
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              className={cn(
                "eyebrow pb-3 pl-5 text-left align-bottom first:pl-0",
                column.align === "end" && "text-right",
                column.className,
              )}
            >
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="block md:table-row-group">
        {rows.map((row) => (
          <tr
            key={row.key}
            className="relative grid grid-cols-[1fr_auto] gap-x-4 gap-y-0.5 border-t border-line py-3 [grid-template-areas:'title_amount'_'below_end'] md:table-row md:py-0"
          >
            {columns.map((column) => (
              <td
                key={column.key}
                className={cn(
                  "min-w-0 md:border-t md:border-line md:py-[11px] md:pl-5 md:align-baseline md:first:pl-0",
                  phonePlaces[column.phone],
                  column.align === "end" ? "md:text-right" : "md:text-left",
                  column.className,
                  column.cellClassName,
                )}
              >
                {row.cells[column.key]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
