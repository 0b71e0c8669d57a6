import type { ReactNode } from "react";
import { cn } from "#components/ui/cn";

const edges = {
  held: "border-held",
  paid: "border-paid",
  disputed: "border-disputed",
  none: "border-edge",
};

/** What happens next to whose money, and when, if nobody acts. One sentence, from the policy that acts. */
export function IfNobodyActs({
  tone = "held",
  className,
  children,
}: {
  /** The state of the money in the sentence. */
  tone?: keyof typeof edges;
  className?: string;
  children: ReactNode;
}) {
  return (
    <p
      className={cn(
        "border-l-3 py-1 pl-3.5 font-display text-lg leading-[1.4] tabular-nums",
        edges[tone],
        className,
      )}
    >
      {children}
    </p>
  );
}
