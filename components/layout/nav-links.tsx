"use client";
"use no memo";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "#components/ui/cn";
import { Link } from "#components/ui/link";
import { CountDot } from "#components/ui/tag";
import { isAt, type Place } from "./place.ts";
import { useUnread } from "./unread.tsx";

/*
 * The server says which places there are: nobody loads the places and icons of another role. `unread` is what it knew
 * about the inbox when it rendered the frame.
 */

/** A place with its icon drawn, where it has one. */
export type LinkedPlace = Omit<Place, "icon"> & { icon?: ReactNode };

type Links = { places: readonly LinkedPlace[]; unread: number | null };

/** The places in the top bar; the current one is marked. */
export function TopLinks({ places, unread }: Links) {
  const path = usePathname();
  return places.map((place) => {
    const isHere = isAt(place, path, places);
    return (
      <Link
        key={place.href}
        href={place.href}
        aria-current={isHere ? "page" : undefined}
        className={cn(
          "flex h-11 items-center gap-1.5 rounded-sm transition-colors hover:text-ink",
          isHere && "font-semibold text-ink forced-colors:underline",
          place.isForWideScreens && "max-sm:hidden",
        )}
      >
        {place.label}
        {place.hasUnread && <Unread rendered={unread} />}
      </Link>
    );
  });
}

function Unread({ rendered }: { rendered: number | null }) {
  const count = useUnread(rendered) ?? 0;
  return (
    <CountDot
      count={count}
      label={
        count === 1 ? "conversation with something unread" : "conversations with something unread"
      }
    />
  );
}

/** The places in a phone's bottom bar. */
export function BottomLinks({ places, unread }: Links) {
  const path = usePathname();
  return places.map((place) => {
    const isHere = isAt(place, path, places);
    return (
      <li key={place.href} className="flex min-w-0 flex-1">
        <Link
          href={place.href}
          aria-current={isHere ? "page" : undefined}
          className={cn(
            "flex min-h-13 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 rounded text-[0.6875rem] focus-visible:-outline-offset-2",
            isHere
              ? "font-semibold text-accent [--icon-stroke:2.2] forced-colors:underline"
              : "text-ink-3 [--icon-stroke:1.8]",
          )}
        >
          <span className="relative">
            {place.icon}
            {place.hasUnread && (
              <span className="absolute -top-1.5 left-3">
                <Unread rendered={unread} />
              </span>
            )}
          </span>
          <span className="max-w-full truncate">{place.label}</span>
        </Link>
      </li>
    );
  });
}
