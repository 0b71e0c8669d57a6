"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "#components/ui/cn";
import type { Role } from "#lib/auth/actor";
import { isAt, NAVIGATION, SIGNED_OUT } from "./navigation.ts";

/** The places in the top bar; the current one is marked. */
export function TopLinks({ viewerRole }: { viewerRole: Role | null }) {
  const path = usePathname();
  const places = viewerRole ? NAVIGATION[viewerRole].top : SIGNED_OUT;
  return places.map((place) => {
    const isHere = isAt(place, path, places);
    return (
      <Link
        key={place.href}
        href={place.href}
        aria-current={isHere ? "page" : undefined}
        className={cn(
          "flex h-11 items-center rounded-sm transition-colors hover:text-ink",
          isHere && "font-semibold text-ink",
        )}
      >
        {place.label}
      </Link>
    );
  });
}

/** The places in a phone's bottom bar. */
export function BottomLinks({ viewerRole }: { viewerRole: Role }) {
  const path = usePathname();
  const places = NAVIGATION[viewerRole].bottom;
  return places.map((place) => {
    const isHere = isAt(place, path, places);
    const Icon = place.icon;
    return (
      <li key={place.href} className="flex min-w-0 flex-1">
        <Link
          href={place.href}
          aria-current={isHere ? "page" : undefined}
          className={cn(
            "flex min-h-13 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 rounded text-[0.6875rem] focus-visible:-outline-offset-2",
            isHere ? "font-semibold text-accent" : "text-ink-3",
          )}
        >
          <Icon aria-hidden="true" className="size-[22px]" strokeWidth={isHere ? 2.2 : 1.8} />
          <span className="max-w-full truncate">{place.label}</span>
        </Link>
      </li>
    );
  });
}
