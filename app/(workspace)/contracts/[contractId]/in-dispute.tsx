import type { ReactNode } from "react";
import { ButtonLink } from "#components/ui/button";
import type { ContractView } from "#lib/contracts/contract-views";
import type { Id } from "#lib/ids";
import { formatCents } from "#lib/money";

/** While money of this work is disputed: what that means here, and the way to the dispute. */
export function InDispute({
  contract: { contractId, disputedCents },
  disputeId,
  children,
}: {
  contract: ContractView;
  disputeId: Id<"dsp">;
  /** What can be done meanwhile. */
  children: ReactNode;
}) {
  return (
    <div className="space-y-4">
      <p className="measure">
        {formatCents(disputedCents)} is in dispute and frozen. Claims, offers and what happens next
        are in the dispute.
      </p>
      <div className="flex flex-wrap gap-3 has-[>details[open]]:[&>a]:hidden">
        <ButtonLink href={`/contracts/${contractId}/disputes/${disputeId}`} variant="primary">
          Go to the dispute
        </ButtonLink>
        {children}
      </div>
    </div>
  );
}
