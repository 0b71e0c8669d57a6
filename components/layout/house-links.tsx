"use client";
"use no memo";

import { Link } from "#components/ui/link";
import { HOUSE_PAGE_LABELS, house } from "#lib/house";

/** The pages that the operator has written: at the end of public pages, and where people register. */
export function HouseLinks() {
  return house().pages.map((page) => (
    <Link key={page} href={`/${page}`} className="tap hover:text-ink">
      {HOUSE_PAGE_LABELS[page]}
    </Link>
  ));
}

/** The same as the end of a page; nothing where there are none. */
export function HouseFoot() {
  if (house().pages.length === 0) return null;
  return (
    <footer className="mt-16 border-t border-line py-5 text-sm text-ink-2">
      <nav aria-label="About this house" className="flex flex-wrap gap-x-6 gap-y-2">
        <HouseLinks />
      </nav>
    </footer>
  );
}
