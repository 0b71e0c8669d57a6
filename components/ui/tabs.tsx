"use client";

import { Tabs as Base } from "@base-ui/react/tabs";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "./cn.tsx";

const listClass = "flex gap-6 overflow-x-auto border-b border-line [scrollbar-width:none]";
const tabClass =
  "num -mb-px flex min-h-11 flex-none items-center gap-2 border-b-2 hover:text-ink focus-visible:-outline-offset-2";

/** Views of one page that have addresses of their own: links, so they work without JavaScript. */
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
    <nav aria-label={label} className={cn(listClass, className)}>
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          scroll={false}
          aria-current={tab.isCurrent ? "page" : undefined}
          className={cn(
            tabClass,
            tab.isCurrent
              ? "border-accent font-semibold text-ink"
              : "border-transparent text-ink-2",
          )}
        >
          {tab.label}
          {tab.count !== undefined && <span className="text-sm text-ink-3">{tab.count}</span>}
        </Link>
      ))}
    </nav>
  );
}

/** Views that only change what is shown, for small things inside a page. */
export function Tabs({
  label,
  tabs,
  className,
}: {
  label: string;
  tabs: readonly { value: string; label: ReactNode; content: ReactNode }[];
  className?: string;
}) {
  return (
    <Base.Root defaultValue={tabs[0]?.value} className={className}>
      <Base.List aria-label={label} className={listClass}>
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.value}
            value={tab.value}
            className={cn(
              tabClass,
              "border-transparent text-ink-2 data-active:border-accent data-active:font-semibold data-active:text-ink",
            )}
          >
            {tab.label}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} className="pt-5 outline-offset-4">
          {tab.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
