import { ActionForm } from "#components/ui/action-form";
import { EmailInput } from "#components/ui/email-input";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Section } from "#components/ui/section";
import { Select } from "#components/ui/select";
import { SubmitButton } from "#components/ui/submit-button";
import { ROLE_NAMES, STAFF_ROLES } from "#lib/auth/actor";
import { appointAction } from "./actions.ts";

export const ROLE_OPTIONS = STAFF_ROLES.map((value) => ({ value, label: ROLE_NAMES[value] }));

/** Makes an account for another person. */
export function Appoint() {
  return (
    <Section
      title="Appoint somebody"
      note="They get an account for this alone, and a mail with a link for choosing its password."
      className="mt-10"
    >
      <ActionForm action={appointAction} label="Appoint somebody" className="max-w-sm">
        <Field name="name" label="Name">
          <Input autoComplete="off" />
        </Field>
        <Field
          name="email"
          label="E-mail"
          help="One that no account here has: whoever judges others hires and is hired with another account."
        >
          <EmailInput autoComplete="off" />
        </Field>
        <Field name="role" label="Role">
          <Select options={ROLE_OPTIONS} placeholder="Choose a role" />
        </Field>
        <SubmitButton pendingLabel="Appointing…">Appoint</SubmitButton>
      </ActionForm>
    </Section>
  );
}
