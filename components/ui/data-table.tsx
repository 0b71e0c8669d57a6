"use no memo";

import type { ReactNode } from "react";
import { cn } from "./cn.tsx";

export type Column<K extends string> = {
  key: K;
  label: string;
  align?: "end";
  /** Where the cell goes in a phone's two-line row. */
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

/** A real table with hairlines; on phones each row becomes two lines, and the head is only for screen readers. */
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
  /** Shown in place of the rows when there are none. */
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
          <tr key={row.key} className="data-row">
            {columns.map((column) => (
              <td
                key={column.key}
                className={cn(
                  "data-cell",
                  phonePlaces[column.phone],
                  column.align === "end" ? "md:text-right" : "md:text-left",
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
