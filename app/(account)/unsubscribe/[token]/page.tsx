import type { Metadata } from "next";
import { Suspense } from "react";
import { ActionForm } from "#components/ui/action-form";
import { HouseName } from "#components/ui/house-name";
import { PageHeader } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { SubmitButton } from "#components/ui/submit-button";
import { orNotFound } from "#lib/edge/page";
import { getSubscription } from "#lib/mail/queries";
import { unsubscribeAction } from "./actions.ts";

export const metadata: Metadata = { title: "Stop mail", robots: { index: false } };

/** Asks: programs that look at mail open its links, and must stop nothing by it. */
export default function UnsubscribePage({ params }: PageProps<"/unsubscribe/[token]">) {
  return (
    <div className="page">
      <div className="flex max-w-md flex-col gap-6">
        <PageHeader title="Stop mail of this kind" />
        <Suspense
          fallback={
            <Loading>
              <Skeleton className="h-32" />
            </Loading>
          }
        >
          <Question params={params} />
        </Suspense>
      </div>
    </div>
  );
}

async function Question({ params }: Pick<PageProps<"/unsubscribe/[token]">, "params">) {
  const { token } = await params;
  const { groupName } = await orNotFound(getSubscription(token));
  return (
    <ActionForm action={unsubscribeAction}>
      <p className="measure">
        You will get no more e-mail about this: {groupName.toLowerCase()}. The bell on <HouseName />{" "}
        still tells you, and in your settings you can change everything again.
      </p>
      <input type="hidden" name="token" value={token} />
      <SubmitButton pendingLabel="Stopping…">Stop it</SubmitButton>
    </ActionForm>
  );
}
