"use client";
"use no memo";

import { X } from "lucide-react";
import type { Route } from "next";
import type { ComponentProps, ReactNode } from "react";
import { chipClass } from "#components/ui/chip";
import { Link } from "#components/ui/link";
import { useFilterNavigation } from "./filter-navigation.tsx";

type FilterLinkProps = Omit<ComponentProps<typeof Link>, "href" | "onNavigate"> & {
  href: Route;
  onFollow?: () => void;
};

/** Leads to another result of its board. */
export function FilterLink({ href, onFollow, ...props }: FilterLinkProps) {
  const { go } = useFilterNavigation();
  return (
    <Link
      {...props}
      href={href}
      scroll={false}
      onNavigate={(event) => {
        event.preventDefault();
        onFollow?.();
        go(href, "push");
      }}
    />
  );
}

/** A chip goes away when it is followed, so by keyboard the focus moves to the one beside it. */
function focusNeighbour(chip: HTMLElement): void {
  if (document.activeElement !== chip) return;
  const all = chip.closest("[data-filters]");
  const chips = [...(all?.querySelectorAll<HTMLElement>("[data-chip]") ?? [])];
  const at = chips.indexOf(chip);
  const controls = [...(all?.querySelectorAll<HTMLElement>("summary, button") ?? [])];
  const next =
    chips[at + 1] ?? chips[at - 1] ?? controls.find((control) => control.checkVisibility());
  next?.focus();
}

/** An active filter; following it removes the filter. */
export function FilterChip({
  href,
  removes,
  children,
}: {
  href: Route;
  /** For screen readers: "the filter Web development". */
  removes: string;
  children: ReactNode;
}) {
  return (
    <FilterLink
      href={href}
      data-chip=""
      onClick={(event) => focusNeighbour(event.currentTarget)}
      className={chipClass(true)}
    >
      {children}
      <X aria-hidden="true" className="size-3.5" strokeWidth={2.5} />
      <span className="sr-only">, remove {removes}</span>
    </FilterLink>
  );
}
