import type { Metadata } from "next";
import { Suspense } from "react";
import { EndsSession } from "#components/layout/leaving";
import { ActionForm } from "#components/ui/action-form";
import { Field } from "#components/ui/field";
import { FormMessage } from "#components/ui/form-message";
import { Input } from "#components/ui/input";
import { Link } from "#components/ui/link";
import { PageHeader } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { SubmitButton } from "#components/ui/submit-button";
import { PASSWORD_HELP } from "#lib/auth/schema";
import { findActor } from "#lib/auth/session";
import { getLink } from "#lib/users/queries";
import { resetPasswordAction } from "./actions.ts";

export const metadata: Metadata = {
  title: "Choose a new password",
  robots: { index: false },
  referrer: "no-referrer",
};

/** Shows the form and uses nothing up: programs that look at mail open its links. */
export default function ResetPasswordPage({ searchParams }: PageProps<"/reset-password">) {
  return (
    <>
      <PageHeader title="Choose a new password" className="mb-7" />
      <Suspense
        fallback={
          <Loading className="flex flex-col gap-5">
            <Skeleton className="h-12" />
            <Skeleton className="h-[92px]" />
            <Skeleton className="h-10 w-40" />
          </Loading>
        }
      >
        <NewPassword searchParams={searchParams} />
      </Suspense>
    </>
  );
}

async function NewPassword({ searchParams }: Pick<PageProps<"/reset-password">, "searchParams">) {
  const { token } = await searchParams;
  const { problem, email } = await getLink({ purpose: "reset", token }, await findActor());
  if (problem) {
    return (
      <div className="flex flex-col gap-5">
        <FormMessage tone="note">{problem}</FormMessage>
        <p>
          <Link href="/forgot-password" className="link">
            Ask for a new link
          </Link>
        </p>
      </div>
    );
  }
  return (
    <EndsSession>
      <ActionForm action={resetPasswordAction} label="Choose a new password">
        <p className="measure">
          For the account of <bdi className="font-semibold break-words">{email}</bdi>. Afterwards
          you sign in with it, and every device that is signed in now is signed out.
        </p>
        <input type="hidden" name="token" value={String(token)} />
        <Field name="newPassword" label="New password" help={PASSWORD_HELP}>
          <Input type="password" autoComplete="new-password" />
        </Field>
        <SubmitButton pendingLabel="Saving…">Set my new password</SubmitButton>
      </ActionForm>
    </EndsSession>
  );
}
