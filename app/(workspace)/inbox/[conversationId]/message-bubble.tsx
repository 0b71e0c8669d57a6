"use no memo";

import type { ReactNode } from "react";
import { cn } from "#components/ui/cn";
import { Time } from "#components/ui/time";
import type { MessageView } from "#lib/conversations/schema";
import { messageAnchor } from "../inbox-address.tsx";

/** What one person wrote: the viewer's own on the right in the accent's wash, the other person's on the left. */
export function Bubble({
  isMine,
  isClose,
  isFaint = false,
  isWide = false,
  isTarget = false,
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
  /** It was looked for: marked, and what a screen reader is at. */
  isTarget?: boolean;
  seq?: number;
  /** Its menu. */
  beside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div
      id={seq === undefined ? undefined : messageAnchor(seq)}
      data-seq={seq}
      aria-current={isTarget ? "true" : undefined}
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
          isTarget && "outline-2 outline-offset-2 outline-accent",
        )}
      >
        {children}
      </div>
      {beside}
    </div>
  );
}

/** The small line below the text: when it was sent, and its state. */
export function BubbleFoot({ children }: { children: ReactNode }) {
  return <p className="mt-1 text-sm text-ink-3">{children}</p>;
}

/** When a stored message was sent, and what became of it. */
export function Foot({ message, isSeen }: { message: MessageView; isSeen: boolean }) {
  return (
    <BubbleFoot>
      <Time at={message.createdAt} format="clock" inline />
      {message.editedAt && !message.deletedAt && " · edited"}
      {isSeen && " · seen"}
    </BubbleFoot>
  );
}
