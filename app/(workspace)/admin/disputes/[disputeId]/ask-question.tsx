import { RadioCards } from "#components/ui/choices";
import { ConfirmForm } from "#components/ui/confirm-form";
import { Field, FieldGroup } from "#components/ui/field";
import { Textarea } from "#components/ui/textarea";
import { type DisputeView, TEXT_MAX } from "#lib/disputes/schema";
import { askQuestionAction } from "../actions.ts";

/** A question to one side or both; both read it, and the answers are statements. */
export function AskQuestion({
  dispute: { disputeId, client, freelancer },
}: {
  dispute: DisputeView;
}) {
  return (
    <ConfirmForm
      action={askQuestionAction}
      variant="plain"
      label="Ask a question"
      submitLabel="Ask it"
      pendingLabel="Asking…"
    >
      <input type="hidden" name="disputeId" value={disputeId} />
      <Field name="text" label="Question" help="Both sides read it, and each other’s answers.">
        <Textarea rows={4} maxLength={TEXT_MAX} />
      </Field>
      <FieldGroup name="asks" label="Who is to answer?">
        <RadioCards
          defaultValue="both"
          choices={[
            { value: "both", label: "Both" },
            { value: "client", label: <bdi>{client.name}</bdi> },
            { value: "freelancer", label: <bdi>{freelancer.name}</bdi> },
          ]}
        />
      </FieldGroup>
    </ConfirmForm>
  );
}
