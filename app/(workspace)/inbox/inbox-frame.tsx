"use client";

import { useSelectedLayoutSegment } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "#components/ui/cn";

/** List and room side by side; on a phone the room lies over the list, which stays where it was. */
export function InboxFrame({ list, children }: { list: ReactNode; children: ReactNode }) {
  const isOpened = useSelectedLayoutSegment() !== null;
  return (
    <div className="md:grid md:grid-cols-[272px_minmax(0,1fr)] md:below-bar lg:grid-cols-[280px_minmax(0,1fr)] xl:grid-cols-[320px_minmax(0,1fr)]">
      <section
        aria-label="Conversations"
        className={cn(
          "md:flex md:min-h-0 md:flex-col md:border-r md:border-line",
          isOpened && "max-md:invisible",
        )}
      >
        {list}
      </section>
      {children}
    </div>
  );
}
