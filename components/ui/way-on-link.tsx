"use no memo";

import type { WayOn } from "#lib/forms/state";

/**
 * A link away from what could not be done here; an empty address is this page, loaded again for the person who is now
 * here.
 */
export function WayOnLink({ wayOn: { label, href } }: { wayOn: WayOn }) {
  return (
    <a href={href} className="link mt-1 inline-block font-semibold">
      {label}
    </a>
  );
}
