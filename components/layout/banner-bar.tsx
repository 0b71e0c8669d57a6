"use client";
"use no memo";

import { X } from "lucide-react";
import { useState } from "react";
import { cn } from "#components/ui/cn";
import { useIsScripted } from "#components/ui/on-demand";
import { BANNER_COOKIE, rememberPreference } from "#lib/preferences";

/** The operator's announcement, below the top bar. Put away, it stays away in this browser until there is another. */
export function BannerBar({
  version,
  text,
  tone,
}: {
  version: number;
  text: string;
  tone: "note" | "warning";
}) {
  const [isAway, setAway] = useState(false);
  const isScripted = useIsScripted();
  if (isAway) return null;
  return (
    <aside
      aria-label="Announcement"
      className={cn(
        "flex items-start gap-3 border-b px-[18px] py-1.5 text-[0.875rem] md:px-7 print:hidden",
        tone === "warning" ? "border-danger bg-danger-wash text-danger" : "border-line bg-sunk",
      )}
    >
      <p dir="auto" className="min-w-0 flex-1 py-1 wrap-anywhere">
        {text}
      </p>
      <button
        type="button"
        aria-label="Put this announcement away"
        className={cn(
          "tap grid size-8 flex-none place-items-center rounded-sm",
          !isScripted && "invisible",
        )}
        onClick={() => {
          rememberPreference(BANNER_COOKIE, String(version));
          setAway(true);
        }}
      >
        <X aria-hidden="true" className="size-4" />
      </button>
    </aside>
  );
}
