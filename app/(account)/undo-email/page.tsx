import type { Metadata } from "next";
import { Suspense } from "react";
import { EndsSession } from "#components/layout/leaving";
import { ActionForm } from "#components/ui/action-form";
import { PageHeader } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { SubmitButton } from "#components/ui/submit-button";
import { findActor } from "#lib/auth/session";
import { getLink } from "#lib/users/queries";
import { LinkProblem } from "../link-problem.tsx";
import { undoEmailChangeAction } from "./actions.ts";

export const metadata: Metadata = {
  title: "Undo the change of your e-mail address",
  robots: { index: false },
  referrer: "no-referrer",
};

/** Shows a button and uses nothing up: programs that look at mail open its links. */
export default function UndoEmailPage({ searchParams }: PageProps<"/undo-email">) {
  return (
    <>
      <PageHeader title="Undo the change" className="mb-7" />
      <Suspense
        fallback={
          <Loading className="flex flex-col gap-5">
            <Skeleton className="h-20" />
            <Skeleton className="h-10 w-40" />
          </Loading>
        }
      >
        <Undo searchParams={searchParams} />
      </Suspense>
    </>
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
