"use client";
"use no memo";

import { ChevronDown } from "lucide-react";
import { usePathname } from "next/navigation";
import { cn } from "#components/ui/cn";
import { Link } from "#components/ui/link";
import type { Role } from "#lib/auth/actor";
import { houseOf } from "./house.ts";
import { isAt } from "./place.ts";

/** The pages of the operator's house: beside the page on wide screens, folded above it on phones. */
export function HouseNav({ role }: { role: Role }) {
  const path = usePathname();
  const places = houseOf(role);
  const here = places.find((place) => isAt(place, path, places));
  const links = places.map((place) => {
    const Icon = place.icon;
    return (
      <li key={place.href}>
        <Link
          href={place.href}
          aria-current={place === here ? "page" : undefined}
          className={cn(
            "flex min-h-11 items-center gap-2.5 rounded px-3 text-ink-2 transition-colors hover:bg-sunk hover:text-ink md:min-h-9",
            place === here && "bg-sunk font-semibold text-ink forced-colors:underline",
          )}
        >
          <Icon aria-hidden="true" className="size-4 shrink-0" />
          {place.label}
        </Link>
      </li>
    );
  });
  return (
    <nav aria-label="House" className="print:hidden">
      {/* Another page begins with it folded. */}
      <details key={path} className="group border-b border-line md:hidden">
        <summary className="flex min-h-11 cursor-pointer list-none items-center gap-2 px-[18px] text-sm font-semibold">
          <span className="sr-only">Pages of the house; this is </span>
          {here?.label ?? "House"}
          <ChevronDown
            aria-hidden="true"
            className="ml-auto size-4 text-ink-3 group-open:rotate-180"
          />
        </summary>
        <ul className="px-1.5 pb-2">{links}</ul>
      </details>
      <ul className="sticky top-0 flex flex-col gap-0.5 py-[34px] pl-4 text-sm max-md:hidden">
        {links}
      </ul>
    </nav>
  );
}
