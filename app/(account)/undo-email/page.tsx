import type { Metadata } from "next";
import { EndsSession } from "#components/layout/leaving";
import { ActionForm } from "#components/ui/action-form";
import { SubmitButton } from "#components/ui/submit-button";
import { findActor } from "#lib/auth/session";
import { getLink } from "#lib/users/queries";
import { LINK_METADATA, LinkPage } from "../link-page.tsx";
import { LinkProblem } from "../link-problem.tsx";
import { undoEmailChangeAction } from "./actions.ts";

export const metadata: Metadata = {
  title: "Undo the change of your e-mail address",
  ...LINK_METADATA,
};

export default function UndoEmailPage({ searchParams }: PageProps<"/undo-email">) {
  return (
    <LinkPage title="Undo the change" outline={["h-20"]}>
      <Undo searchParams={searchParams} />
    </LinkPage>
  );
}

async function Undo({ searchParams }: Pick<PageProps<"/undo-email">, "searchParams">) {
  const { token } = await searchParams;
  const { problem, email } = await getLink({ purpose: "undo", token }, await findActor());
  if (problem) {
    return <LinkProblem problem={problem} wayOn={{ href: "/sign-in", label: "Sign in" }} />;
  }
  return (
    <EndsSession>
      <ActionForm action={undoEmailChangeAction}>
        <p className="measure">
          Your account gets back the address{" "}
          <bdi className="font-semibold wrap-anywhere">{email}</bdi>. Every device is signed out,
          and the password works no longer: we send you a link to choose a new one.
        </p>
        <input type="hidden" name="token" value={String(token)} />
        <SubmitButton pendingLabel="Undoing…">Undo the change</SubmitButton>
      </ActionForm>
    </EndsSession>
  );
}
