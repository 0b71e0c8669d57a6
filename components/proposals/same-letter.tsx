import { Copy } from "lucide-react";
import { cn } from "#components/ui/cn";
import { sameLetterText } from "#lib/proposals/describe-proposal";
import type { ProposalView } from "#lib/proposals/schema";

/** Marks a letter that went to many jobs. */
export function SameLetter({
  proposal,
  className,
}: {
  proposal: Pick<ProposalView, "sameLetterCount">;
  className?: string;
}) {
  const text = sameLetterText(proposal.sameLetterCount);
  if (text === null) return null;
  return (
    <p className={cn("flex gap-2 text-sm text-ink-2", className)}>
      <Copy aria-hidden="true" className="mt-0.5 size-4 flex-none text-ink-3" />
      {text}
    </p>
  );
}
