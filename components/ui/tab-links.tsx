"use no memo";

import type { Route } from "next";
import type { ReactNode } from "react";
import { cn } from "./cn.tsx";
import { Link } from "./link.tsx";

/* The look of a row of tabs, whether they are links or only change what is shown. */
export const tabListClass =
  "flex gap-6 overflow-x-auto border-b border-line [scrollbar-width:none]";
export const tabClass =
  "num -mb-px flex min-h-11 flex-none items-center gap-2 border-b-2 hover:text-ink focus-visible:-outline-offset-2";

/** Views of one page with their own addresses: links, so they work without JavaScript. */
export function TabLinks<T extends string>({
  label,
  tabs,
  className,
}: {
  label: string;
  tabs: readonly { href: Route<T>; label: ReactNode; count?: number; isCurrent: boolean }[];
  className?: string;
}) {
  return (
    <nav aria-label={label} className={cn(tabListClass, className)}>
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          scroll={false}
          aria-current={tab.isCurrent ? "page" : undefined}
          className={cn(
            tabClass,
            tab.isCurrent
              ? "border-accent font-semibold text-ink forced-colors:border-[Highlight]"
              : "border-transparent text-ink-2 forced-colors:border-[Canvas]",
          )}
        >
          {tab.label}
          {tab.count !== undefined && <span className="text-sm text-ink-3">{tab.count}</span>}
        </Link>
      ))}
    </nav>
  );
}
