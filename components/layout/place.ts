import type { LucideIcon } from "lucide-react";
import type { Route } from "next";

/** Where a navigation leads. */
export type Place = {
  label: string;
  href: Route;
  icon: LucideIcon;
  /** Further paths that belong to it, so that it is marked there too. */
  covers?: readonly string[];
  /** It shows the number of conversations with something unread. */
  hasUnread?: boolean;
  /** Left out of the top bar where there is no room for it. */
  isForWideScreens?: boolean;
};

type Where = Pick<Place, "href" | "covers">;

/** True when the path belongs to this place and no other place fits it better. */
export function isAt(place: Where, path: string, places: readonly Where[]): boolean {
  const best = places
    .map((candidate) => ({ candidate, length: matchLength(candidate, path) }))
    .reduce((a, b) => (b.length > a.length ? b : a));
  return best.length > 0 && best.candidate === place;
}

function matchLength(place: Where, path: string): number {
  const roots: readonly string[] = [place.href, ...(place.covers ?? [])];
  const matching = roots.filter((root) => path === root || path.startsWith(`${root}/`));
  return Math.max(0, ...matching.map((root) => root.length));
}
