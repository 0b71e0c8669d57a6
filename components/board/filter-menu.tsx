"use client";
"use no memo";

import { Check, ChevronDown } from "lucide-react";
import type { Route } from "next";
import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "#components/ui/button";
import { chipClass } from "#components/ui/chip";
import { cn } from "#components/ui/cn";
import { FilterLink } from "./filter-link.tsx";
import { useFilterNavigation } from "./filter-navigation.tsx";

/**
 * A chip that opens a few choices below itself. It is the browser's own disclosure, so it opens without JavaScript;
 * with JavaScript, Escape, a press elsewhere, or leaving the page closes it.
 */
export function FilterMenu({
  label,
  badge,
  name,
  look = "chip",
  isNarrow = false,
  align = "start",
  children,
}: {
  label: string;
  /** After the label: how much is new. */
  badge?: ReactNode;
  /** What it is about, when the label only says what is chosen. */
  name?: string;
  look?: "chip" | "quiet";
  isNarrow?: boolean;
  align?: "start" | "end";
  children: ReactNode;
}) {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const box = details.current;
    const closeElsewhere = (event: PointerEvent) => {
      if (box?.open && event.target instanceof Node && !box.contains(event.target))
        box.open = false;
    };
    document.addEventListener("pointerdown", closeElsewhere);
    return () => {
      document.removeEventListener("pointerdown", closeElsewhere);
      if (box) box.open = false;
    };
  }, []);
  return (
    <details
      ref={details}
      name="board-menu"
      // Without scripts the page comes back with a refusal inside and the menu closed; show it anyway.
      className="group/menu relative noscript:has-[[role=alert]]:details-content:[content-visibility:visible]"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !event.currentTarget.open) return;
        event.preventDefault();
        event.stopPropagation();
        closeMenu(event.currentTarget);
      }}
    >
      <summary
        className={cn(
          "list-none [&::-webkit-details-marker]:hidden",
          look === "chip"
            ? chipClass()
            : "-mx-2 inline-flex min-h-8 items-center gap-1 rounded px-2 hover:text-ink pointer-coarse:min-h-11",
        )}
      >
        {name && <span className="sr-only">{name}: </span>}
        {label}
        {badge}
        <ChevronDown
          aria-hidden="true"
          className="size-3.5 transition-transform group-open/menu:rotate-180"
        />
      </summary>
      <div
        className={cn(
          "absolute top-full z-30 mt-1.5 rounded border border-line bg-sheet text-[0.875rem] text-ink shadow-float",
          isNarrow ? "w-52 py-1.5" : "w-72 p-4",
          align === "end" ? "right-0" : "left-0",
        )}
      >
        {children}
      </div>
    </details>
  );
}

/** Closes it; a focus inside goes back to the chip that opened it. */
export function closeMenu(menu: Element | null): void {
  const hadFocus = menu?.contains(document.activeElement);
  menu?.removeAttribute("open");
  if (hadFocus) menu?.querySelector("summary")?.focus();
}

/** One of a few choices that lead to another result. */
export function MenuChoice({
  href,
  isCurrent = false,
  children,
}: {
  href: Route;
  isCurrent?: boolean;
  children: ReactNode;
}) {
  return (
    <FilterLink
      href={href}
      aria-current={isCurrent ? "true" : undefined}
      onFollow={() => closeMenu(document.querySelector("details[name=board-menu][open]"))}
      className="flex min-h-9 items-center justify-between gap-3 px-4 hover:bg-sunk focus-visible:-outline-offset-2 pointer-coarse:min-h-11"
    >
      {children}
      {isCurrent && <Check aria-hidden="true" className="size-4" />}
    </FilterLink>
  );
}

export function MenuApply() {
  const { nouns } = useFilterNavigation().place;
  return (
    <Button type="submit" variant="primary" size="sm" className="mt-4 w-full">
      Show {nouns.many}
    </Button>
  );
}
