import { ConfirmForm } from "#components/ui/confirm-form";
import { Field } from "#components/ui/field";
import { FormMessage } from "#components/ui/form-message";
import { Textarea } from "#components/ui/textarea";
import type { ContractView } from "#lib/contracts/contract-views";
import { formatCents } from "#lib/money";
import { isolate } from "#lib/text";
import { askForReturnAction, refuseReturnAction } from "./actions.ts";

/** When no work came for a week after the agreed day: the client asks for the money back, and the freelancer answers. */
export function ReturnAnswer({ contract }: { contract: ContractView }) {
  const { contractId, milestoneNumber, heldCents, viewer, client, freelancer } = contract;
  const part = (
    <>
      <input type="hidden" name="contractId" value={contractId} />
      <input type="hidden" name="milestoneNumber" value={milestoneNumber} />
    </>
  );
  if (contract.mayAskForReturn) {
    return (
      <ConfirmForm
        action={askForReturnAction}
        label={`Ask for ${formatCents(heldCents)} back`}
        submitLabel={`Ask ${isolate(freelancer.name)} for it`}
        pendingLabel="Asking…"
      >
        {part}
        <input type="hidden" name="heldCents" value={heldCents} />
        <p className="measure">
          <bdi>{freelancer.name}</bdi> then has 48 hours to submit the work or to say no. Without an
          answer, {formatCents(heldCents)} goes back to you and this work ends.
        </p>
      </ConfirmForm>
    );
  }
  if (!contract.isReturnAsked || viewer !== "freelancer") return null;
  return (
    <div className="space-y-3">
      <FormMessage tone="note">
        <bdi>{client.name}</bdi> asks for {formatCents(heldCents)} back, because no work has come.
        Submit it or say no: without an answer the money goes back.
      </FormMessage>
      <ConfirmForm
        action={refuseReturnAction}
        variant="plain"
        label="Say no"
        submitLabel="Keep it held"
        pendingLabel="Answering…"
      >
        {part}
        <Field name="reason" label="Why?" help={`${isolate(client.name)} reads it.`}>
          <Textarea rows={3} maxLength={500} />
        </Field>
      </ConfirmForm>
    </div>
  );
}
