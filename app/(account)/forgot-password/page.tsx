import type { Metadata } from "next";
import { ActionForm } from "#components/ui/action-form";
import { EmailInput } from "#components/ui/email-input";
import { Field } from "#components/ui/field";
import { Link } from "#components/ui/link";
import { PageHeader } from "#components/ui/section";
import { SubmitButton } from "#components/ui/submit-button";
import { forgotPasswordAction } from "./actions.ts";

export const metadata: Metadata = { title: "Forgot your password?", robots: { index: false } };

export default function ForgotPasswordPage() {
  return (
    <>
      <PageHeader
        title="Forgot your password?"
        meta={
          <p>
            You remember it?{" "}
            <Link href="/sign-in" className="link">
              Sign in
            </Link>
          </p>
        }
        className="mb-7"
      />
      <p className="measure mb-5">
        Enter your e-mail address, and we send you a link to choose a new password. Until you have
        chosen it, your password stays as it is.
      </p>
      <ActionForm action={forgotPasswordAction} label="Forgot your password?">
        <Field name="email" label="E-mail">
          <EmailInput />
        </Field>
        <SubmitButton pendingLabel="Asking…">Send me a link</SubmitButton>
      </ActionForm>
    </>
  );
}
