import { ActionForm } from "#components/ui/action-form";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { SubmitButton } from "#components/ui/submit-button";
import { PASSWORD_HELP } from "#lib/auth/schema";
import type { FormAction } from "#lib/forms/state";

export function PasswordForm({ action }: { action: FormAction }) {
  return (
    <ActionForm action={action} label="Change your password" className="max-w-sm" resetOnSuccess>
      <Field name="currentPassword" label="Current password">
        <Input type="password" autoComplete="current-password" />
      </Field>
      <Field name="newPassword" label="New password" help={PASSWORD_HELP}>
        <Input type="password" autoComplete="new-password" />
      </Field>
      <SubmitButton pendingLabel="Changing…">Change my password</SubmitButton>
    </ActionForm>
  );
}
