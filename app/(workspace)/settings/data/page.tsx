import type { Metadata } from "next";
import { Suspense } from "react";
import { ActionForm } from "#components/ui/action-form";
import { buttonClass } from "#components/ui/button-class";
import { FollowProgress } from "#components/ui/follow-progress";
import { FormMessage } from "#components/ui/form-message";
import { HouseName } from "#components/ui/house-name";
import { PageHeader } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { SubmitButton } from "#components/ui/submit-button";
import { Time } from "#components/ui/time";
import { pageActor } from "#lib/edge/page";
import { sizeText } from "#lib/files/file-kind";
import { findArchive } from "#lib/own-data/queries";
import type { ArchiveView } from "#lib/own-data/schema";
import { BackToSettings } from "../back-to-settings.tsx";
import { askForDataAction } from "./actions.ts";

export const metadata: Metadata = { title: "Download your data" };

export default function OwnDataPage() {
  return (
    <div className="page">
      <div className="flex max-w-lg flex-col gap-7">
        <PageHeader eyebrow={<BackToSettings />} title="Download your data" />
        <div className="measure flex flex-col gap-3">
          <p>
            One ZIP file with what <HouseName /> knows of you: your profile, jobs, proposals and
            contracts, the messages that you wrote and received, payments, invoices, reviews,
            notifications and devices as JSON, and the files that you uploaded or were sent.
          </p>
          <p className="text-ink-2">
            Making it can take a while, and you can leave this page meanwhile: we tell you when it
            is ready. You can have one an hour, and download it for a day, signed in as yourself.
          </p>
        </div>
        <Suspense
          fallback={
            <Loading>
              <Skeleton className="h-28" />
            </Loading>
          }
        >
          <Archive />
        </Suspense>
      </div>
    </div>
  );
}

async function Archive() {
  const archive = await findArchive(await pageActor());
  switch (archive?.state) {
    case undefined:
      return <Ask label="Make my file" />;
    case "being made":
      return <BeingMade {...archive} />;
    case "ready":
      return <Ready {...archive} />;
    case "given up":
      return (
        <div className="flex flex-col gap-5">
          <FormMessage tone="note">
            The file that you asked for <Time at={archive.askedAt} inline /> could not be made.
            Nothing of yours is lost. Try again.
          </FormMessage>
          <Ask label="Make my file again" />
        </div>
      );
  }
}

function Ask({ label }: { label: string }) {
  return (
    <ActionForm action={askForDataAction} className="sm:items-start">
      <SubmitButton pendingLabel="Asking…">{label}</SubmitButton>
    </ActionForm>
  );
}

function BeingMade({ doneCount, totalCount }: ArchiveView & { state: "being made" }) {
  const percent = totalCount === 0 ? 0 : Math.floor((doneCount / totalCount) * 100);
  return (
    <section aria-label="Your file" className="rounded border border-line bg-sheet p-5">
      <p className="font-semibold" role="status">
        Your file is being made
      </p>
      <svg aria-hidden="true" className="mt-3 h-1.5 w-full overflow-hidden rounded-full">
        <rect width="100%" height="100%" className="fill-line" />
        <rect width={`${Math.max(percent, 1)}%`} height="100%" className="fill-accent" />
      </svg>
      <p className="mt-2 text-sm text-ink-2">
        {totalCount === 0 ? (
          "It begins in a moment."
        ) : (
          <>
            <span className="num">{doneCount}</span> of <span className="num">{totalCount}</span>{" "}
            lists and files are in it.
          </>
        )}
      </p>
      <p className="mt-2 hidden text-sm text-ink-2 noscript:block">
        Reload this page to see how far it is.
      </p>
      <FollowProgress />
    </section>
  );
}

function Ready({ archiveId, askedAt, sizeBytes, expiresAt }: ArchiveView & { state: "ready" }) {
  return (
    <div className="flex flex-col gap-7">
      <section aria-label="Your file" className="rounded border border-line bg-sheet p-5">
        <p className="font-semibold" role="status">
          Your file is ready
        </p>
        <p className="mt-1 text-sm text-ink-2">
          <span className="num">{sizeText(sizeBytes)}</span>, as of{" "}
          <Time at={askedAt} format="long" />. You can download it until{" "}
          <Time at={expiresAt} format="long" />.
        </p>
        <a
          href={`/files/data/${archiveId}`}
          className={`${buttonClass({ variant: "primary", wide: "phone" })} mt-4`}
        >
          Download the ZIP file
        </a>
      </section>
      <div className="flex flex-col gap-3">
        <p className="text-sm text-ink-2">A new file takes the place of this one.</p>
        <ActionForm action={askForDataAction} className="sm:items-start">
          <SubmitButton variant="plain" pendingLabel="Asking…">
            Make a new file
          </SubmitButton>
        </ActionForm>
      </div>
    </div>
  );
}
