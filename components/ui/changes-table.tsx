"use no memo";

import type { Change } from "#lib/changes";
import { cn } from "./cn.tsx";

/** Old beside new: what a person saw, and what it is now. On phones one below the other. */
export function ChangesTable({
  changes,
  seenLabel = "What you saw",
  nowLabel = "What it is now",
  className,
}: {
  changes: readonly Change[];
  seenLabel?: string;
  nowLabel?: string;
  className?: string;
}) {
  return (
    <table
      className={cn("block w-full rounded border border-line bg-sheet text-sm sm:table", className)}
    >
      <caption className="sr-only">What has changed</caption>
      <thead className="sr-only sm:not-sr-only sm:table-header-group">
        <tr className="eyebrow">
          <td className={head} />
          <th scope="col" className={head}>
            {seenLabel}
          </th>
          <th scope="col" className={head}>
            {nowLabel}
          </th>
        </tr>
      </thead>
      <tbody className="block sm:table-row-group">
        {changes.map(({ what, seen, now }) => (
          <tr key={what} className="block border-t border-line py-2 first:border-t-0 sm:table-row">
            <th scope="row" className={`${cell} font-semibold`}>
              {what}
            </th>
            <Side label={seenLabel} text={seen} className="text-ink-2" />
            <Side label={nowLabel} text={now} className="text-ink" />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const head = "px-3 pt-2.5 pb-1.5 text-left font-semibold";
const cell = "block px-3 py-1 text-left align-top sm:table-cell sm:border-t sm:border-line sm:py-2";

function Side({ label, text, className }: { label: string; text: string; className: string }) {
  return (
    <td className={cn(cell, "whitespace-pre-line wrap-anywhere", className)} dir="auto">
      <span aria-hidden="true" className="eyebrow block sm:hidden">
        {label}
      </span>
      {text === "" ? "nothing" : text}
    </td>
  );
}
