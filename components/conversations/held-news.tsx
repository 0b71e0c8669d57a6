"use client";
"use no memo";

import { Button } from "#components/ui/button";

/** What is new stays away until the person asks for it, because it may take a form with text in it. */
export default function HeldNews({ show }: { show: () => void }) {
  return (
    <p className="pointer-events-auto flex flex-wrap items-center gap-x-4 gap-y-2 rounded border border-line bg-sheet px-4 py-2.5 text-sm shadow-float">
      Something here has changed since you began writing.
      <Button size="sm" onClick={show}>
        Show it
      </Button>
    </p>
  );
}
