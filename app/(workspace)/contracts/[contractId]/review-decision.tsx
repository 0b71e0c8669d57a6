import { BeforeAfter } from "#components/money/before-after";
import { ConfirmForm } from "#components/ui/confirm-form";
import { Field } from "#components/ui/field";
import { Textarea } from "#components/ui/textarea";
import { type ContractView, NOTE_MAX } from "#lib/contracts/schema";
import { cents, formatCents } from "#lib/money";
import { markCompleteAction, requestChangesAction } from "./actions.ts";

const BESIDE = "sm:not-open:w-auto";

/** The client's answer to a submission: approve, or ask for changes while the money is held. */
export function ReviewDecision({ contract }: { contract: ContractView }) {
  return (
    <div className="flex flex-wrap gap-3">
      {contract.heldCents > 0 ? <Approve contract={contract} /> : <Complete contract={contract} />}
      {contract.refusals.request_changes === null && <AskForChanges contract={contract} />}
    </div>
  );
}

function Approve({ contract }: { contract: ContractView }) {
  const { contractId, heldCents, freelancer } = contract;
  return (
    <ConfirmForm
      className={BESIDE}
      action={markCompleteAction}
      label={`Approve and release ${formatCents(heldCents)}`}
      submitLabel={`Release ${formatCents(heldCents)} to ${freelancer.name}`}
      pendingLabel="Releasing…"
    >
      <input type="hidden" name="contractId" value={contractId} />
      <p>This pays {freelancer.name} and completes the job. It cannot be taken back.</p>
      <BeforeAfter
        changes={[
          { label: "Held for this job", beforeCents: heldCents, afterCents: cents(0) },
          {
            label: `Paid to ${freelancer.name}`,
            beforeCents: cents(0),
            afterCents: heldCents,
            tone: "paid",
          },
        ]}
      />
    </ConfirmForm>
  );
}

function Complete({ contract }: { contract: ContractView }) {
  const { contractId, priceCents, freelancer } = contract;
  return (
    <ConfirmForm
      className={BESIDE}
      action={markCompleteAction}
      label="Mark the job complete"
      submitLabel="Complete the job"
      pendingLabel="Completing…"
    >
      <input type="hidden" name="contractId" value={contractId} />
      <p>
        {freelancer.name} was paid {formatCents(priceCents)} when the work was submitted, so no
        money moves now. After this you can leave a review.
      </p>
    </ConfirmForm>
  );
}

function AskForChanges({ contract }: { contract: ContractView }) {
  const { contractId, heldCents, freelancer, submissionCount } = contract;
  return (
    <ConfirmForm
      className={BESIDE}
      action={requestChangesAction}
      variant="plain"
      label="Request changes"
      submitLabel={`Send version ${submissionCount} back`}
      pendingLabel="Sending…"
    >
      <input type="hidden" name="contractId" value={contractId} />
      <input type="hidden" name="submissionNumber" value={submissionCount} />
      <Field
        name="note"
        label="What should be different?"
        help={`The review stops. ${formatCents(heldCents)} stays held until ${freelancer.name} submits again.`}
      >
        <Textarea rows={5} maxLength={NOTE_MAX} />
      </Field>
    </ConfirmForm>
  );
}
