"use client";

import { X } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { chipClass } from "#components/ui/chip";
import { useFilterNavigation } from "./filter-navigation.tsx";

type FilterLinkProps = Omit<ComponentProps<typeof Link>, "href" | "onNavigate"> & {
  href: Route;
  onFollow?: () => void;
};

/** Leads to another result of the board. */
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

/** A filter that is on; following it takes it off. */
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
    <FilterLink href={href} className={chipClass(true)}>
      {children}
      <X aria-hidden="true" className="size-3.5" strokeWidth={2.5} />
      <span className="sr-only">, remove {removes}</span>
    </FilterLink>
  );
}
