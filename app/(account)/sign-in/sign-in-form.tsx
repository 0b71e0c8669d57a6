import { ActionForm } from "#components/ui/action-form";
import { EmailInput } from "#components/ui/email-input";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { SubmitButton } from "#components/ui/submit-button";
import type { FormAction } from "#lib/forms/state";

/** `email` fills in the field; `next` is where to go afterwards, already checked. */
export function SignInForm({
  action,
  email,
  next,
}: {
  action: FormAction;
  email: string;
  next: string;
}) {
  return (
    <ActionForm action={action} label="Sign in">
      <Field name="email" label="E-mail">
        <EmailInput defaultValue={email} />
      </Field>
      <Field name="password" label="Password">
        <Input type="password" autoComplete="current-password" />
      </Field>
      {next && <input type="hidden" name="next" value={next} />}
      <SubmitButton pendingLabel="Signing in…">Sign in</SubmitButton>
    </ActionForm>
  );
}
