"use client";
"use no memo";

import type { ReactNode } from "react";
import { cn } from "./cn.tsx";
import { OfflineNote } from "./offline-note.tsx";

/** A still shape where something will be; give it the final height and width. */
export function Skeleton({
  round = false,
  className,
}: {
  /** For avatars and pills. */
  round?: boolean;
  className?: string;
}) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        "block animate-pulse bg-skeleton",
        round ? "rounded-full" : "rounded-sm",
        className,
      )}
    />
  );
}

const widths = ["w-full", "w-11/12", "w-full", "w-4/5", "w-2/3"];

export function SkeletonText({ lines = 3, className }: { lines?: number; className?: string }) {
  return (
    <span className={cn("block", className)}>
      {upTo(lines).map((line) => (
        <Skeleton key={line} className={cn("my-[5px] h-3.5", widths[line % widths.length])} />
      ))}
    </span>
  );
}

/** `count` rows of the same shape between hairlines. */
export function SkeletonRows({
  count,
  className,
  children,
}: {
  count: number;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div className={cn("divide-y divide-line border-y border-line", className)}>
      {upTo(count).map((row) => (
        <div key={row} className="py-3.5">
          {children}
        </div>
      ))}
    </div>
  );
}

/**
 * Wraps the skeleton of a part of a page and tells screen readers once that it is loading. Without a connection it
 * tells everyone.
 */
export function Loading({
  label = "Loading",
  className,
  children,
}: {
  label?: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div aria-busy="true" className={className}>
      <span role="status" className="sr-only">
        {label}
      </span>
      <OfflineNote />
      {children}
    </div>
  );
}

function upTo(count: number): number[] {
  return [...Array(count).keys()];
}
