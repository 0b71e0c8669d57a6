import { BeforeAfter } from "#components/money/before-after";
import { ConfirmForm } from "#components/ui/confirm-form";
import type { ContractView } from "#lib/contracts/contract-views";
import { freeCents } from "#lib/contracts/policy";
import { outcomeOf } from "#lib/contracts/settlements";
import { houseName } from "#lib/house";
import { cents, formatCents } from "#lib/money";
import { isolate } from "#lib/text";
import { markCompleteAction } from "./actions.ts";

/** Of an answer that has another one beside it. */
export const BESIDE_ANSWER = "sm:not-open:w-auto";

/** Pays what is held for the work and not disputed. */
export function Approve({ contract }: { contract: ContractView }) {
  const { contractId, milestoneNumber, heldCents, disputedCents, freelancer, submissionCount } =
    contract;
  const paid = freeCents(contract);
  const { toFreelancerCents, feeCents } = outcomeOf(
    [{ number: milestoneNumber, amountCents: paid, toFreelancerCents: paid }],
    contract.milestones,
    contract.fee,
  );
  const nothing = cents(0);
  return (
    <ConfirmForm
      className={BESIDE_ANSWER}
      action={markCompleteAction}
      variant={disputedCents > 0 ? "plain" : "primary"}
      submitVariant="primary"
      label={`Approve and release ${formatCents(paid)}`}
      submitLabel={`Release ${formatCents(paid)} to ${isolate(freelancer.name)}`}
      pendingLabel="Releasing…"
    >
      <input type="hidden" name="contractId" value={contractId} />
      <input type="hidden" name="milestoneNumber" value={milestoneNumber} />
      <input type="hidden" name="submissionNumber" value={submissionCount} />
      <input type="hidden" name="heldCents" value={heldCents} />
      <p>
        This pays <bdi>{freelancer.name}</bdi>
        {completesText(contract)}. This cannot be undone.
      </p>
      <BeforeAfter
        changes={[
          { label: "Held for this job", beforeCents: heldCents, afterCents: disputedCents },
          {
            label: `Paid to ${isolate(freelancer.name)}`,
            beforeCents: nothing,
            afterCents: toFreelancerCents,
            tone: "paid",
          },
          ...(feeCents > 0
            ? [{ label: `${houseName()}’s fee`, beforeCents: nothing, afterCents: feeCents }]
            : []),
        ]}
      />
    </ConfirmForm>
  );
}

function completesText({ disputedCents, isLast }: ContractView): string {
  if (disputedCents > 0) return " what nobody disputes";
  return isLast ? " and completes the job" : "";
}
