import type { Metadata } from "next";
import { ActionForm } from "#components/ui/action-form";
import { HouseName } from "#components/ui/house-name";
import { SubmitButton } from "#components/ui/submit-button";
import { findActor } from "#lib/auth/session";
import { getLink } from "#lib/users/queries";
import { LINK_METADATA, LinkPage } from "../link-page.tsx";
import { LinkProblem } from "../link-problem.tsx";
import { changeEmailAction } from "./actions.ts";

export const metadata: Metadata = {
  title: "Confirm your new e-mail address",
  ...LINK_METADATA,
};

export default function ChangeEmailPage({ searchParams }: PageProps<"/change-email">) {
  return (
    <LinkPage title="Confirm your new address" outline={["h-12"]}>
      <Confirm searchParams={searchParams} />
    </LinkPage>
  );
}

async function Confirm({ searchParams }: Pick<PageProps<"/change-email">, "searchParams">) {
  const { token } = await searchParams;
  const { problem, email } = await getLink({ purpose: "change", token }, await findActor());
  if (problem) {
    const wayOn = { href: "/settings/email", label: "Ask for a new link" } as const;
    return <LinkProblem problem={problem} wayOn={wayOn} />;
  }
  return (
    <ActionForm action={changeEmailAction}>
      <p className="measure">
        Your account at <HouseName /> gets the address{" "}
        <bdi className="font-semibold wrap-anywhere">{email}</bdi>: you sign in with it, and all
        mail goes there. If you did not ask for this, leave this page.
      </p>
      <input type="hidden" name="token" value={String(token)} />
      <SubmitButton pendingLabel="Changing…">Use this address</SubmitButton>
    </ActionForm>
  );
}
