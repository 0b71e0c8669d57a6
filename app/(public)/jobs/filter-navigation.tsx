"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { createContext, type ReactNode, use, useTransition } from "react";

type FilterNavigation = {
  /** Another result was asked for and is not there yet. */
  readonly isPending: boolean;
  readonly go: (address: Route, how: "push" | "replace") => void;
};

const FilterNavigationContext = createContext<FilterNavigation | null>(null);

/** Lets filters lead to other results, and the list know that one is on its way. */
export function FilterNavigationProvider({ children }: { children: ReactNode }) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const go: FilterNavigation["go"] = (address, how) =>
    startTransition(() => router[how](address, { scroll: false }));
  return <FilterNavigationContext value={{ isPending, go }}>{children}</FilterNavigationContext>;
}

/** @throws outside of the board */
export function useFilterNavigation(): FilterNavigation {
  const navigation = use(FilterNavigationContext);
  if (!navigation) throw new Error("Filters lead to other results on the board only");
  return navigation;
}
