import { BeforeAfter } from "#components/money/before-after";
import { ConfirmForm } from "#components/ui/confirm-form";
import type { Actor } from "#lib/auth/actor";
import type { ContractView } from "#lib/contracts/contract-views";
import { cents, formatCents } from "#lib/money";
import { getAvailable } from "#lib/payments/queries/wallet";
import { isolate } from "#lib/text";
import { fundMilestoneAction } from "./actions.ts";

/** The client holds the money of a planned milestone, so that work on it can begin. */
export async function FundMilestone({ contract, actor }: { contract: ContractView; actor: Actor }) {
  const { contractId, milestoneNumber, priceCents, freelancer } = contract;
  const availableCents = await getAvailable(actor);
  const leftCents = availableCents - priceCents;
  return (
    <ConfirmForm
      action={fundMilestoneAction}
      label={`Hold ${formatCents(priceCents)} for this milestone`}
      submitLabel={`Hold ${formatCents(priceCents)}`}
      pendingLabel="Holding…"
    >
      <input type="hidden" name="contractId" value={contractId} />
      <input type="hidden" name="milestoneNumber" value={milestoneNumber} />
      <input type="hidden" name="amountCents" value={priceCents} />
      <p className="measure">
        <bdi>{freelancer.name}</bdi> then works on it. Nothing is paid before the work is submitted.
      </p>
      {leftCents >= 0 && (
        <BeforeAfter
          changes={[
            {
              label: "Available in your wallet",
              beforeCents: availableCents,
              afterCents: cents(leftCents),
              tone: "available",
            },
            {
              label: `Held for ${isolate(freelancer.name)}`,
              beforeCents: cents(0),
              afterCents: priceCents,
              tone: "held",
            },
          ]}
        />
      )}
    </ConfirmForm>
  );
}
