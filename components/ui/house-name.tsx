"use client";
"use no memo";

import type { ReactNode } from "react";
import { houseName, showHouse } from "#lib/house";

/** What this house is called. In the browser, so that no page has an old name in what was made of it beforehand. */
export function HouseName() {
  return houseName();
}

/** Gives the scripts of a page what the page was made with, before anything inside is drawn. */
export function HouseProvider({
  carried,
  children,
}: {
  carried: string | undefined;
  children: ReactNode;
}) {
  if (typeof document !== "undefined") showHouse(carried);
  return children;
}
