"use client";
"use no memo";

import type { ReactNode } from "react";
import { house, houseName, showHouse } from "#lib/house";

/** What this house is called. In the browser, so that no page has an old name in what was made of it beforehand. */
export function HouseName() {
  return houseName();
}

/** The operator's picture of the name; `children` without one. */
export function Wordmark({ children }: { children: ReactNode }) {
  const { wordmark, name } = house();
  if (!wordmark) return children;
  return (
    <img
      src={`/wordmark/${wordmark.hash}`}
      alt={name}
      width={wordmark.width / 2}
      height={wordmark.height / 2}
      className="max-h-9 w-auto max-w-40 object-contain sm:max-w-60"
    />
  );
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
