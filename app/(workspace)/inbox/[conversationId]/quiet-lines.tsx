import type { ReactNode } from "react";
import { cn } from "#components/ui/cn";
import { Time } from "#components/ui/time";
import type { EventView } from "#lib/conversations/schema";
import { formatCents } from "#lib/money";

export const UNREAD_ID = "unread-from-here";

/** Where a day begins. */
export function DayLine({ children }: { children: ReactNode }) {
  return <QuietLine>{children}</QuietLine>;
}

/** Something that happened on the contract. */
export function EventLine({ event }: { event: EventView }) {
  return (
    <QuietLine>
      <Time at={event.at} format="datetime" inline /> · {event.text}
      {event.amountCents !== null && (
        <>
          {" · "}
          <span className="num">{formatCents(event.amountCents)}</span>
        </>
      )}
    </QuietLine>
  );
}

/** From here on it was unread when the conversation was opened. */
export function UnreadLine() {
  return (
    <QuietLine
      id={UNREAD_ID}
      className="scroll-mt-16 font-semibold text-accent before:border-accent after:border-accent"
    >
      New
    </QuietLine>
  );
}

function QuietLine({
  id,
  className,
  children,
}: {
  id?: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <p
      id={id}
      className={cn(
        "mt-3.5 flex items-center gap-3 text-center text-sm before:min-w-3 before:flex-1 before:border-t after:min-w-3 after:flex-1 after:border-t",
        className ?? "text-ink-3",
      )}
    >
      <span className="min-w-0">{children}</span>
    </p>
  );
}
