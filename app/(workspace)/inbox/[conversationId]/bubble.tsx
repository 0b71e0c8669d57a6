import type { ReactNode } from "react";
import { cn } from "#components/ui/cn";

/** What one person wrote: on the right in the accent's wash when it is one's own, on the left otherwise. */
export function Bubble({
  isMine,
  isClose,
  isFaint = false,
  isWide = false,
  seq,
  beside,
  children,
}: {
  isMine: boolean;
  isClose: boolean;
  /** Not stored yet. */
  isFaint?: boolean;
  /** While it is being edited. */
  isWide?: boolean;
  seq?: number;
  /** Its menu. */
  beside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div
      data-seq={seq}
      // Touching it shows its menu.
      tabIndex={-1}
      className={cn(
        "group/message flex items-start gap-1 outline-none",
        isClose ? "mt-1" : "mt-3.5",
        isMine ? "flex-row-reverse pl-8" : "pr-8",
      )}
    >
      <div
        className={cn(
          "min-w-0 max-w-[58ch] rounded-[14px] border px-3.5 py-2.5",
          isWide && "w-full",
          isMine
            ? "rounded-tr-sm border-transparent bg-accent-wash forced-colors:border"
            : "rounded-tl-sm border-line bg-sheet",
          isFaint && "text-ink-2",
        )}
      >
        {children}
      </div>
      {beside}
    </div>
  );
}

/** The small line below what was written: when, and what became of it. */
export function BubbleFoot({ children }: { children: ReactNode }) {
  return <p className="mt-1 text-sm text-ink-3">{children}</p>;
}
