import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Suspense } from "react";
import { EndsSession } from "#components/layout/leaving";
import { ConfirmForm } from "#components/ui/confirm-form";
import { Link } from "#components/ui/link";
import { MiniSection, PageHeader } from "#components/ui/section";
import { Loading, Skeleton, SkeletonText } from "#components/ui/skeleton";
import { hasJustLeft } from "#lib/auth/browser";
import { findSession } from "#lib/auth/session";
import { orNotFound, pageActor } from "#lib/edge/page";
import { getLeaving } from "#lib/leaving/queries";
import type { LeavingView } from "#lib/leaving/schema";
import { BackToSettings } from "../back-to-settings.tsx";
import { leaveAction } from "./actions.ts";
import { Obstacles } from "./obstacles.tsx";

export const metadata: Metadata = { title: "Delete your account" };

export default function LeavePage() {
  return (
    <div className="page">
      <div className="flex max-w-lg flex-col gap-7">
        <PageHeader eyebrow={<BackToSettings />} title="Delete your account" />
        <Suspense
          fallback={
            <Loading className="flex flex-col gap-5">
              <SkeletonText lines={6} />
              <Skeleton className="h-10 w-48" />
            </Loading>
          }
        >
          <Leave />
        </Suspense>
      </div>
    </div>
  );
}

async function Leave() {
  if (!(await findSession()) && (await hasJustLeft())) redirect("/goodbye");
  const leaving = await orNotFound(getLeaving(await pageActor()));
  return leaving.obstacles.length > 0 ? <Obstacles {...leaving} /> : <Confirmation {...leaving} />;
}

function Confirmation({ openJobCount, liveProposalCount }: LeavingView) {
  return (
    <>
      <p className="measure">
        This cannot be undone, not even by us. You may want to{" "}
        <Link href="/settings/data" className="link">
          download your data
        </Link>{" "}
        first.
      </p>
      <MiniSection title="What goes">
        <ul className="measure list-disc space-y-1.5 pl-5">
          <li>Your name, your e-mail address, which is free again, and your password</li>
          <li>Your profile with its texts, pictures and portfolio, and your public page</li>
          <li>Your billing details</li>
          <li>What you saved and chose, your notifications, and mail that has not left yet</li>
          {openJobCount > 0 && <li>{jobsText(openJobCount)}</li>}
          {liveProposalCount > 0 && <li>{proposalsText(liveProposalCount)}</li>}
        </ul>
      </MiniSection>
      <MiniSection title="What stays">
        <ul className="measure list-disc space-y-1.5 pl-5">
          <li>
            Contracts with their submissions and files, payments, and reviews: they belong to the
            people you worked with as well
          </li>
          <li>Invoices, with the names and addresses that were on them: the law wants them kept</li>
          <li>
            Messages that you exchanged. The other people see “Former member” in place of your name
          </li>
        </ul>
      </MiniSection>
      <EndsSession>
        <ConfirmForm
          action={leaveAction}
          label="Delete my account"
          submitLabel="Yes, delete my account for good"
          pendingLabel="Deleting…"
          cancelLabel="Keep my account"
          variant="danger"
        >
          <p className="measure">
            You are signed out on every device, and nobody can sign in to this account again.
          </p>
        </ConfirmForm>
      </EndsSession>
    </>
  );
}

function jobsText(count: number): string {
  return count === 1
    ? "Your open job: it is closed, and everybody who applied is told"
    : `Your ${count} open jobs: they are closed, and everybody who applied is told`;
}

function proposalsText(count: number): string {
  return count === 1
    ? "Your live proposal: it is withdrawn"
    : `Your ${count} live proposals: they are withdrawn`;
}
