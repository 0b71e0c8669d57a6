import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Suspense } from "react";
import { FileLimit } from "#components/files/file-limit";
import { ActionForm } from "#components/ui/action-form";
import { PageHeader } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { SubmitButton } from "#components/ui/submit-button";
import { ClientFields } from "#components/users/client-fields";
import { FreelancerFields } from "#components/users/freelancer-fields";
import { safeNext, withNext } from "#lib/auth/next-target";
import { findSession } from "#lib/auth/session";
import { pageTimeZone } from "#lib/edge/page";
import { getFileLimit } from "#lib/files/queries/room";
import { listCommonSkills } from "#lib/jobs/queries/jobs";
import { getViewer } from "#lib/users/queries";
import { setUpClientAction, setUpFreelancerAction } from "./actions.ts";

export const metadata: Metadata = { title: "Set up your profile" };

export default function OnboardingPage({ searchParams }: PageProps<"/onboarding">) {
  return (
    <div className="page">
      <div className="max-w-lg">
        <PageHeader
          eyebrow="One more step"
          title="Set up your profile"
          meta={
            <p className="measure">
              The people you work with see this page. You can change everything later, in the
              settings.
            </p>
          }
          className="mb-8"
        />
        <Suspense fallback={<OnboardingSkeleton />}>
          <Onboarding searchParams={searchParams} />
        </Suspense>
      </div>
    </div>
  );
}

async function Onboarding({ searchParams }: Pick<PageProps<"/onboarding">, "searchParams">) {
  const next = safeNext((await searchParams).next);
  const session = await findSession();
  if (!session) redirect(withNext("/sign-in", withNext("/onboarding", next)));
  if (session.isOnboarded) redirect(next ?? "/home");
  const isClient = session.actor.role === "client";
  const { name } = await getViewer(session.actor);
  return (
    <ActionForm
      action={isClient ? setUpClientAction : setUpFreelancerAction}
      label="Set up your profile"
      className="gap-6"
    >
      <FileLimit bytes={getFileLimit()}>
        {isClient ? (
          <ClientFields name={name} />
        ) : (
          <FreelancerFields
            name={name}
            skills={await listCommonSkills()}
            viewerZone={await pageTimeZone()}
          />
        )}
      </FileLimit>
      {next && <input type="hidden" name="next" value={next} />}
      <SubmitButton pendingLabel="Saving…">{saveLabel(isClient, next !== null)}</SubmitButton>
    </ActionForm>
  );
}

/** Names where it leads: home, or back to what the person had begun. */
function saveLabel(isClient: boolean, isUnderWay: boolean): string {
  if (!isClient) return "Publish my profile";
  return isUnderWay ? "Save and continue" : "Save and go to your home page";
}

function OnboardingSkeleton() {
  return (
    <Loading className="flex flex-col gap-6">
      <Skeleton className="h-[92px]" />
      <Skeleton className="h-[220px]" />
      <div className="grid gap-5 sm:grid-cols-2">
        <Skeleton className="h-[70px]" />
        <Skeleton className="h-[70px]" />
      </div>
      <Skeleton className="h-[70px]" />
    </Loading>
  );
}
