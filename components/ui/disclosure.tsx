import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn.tsx";

/** A part of a page that is folded until it is wanted. The browser's own, so it needs no JavaScript. */
export function Disclosure({
  title,
  note,
  level = 2,
  className,
  children,
}: {
  title: ReactNode;
  /** How much is in it. */
  note?: ReactNode;
  /** 3 inside a section. */
  level?: 2 | 3;
  className?: string;
  children: ReactNode;
}) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <details className={cn("group/fold border-y border-line", className)}>
      <summary className="flex min-h-14 list-none items-center gap-3 rounded-sm [&::-webkit-details-marker]:hidden">
        <Heading className={level === 2 ? "text-xl" : "text-lg"}>{title}</Heading>
        {note && <span className="num text-sm text-ink-3">{note}</span>}
        <ChevronDown
          aria-hidden="true"
          className="ml-auto size-5 text-ink-2 transition-transform group-open/fold:rotate-180"
        />
      </summary>
      <div className="pt-1 pb-4">{children}</div>
    </details>
  );
}
