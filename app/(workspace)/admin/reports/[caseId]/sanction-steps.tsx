import { ActionForm } from "#components/ui/action-form";
import { RadioCards } from "#components/ui/choices";
import { Field, FieldGroup } from "#components/ui/field";
import { SubmitButton } from "#components/ui/submit-button";
import { Textarea } from "#components/ui/textarea";
import { type CaseView, type SanctionView, WORDS_MAX } from "#lib/moderation/schema";
import { decideAppealAction, liftSanctionAction } from "../actions.ts";

/** What a moderator can still do about a sanction: decide an appeal against it, or lift it. */
export function SanctionSteps({
  sanction,
  viewer,
}: {
  sanction: SanctionView;
  viewer: CaseView["viewer"];
}) {
  const { sanctionId, appeal, isInForce } = sanction;
  if (!viewer.isImpartial) return null;
  if (appeal && appeal.outcome === null) {
    return viewer.mayDecideAppeal ? (
      <Appeal sanctionId={sanctionId} />
    ) : (
      <p className="text-sm text-ink-2">
        Whoever acted does not decide the appeal. Another moderator does.
      </p>
    );
  }
  return isInForce && <Lift sanctionId={sanctionId} />;
}

function Appeal({ sanctionId }: Pick<SanctionView, "sanctionId">) {
  return (
    <ActionForm action={decideAppealAction} label="Decide the appeal" className="mt-4 max-w-lg">
      <input type="hidden" name="sanctionId" value={sanctionId} />
      <FieldGroup name="outcome" label="The appeal">
        <RadioCards
          columns={2}
          choices={[
            { value: "kept", label: "Refuse it", help: "The decision stays." },
            { value: "lifted", label: "Accept it", help: "The decision ends now." },
          ]}
        />
      </FieldGroup>
      <Field name="reasons" label="Reasons" help="The person reads them.">
        <Textarea rows={3} maxLength={WORDS_MAX} />
      </Field>
      <div>
        <SubmitButton wide="phone">Decide the appeal</SubmitButton>
      </div>
    </ActionForm>
  );
}

function Lift({ sanctionId }: Pick<SanctionView, "sanctionId">) {
  return (
    <ActionForm action={liftSanctionAction} label="Lift it" className="mt-4 max-w-lg">
      <input type="hidden" name="sanctionId" value={sanctionId} />
      <Field name="reason" label="Why it ends now" help="The person reads this.">
        <Textarea rows={2} maxLength={WORDS_MAX} />
      </Field>
      <div>
        <SubmitButton variant="plain" wide="phone">
          Lift it
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
