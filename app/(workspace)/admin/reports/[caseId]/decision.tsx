import { ActionForm } from "#components/ui/action-form";
import { Checkbox, RadioCards } from "#components/ui/choices";
import { Field, FieldGroup } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Section } from "#components/ui/section";
import { Select } from "#components/ui/select";
import { SubmitButton } from "#components/ui/submit-button";
import { Textarea } from "#components/ui/textarea";
import { sanctionsFor } from "#lib/moderation/policy";
import { type CaseView, WORDS_MAX } from "#lib/moderation/schema";
import {
  ACT_WORDS,
  ALL_ACTS,
  RULES,
  SANCTION_WORDS,
  type SanctionKind,
} from "#lib/standing/policy";
import { closeCaseAction, imposeSanctionAction } from "../actions.ts";

const HELP: Readonly<Record<SanctionKind, string>> = {
  warn: "The person is told, and nothing changes.",
  hide: "Only the person and those who have a part in it still see it. Nothing is deleted.",
  limit: "The person cannot do what you choose below.",
  suspend:
    "Nothing new, and in no list. Contracts can be finished or settled, and what is earned withdrawn.",
};

/** What is to be done: something, or nothing with a word why. */
export function Decision({ view: { caseId, kind } }: { view: CaseView }) {
  return (
    <>
      <Section
        title="Act"
        note="The person reads the rule, the facts and the end, and can appeal to another moderator."
      >
        <ActionForm action={imposeSanctionAction} label="Act" className="max-w-lg">
          <input type="hidden" name="caseId" value={caseId} />
          <FieldGroup name="kind" label="What is to be done">
            <RadioCards
              choices={sanctionsFor(kind).map((value) => ({
                value,
                label: SANCTION_WORDS[value],
                help: HELP[value],
              }))}
            />
          </FieldGroup>
          <FieldGroup name="acts" label="When limited, the person cannot" optional>
            {ALL_ACTS.map((act) => (
              <Checkbox key={act} value={act} label={ACT_WORDS[act]} />
            ))}
          </FieldGroup>
          <Field name="rule" label="The rule">
            <Select
              placeholder="Choose a rule"
              options={Object.entries(RULES).map(([value, label]) => ({ value, label }))}
            />
          </Field>
          <Field name="facts" label="What happened" help="The person reads this, word for word.">
            <Textarea rows={4} minLength={10} maxLength={WORDS_MAX} />
          </Field>
          <Field
            name="endsAt"
            label="Last day"
            optional
            help="Without one, it lasts until a moderator lifts it."
          >
            <Input type="date" className="w-48" />
          </Field>
          <Field name="word" label="A word to those who reported" optional>
            <Input maxLength={300} />
          </Field>
          <div>
            <SubmitButton wide="phone">Decide, and tell the person</SubmitButton>
          </div>
        </ActionForm>
      </Section>
      <Section title="Do nothing">
        <ActionForm action={closeCaseAction} label="Do nothing" className="max-w-lg">
          <input type="hidden" name="caseId" value={caseId} />
          <Field name="word" label="Why" help="Those who reported it read this.">
            <Textarea rows={2} maxLength={WORDS_MAX} />
          </Field>
          <div>
            <SubmitButton variant="plain" wide="phone">
              Close the case
            </SubmitButton>
          </div>
        </ActionForm>
      </Section>
    </>
  );
}
