import type { Metadata } from "next";
import { EndsSession } from "#components/layout/leaving";
import { ActionForm } from "#components/ui/action-form";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { SubmitButton } from "#components/ui/submit-button";
import { PASSWORD_HELP } from "#lib/auth/schema";
import { findActor } from "#lib/auth/session";
import { getLink } from "#lib/users/queries";
import { LINK_METADATA, LinkPage } from "../link-page.tsx";
import { LinkProblem } from "../link-problem.tsx";
import { resetPasswordAction } from "./actions.ts";

export const metadata: Metadata = {
  title: "Choose a new password",
  ...LINK_METADATA,
};

export default function ResetPasswordPage({ searchParams }: PageProps<"/reset-password">) {
  return (
    <LinkPage title="Choose a new password" outline={["h-12", "h-[92px]"]}>
      <NewPassword searchParams={searchParams} />
    </LinkPage>
  );
}

async function NewPassword({ searchParams }: Pick<PageProps<"/reset-password">, "searchParams">) {
  const { token } = await searchParams;
  const { problem, email } = await getLink({ purpose: "reset", token }, await findActor());
  if (problem) {
    const wayOn = { href: "/forgot-password", label: "Ask for a new link" } as const;
    return <LinkProblem problem={problem} wayOn={wayOn} />;
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
