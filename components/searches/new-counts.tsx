"use client";

import { useEffect, useSyncExternalStore } from "react";
import { CountDot } from "#components/ui/tag";
import { followSeen, markSeen, readSeen } from "#lib/searches/client/seen";
import { newText } from "#lib/searches/policy";

/** How much is new in a saved search, as of when it was counted. */
export type Counted = {
  readonly searchId: string;
  readonly newCount: number;
  /** In milliseconds. */
  readonly at: number;
};

/** The result of this search is on the screen: it is not new any more. */
export function SeenMark({ searchId, at }: Pick<Counted, "searchId" | "at">) {
  useEffect(() => markSeen(searchId, at), [searchId, at]);
  return null;
}

/** "3 new", or nothing. */
export function NewCount(counted: Counted) {
  const isNew = useIsNew();
  if (!isNew(counted)) return null;
  return (
    <span className="num flex-none text-sm font-semibold text-accent">
      {newText(counted.newCount)}
    </span>
  );
}

/** In how many of these there is something new. */
export function NewDot({ all }: { all: readonly Counted[] }) {
  const isNew = useIsNew();
  return <CountDot count={all.filter(isNew).length} label="with something new" />;
}

const NOTHING: ReadonlyMap<string, number> = new Map();

function useIsNew() {
  const seen = useSyncExternalStore(followSeen, readSeen, () => NOTHING);
  return ({ searchId, newCount, at }: Counted) =>
    newCount > 0 && (seen.get(searchId) ?? Number.NEGATIVE_INFINITY) < at;
}
