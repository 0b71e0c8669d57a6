import { SplitField } from "#components/money/split-field";
import { ActionForm } from "#components/ui/action-form";
import { Checkbox } from "#components/ui/choices";
import { Field, FieldGroup } from "#components/ui/field";
import { MoneyInput } from "#components/ui/money-input";
import { SubmitButton } from "#components/ui/submit-button";
import { Textarea } from "#components/ui/textarea";
import { itemField } from "#lib/disputes/dispute-fields";
import { type DisputableView, TEXT_MAX } from "#lib/disputes/schema";
import { cents, formatCents, toTyped } from "#lib/money";
import { isolate } from "#lib/text";
import { OwnUploadField } from "../../../own-upload-field.tsx";
import { openDisputeAction } from "../actions.ts";

/** What it is about, what should become of the money, and why. */
export function OpenForm({ disputable }: { disputable: DisputableView }) {
  const { contractId, viewer, heldCents, checklist } = disputable;
  const other = isolate(disputable.otherName);
  const names =
    viewer === "client"
      ? { client: "you", freelancer: other }
      : { client: other, freelancer: "you" };
  return (
    <ActionForm action={openDisputeAction} className="max-w-2xl">
      <input type="hidden" name="contractId" value={contractId} />
      <input type="hidden" name="milestoneNumber" value={disputable.milestoneNumber} />
      <input type="hidden" name="heldCents" value={heldCents} />
      <input type="hidden" name="agreementVersion" value={disputable.agreementVersion} />
      <input type="hidden" name="submissionNumber" value={disputable.submissionNumber} />
      <Field name="reason" label="What happened, and why?" help={`${other} reads it and answers.`}>
        <Textarea rows={7} maxLength={TEXT_MAX} />
      </Field>
      {checklist.length > 0 && (
        <fieldset>
          <legend className="mb-1.5 text-[0.875rem] font-semibold">
            Which items of the checklist is it about?
          </legend>
          {checklist.map((item, place) => (
            <FieldGroup key={item} name={itemField(place)} label={item} hideLabel optional>
              <Checkbox label={item} />
            </FieldGroup>
          ))}
        </fieldset>
      )}
      <Field
        name="amountCents"
        label="How much is it about?"
        help={`${formatCents(heldCents)} is held. What you do not dispute goes on as agreed.`}
      >
        <MoneyInput defaultValue={toTyped(heldCents)} />
      </Field>
      <Field
        name="toFreelancerCents"
        label={`How much of it should go to ${names.freelancer}?`}
        help="The rest goes back. This is your claim, and your first offer."
      >
        <SplitField
          heldCents={heldCents}
          restTo={names.client}
          startCents={viewer === "client" ? cents(0) : heldCents}
        />
      </Field>
      <OwnUploadField
        purpose="dispute"
        label="Files"
        help="What shows it. The agreement, the work, the messages and the payments are in the evidence anyway."
      />
      <p className="measure text-sm text-ink-2">
        {other} has 5 days to answer. Without an answer your claim is granted. You can withdraw it
        until there is a decision, but not open another one about the same work then.
      </p>
      <SubmitButton pendingLabel="Opening…" className="sm:self-start">
        Open the dispute
      </SubmitButton>
    </ActionForm>
  );
}
