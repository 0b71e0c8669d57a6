import { ActionForm } from "#components/ui/action-form";
import { SubmitButton } from "#components/ui/submit-button";
import type { ContractView } from "#lib/contracts/contract-views";
import { isolate } from "#lib/text";
import { offerFreeRoundAction } from "./actions.ts";

/** All rounds are used: the freelancer may let the client ask once more, for nothing. */
export function OfferFreeRound({ contract }: { contract: ContractView }) {
  const { contractId, milestoneNumber, client } = contract;
  return (
    <div className="space-y-3">
      <p className="measure text-sm text-ink-2">
        All rounds of changes that you agreed on are used, so {isolate(client.name)} can approve the
        work and not send it back.
      </p>
      <ActionForm action={offerFreeRoundAction}>
        <input type="hidden" name="contractId" value={contractId} />
        <input type="hidden" name="milestoneNumber" value={milestoneNumber} />
        <SubmitButton variant="plain" pendingLabel="Offering…" className="sm:self-start">
          Offer another round for free
        </SubmitButton>
      </ActionForm>
    </div>
  );
}
