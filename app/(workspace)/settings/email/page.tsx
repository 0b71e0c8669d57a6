import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Suspense } from "react";
import { ActionForm } from "#components/ui/action-form";
import { EmailInput } from "#components/ui/email-input";
import { Field } from "#components/ui/field";
import { PageHeader } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { SubmitButton } from "#components/ui/submit-button";
import { withNext } from "#lib/auth/next-target";
import { findSession } from "#lib/auth/session";
import { BackToSettings } from "../back-to-settings.tsx";
import { changeAddressAction } from "./actions.ts";

export const metadata: Metadata = { title: "Change your e-mail address" };

export default function EmailSettingsPage() {
  return (
    <div className="page">
      <div className="flex max-w-md flex-col gap-7">
        <PageHeader eyebrow={<BackToSettings />} title="Your e-mail address" />
        <Suspense
          fallback={
            <Loading className="flex flex-col gap-5">
              <Skeleton className="h-24" />
              <Skeleton className="h-[70px]" />
              <Skeleton className="h-10 w-32" />
            </Loading>
          }
        >
          <ChangeAddress />
        </Suspense>
      </div>
    </div>
  );
}

/** Also before the profile is set up: whoever mistyped their address cannot get any further. */
async function ChangeAddress() {
  const session = await findSession();
  if (!session) redirect(withNext("/sign-in", "/settings/email"));
  const { email, isVerified } = session;
  return (
    <ActionForm
      action={changeAddressAction}
      label="Change your e-mail address"
      className="max-w-sm"
    >
      <div className="measure flex flex-col gap-3">
        <p>
          It is <bdi className="font-semibold wrap-anywhere">{email}</bdi> now. We send a link to
          the new address, and the change happens when you open it there.
        </p>
        {isVerified && (
          <p className="text-ink-2">
            The address that you have now is told as well, and can undo the change for seven days.
          </p>
        )}
      </div>
      <Field name="email" label="New e-mail address">
        <EmailInput autoComplete="email" />
      </Field>
      <SubmitButton pendingLabel="Asking…">Send me a link</SubmitButton>
    </ActionForm>
  );
}
