import { Checkbox } from "#components/ui/choices";
import { ConfirmForm } from "#components/ui/confirm-form";
import { Field, FieldGroup } from "#components/ui/field";
import { Textarea } from "#components/ui/textarea";
import { unmetField } from "#lib/contracts/check-fields";
import type { ContractView } from "#lib/contracts/contract-views";
import { NOTE_MAX } from "#lib/contracts/schema";
import { formatCents } from "#lib/money";
import { isolate } from "#lib/text";
import { markCompleteAction, requestChangesAction } from "./actions.ts";
import { Approve, BESIDE_ANSWER } from "./approve.tsx";

/** The client's answer to a submission: approve, or request changes while the money is held. */
export function ReviewDecision({ contract }: { contract: ContractView }) {
  // One at a time: while one answer is open, the other is not offered beside it.
  return (
    <div className="flex flex-wrap gap-3 has-[>details[open]]:[&>details:not([open])]:hidden">
      {contract.heldCents > 0 ? <Approve contract={contract} /> : <Complete contract={contract} />}
      {contract.refusals.request_changes === null && <AskForChanges contract={contract} />}
      {contract.refusals.request_changes?.code === "no_round_left" && (
        <p className="measure basis-full text-sm text-ink-2">
          All rounds of changes that you agreed on are used.
        </p>
      )}
    </div>
  );
}

function Complete({ contract }: { contract: ContractView }) {
  const { contractId, milestoneNumber, priceCents, heldCents, freelancer, submissionCount } =
    contract;
  return (
    <ConfirmForm
      className={BESIDE_ANSWER}
      action={markCompleteAction}
      label="Mark the job complete"
      submitLabel="Complete the job"
      pendingLabel="Completing…"
    >
      <input type="hidden" name="contractId" value={contractId} />
      <input type="hidden" name="milestoneNumber" value={milestoneNumber} />
      <input type="hidden" name="submissionNumber" value={submissionCount} />
      <input type="hidden" name="heldCents" value={heldCents} />
      <p>
        <bdi>{freelancer.name}</bdi> was paid {formatCents(priceCents)} when the work was submitted,
        so no money moves now. After this you can leave a review.
      </p>
    </ConfirmForm>
  );
}

function AskForChanges({ contract }: { contract: ContractView }) {
  const { contractId, milestoneNumber, heldCents, freelancer, submissionCount } = contract;
  return (
    <ConfirmForm
      className={BESIDE_ANSWER}
      action={requestChangesAction}
      variant="plain"
      submitVariant="primary"
      label="Request changes"
      submitLabel={`Send version ${submissionCount} back`}
      pendingLabel="Sending…"
    >
      <input type="hidden" name="contractId" value={contractId} />
      <input type="hidden" name="milestoneNumber" value={milestoneNumber} />
      <input type="hidden" name="submissionNumber" value={submissionCount} />
      <Field
        name="note"
        label="What should be different?"
        help={`The review window stops. ${formatCents(heldCents)} stays held while ${isolate(freelancer.name)} works on it.${lastRound(contract)}`}
      >
        <Textarea rows={5} maxLength={NOTE_MAX} />
      </Field>
      <Unmet contract={contract} />
    </ConfirmForm>
  );
}

/** The items that the version does not meet. */
function Unmet({ contract: { checklist, agreementVersion } }: { contract: ContractView }) {
  if (checklist.length === 0) return null;
  return (
    <fieldset className="space-y-2">
      <legend className="mb-1.5 text-[0.875rem] font-semibold">What is not met?</legend>
      <input type="hidden" name="agreementVersion" value={agreementVersion} />
      {checklist.map((item, place) => (
        <FieldGroup key={item} name={unmetField(place)} label={item} hideLabel>
          <Checkbox label={item} />
        </FieldGroup>
      ))}
    </fieldset>
  );
}

/** Said when it matters: no further request is possible after this one. */
function lastRound({ roundsLeft }: ContractView): string {
  return roundsLeft === 1 ? " This is the last round of changes that you agreed on." : "";
}
