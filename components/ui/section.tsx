"use no memo";

import type { ReactNode } from "react";
import { cn } from "./cn.tsx";

/** The head of a page: what it is, its one h1, what can be done here. */
export function PageHeader({
  eyebrow,
  title,
  meta,
  actions,
  className,
}: {
  eyebrow?: ReactNode;
  title: ReactNode;
  meta?: ReactNode;
  actions?: ReactNode;
  className?: string;
}) {
  return (
    <header className={cn("flex flex-wrap items-end justify-between gap-x-8 gap-y-4", className)}>
      <div className="min-w-0">
        {eyebrow && <p className="eyebrow mb-1.5">{eyebrow}</p>}
        <h1 className="text-3xl md:text-4xl">{title}</h1>
        {meta && <div className="mt-2.5 text-ink-2">{meta}</div>}
      </div>
      {actions && <div className="flex flex-wrap gap-3">{actions}</div>}
    </header>
  );
}

/** A part of a page under its own heading: hairlines and space instead of a box. */
export function Section({
  title,
  note,
  aside,
  level = 2,
  id,
  className,
  children,
}: {
  title: ReactNode;
  note?: ReactNode;
  /** At the end of the heading's line: filters, a link. */
  aside?: ReactNode;
  level?: 2 | 3;
  id?: string;
  className?: string;
  children: ReactNode;
}) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section id={id} className={className}>
      <div className="mb-3.5 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
        <Heading className={level === 2 ? "text-2xl" : "text-xl"}>{title}</Heading>
        {aside && <div className="flex flex-wrap items-center gap-2 text-sm">{aside}</div>}
      </div>
      {note && <p className="measure -mt-2 mb-4 text-sm text-ink-2">{note}</p>}
      {children}
    </section>
  );
}

/** A section with a small heading: "NEEDS YOU · 1", "SUBMISSION 1". */
export function MiniSection({
  title,
  level = 2,
  className,
  children,
}: {
  title: ReactNode;
  level?: 2 | 3;
  className?: string;
  children: ReactNode;
}) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section className={className}>
      <Heading className="eyebrow mb-2.5">{title}</Heading>
      {children}
    </section>
  );
}

/** Rows on a sheet between hairlines; on phones from edge to edge of the page. */
export function Rows({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <ul
      className={cn(
        "-mx-[18px] divide-y divide-line border-y border-line bg-sheet md:mx-0 md:rounded md:border",
        className,
      )}
    >
      {children}
    </ul>
  );
}

/** A row is a link as a whole when its link has the class `stretched`; other controls in it then need `above-link`. */
export function Row({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <li
      className={cn(
        "relative px-[18px] py-3.5 transition-colors has-[.stretched]:hover:bg-sunk md:px-5",
        className,
      )}
    >
      {children}
    </li>
  );
}
