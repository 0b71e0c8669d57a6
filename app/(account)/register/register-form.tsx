import { ActionForm } from "#components/ui/action-form";
import { Checkbox, type Choice, RadioCards } from "#components/ui/choices";
import { EmailInput } from "#components/ui/email-input";
import { Field, FieldGroup } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { SubmitButton } from "#components/ui/submit-button";
import { PASSWORD_HELP } from "#lib/auth/schema";
import type { FormAction } from "#lib/forms/state";

const ROLES: readonly Choice[] = [
  {
    value: "client",
    label: "Client",
    help: "You need something done: post jobs, choose a proposal, and pay with money that is held until the work is done.",
  },
  {
    value: "freelancer",
    label: "Freelancer",
    help: "You do the work: find jobs, send proposals, and see the money held before you begin.",
  },
];

/** `role` is already chosen when a link says so; `next` is where to go afterwards, already checked. */
export function RegisterForm({
  action,
  role,
  next,
  termsVersion,
}: {
  action: FormAction;
  role: "client" | "freelancer" | undefined;
  next: string;
  /** The version of the terms that the person is asked to agree to; 0 where there are none. */
  termsVersion: number;
}) {
  return (
    <ActionForm action={action} label="Register">
      <FieldGroup
        name="role"
        label="Register as"
        help="This decides what you see and can do here. You cannot change it later."
      >
        <RadioCards choices={ROLES} columns={2} {...(role ? { defaultValue: role } : {})} />
      </FieldGroup>
      <Field name="name" label="Your name">
        <Input autoComplete="name" />
      </Field>
      <Field name="email" label="E-mail">
        <EmailInput />
      </Field>
      <Field name="password" label="Password" help={PASSWORD_HELP}>
        <Input type="password" autoComplete="new-password" />
      </Field>
      {termsVersion > 0 && (
        <FieldGroup name="agrees" label="Terms" hideLabel>
          <input type="hidden" name="termsVersion" value={termsVersion} />
          <Checkbox label={<TermsYes />} />
        </FieldGroup>
      )}
      {next && <input type="hidden" name="next" value={next} />}
      <SubmitButton pendingLabel="Creating…">Create my account</SubmitButton>
    </ActionForm>
  );
}

function TermsYes() {
  return (
    <>
      I have read the{" "}
      <a href="/terms" target="_blank" rel="noreferrer" className="link">
        terms
      </a>{" "}
      and agree to them.
    </>
  );
}
