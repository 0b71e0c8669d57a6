"use no memo";

import type { ReactNode } from "react";
import { cn } from "#components/ui/cn";
import { Tag } from "#components/ui/tag";

/** A row of a board's list, marked while it is open beside it. */
export function ListRow({
  isCurrent,
  children,
}: {
  /** "wide" when only a wide screen shows it beside the list. */
  isCurrent: boolean | "wide";
  children: ReactNode;
}) {
  return (
    <li
      className={cn(
        "relative border-t border-l-3 border-line forced-colors:border-l-8 py-4 pr-5 pl-[15px] transition-colors md:pl-[25px]",
        isCurrent === true && "border-l-accent bg-accent-wash forced-colors:border-l-[Highlight]",
        isCurrent === "wide" &&
          "max-lg:border-l-transparent max-lg:forced-colors:border-l-[Canvas] lg:border-l-accent lg:bg-accent-wash lg:forced-colors:border-l-[Highlight]",
        !isCurrent &&
          "border-l-transparent hover:bg-sunk has-focus-visible:bg-sunk forced-colors:border-l-[Canvas]",
      )}
    >
      {children}
    </li>
  );
}

/** What a row is to the viewer, at the end of its first line. */
export function RowTags({ isNew, children }: { isNew: boolean; children: ReactNode }) {
  return (
    <span className="flex flex-none gap-1.5">
      {isNew && <Tag tone="accent">New</Tag>}
      {children}
    </span>
  );
}
