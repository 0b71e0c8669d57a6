"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { createContext, type ReactNode, use, useEffect, useRef, useTransition } from "react";
import type { BoardPlace } from "./board-kind.tsx";

type FilterNavigation = {
  readonly place: BoardPlace;
  /** Another result has been requested and has not arrived yet. */
  readonly isPending: boolean;
  readonly go: (address: Route, how: "push" | "replace") => void;
};

const FilterNavigationContext = createContext<FilterNavigation | null>(null);

/** Lets filters lead to other results, and tells the list while one is loading. */
export function FilterNavigationProvider({
  place,
  children,
}: {
  place: BoardPlace;
  children: ReactNode;
}) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const wasAsked = useRef(false);
  const go: FilterNavigation["go"] = (address, how) => {
    wasAsked.current = true;
    startTransition(() => router[how](address, { scroll: false }));
  };
  // The followed link may have gone with the old result: then the focus begins with the new one.
  useEffect(() => {
    if (isPending || !wasAsked.current) return;
    wasAsked.current = false;
    if (document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>("[data-entry]")?.focus({ preventScroll: true });
  }, [isPending]);
  return (
    <FilterNavigationContext value={{ place, isPending, go }}>{children}</FilterNavigationContext>
  );
}

/** @throws outside of the board */
export function useFilterNavigation(): FilterNavigation {
  const navigation = use(FilterNavigationContext);
  if (!navigation) throw new Error("Filters lead to other results on a board only");
  return navigation;
}
