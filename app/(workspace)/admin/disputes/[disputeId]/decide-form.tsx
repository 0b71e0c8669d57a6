import { FOUND_WORDS } from "#components/disputes/decisions";
import { ActionForm } from "#components/ui/action-form";
import { RadioCards } from "#components/ui/choices";
import { Field, FieldGroup } from "#components/ui/field";
import { Section } from "#components/ui/section";
import { SubmitButton } from "#components/ui/submit-button";
import { Textarea } from "#components/ui/textarea";
import { findingField } from "#lib/disputes/dispute-fields";
import { type DisputeView, NOTE_MAX, TEXT_MAX } from "#lib/disputes/schema";
import { formatCents, sumCents } from "#lib/money";
import { decideDisputeAction } from "../actions.ts";
import { DecidedSplit } from "./decided-split.tsx";

const FOUND = Object.entries(FOUND_WORDS).map(([value, label]) => ({ value, label }));

/** What was found of each claim and why, the split with a preview of where each cent goes, and the reasons. */
export function DecideForm({ dispute }: { dispute: DisputeView }) {
  const { disputeId, round, claims, amountCents, client, freelancer, middle } = dispute;
  return (
    <Section title={round === 1 ? "Decide" : "Decide on the appeal"}>
      <ActionForm action={decideDisputeAction} className="max-w-2xl">
        <input type="hidden" name="disputeId" value={disputeId} />
        <input type="hidden" name="round" value={round} />
        {claims.map((claim, place) => (
          <fieldset key={claim} className="space-y-3 border-t border-line pt-4">
            <legend className="float-left mb-3 w-full font-semibold">
              <bdi>{claim}</bdi>
            </legend>
            <FieldGroup
              name={findingField(place, "found")}
              label={`What you found: ${claim}`}
              hideLabel
              className="clear-both"
            >
              <RadioCards choices={FOUND} />
            </FieldGroup>
            <Field name={findingField(place, "why")} label="Why?">
              <Textarea rows={2} maxLength={NOTE_MAX} />
            </Field>
          </fieldset>
        ))}
        <Field
          name="toFreelancerCents"
          label={`How much of ${formatCents(amountCents)} goes to ${freelancer.name}?`}
          help="Before WorkHub’s fee, which is taken from this share only."
        >
          <DecidedSplit
            amountCents={amountCents}
            terms={dispute.terms}
            names={{ client: client.name, freelancer: freelancer.name }}
            startCents={middle && sumCents([middle.toFreelancerCents, middle.feeCents])}
          />
        </Field>
        <Field name="reason" label="Reasons for the split" help="Both sides read them.">
          <Textarea rows={6} maxLength={TEXT_MAX} />
        </Field>
        <p className="text-sm text-ink-2">
          {round === 1
            ? "Both sides have 72 hours to appeal, once. Otherwise the money moves as you decide."
            : "The money moves at once, and that is the end of it."}
        </p>
        <SubmitButton pendingLabel="Deciding…" className="sm:self-start">
          Decide, and split it so
        </SubmitButton>
      </ActionForm>
    </Section>
  );
}
