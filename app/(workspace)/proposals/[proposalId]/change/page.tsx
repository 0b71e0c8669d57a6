import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { AskedList } from "#components/proposals/asked-list";
import { OfferForm } from "#components/proposals/offer-form";
import { ButtonLink } from "#components/ui/button";
import { ChangesTable } from "#components/ui/changes-table";
import { EmptyState } from "#components/ui/empty-state";
import { Link } from "#components/ui/link";
import { MiniSection, PageHeader } from "#components/ui/section";
import { orNotFound, pageActor } from "#lib/edge/page";
import { currentFee } from "#lib/jobs/current-fee";
import { describeProposal } from "#lib/proposals/describe-proposal";
import { getProposal } from "#lib/proposals/queries";
import { isolate } from "#lib/text";
import { FormSkeleton } from "../../../form-skeleton.tsx";
import { ProposalAttachments } from "../../../proposal-attachments.tsx";
import { changeProposalAction } from "./actions.ts";

type Props = PageProps<"/proposals/[proposalId]/change">;

export const metadata: Metadata = { title: "Change a proposal" };

export default function ChangeProposalPage({ params }: Props) {
  return (
    <div className="page max-w-[52rem]">
      <PageHeader title="Change your proposal" className="mb-9" />
      <Suspense fallback={<FormSkeleton label="Loading your proposal" />}>
        <ChangeProposal params={params} />
      </Suspense>
    </div>
  );
}

async function ChangeProposal({ params }: Pick<Props, "params">) {
  const [actor, { proposalId }] = await Promise.all([pageActor("freelancer"), params]);
  const proposal = await orNotFound(getProposal(actor, proposalId));
  if (proposal.freelancer.userId !== actor.userId) notFound();
  const back = `/proposals/${proposal.proposalId}` as const;
  if (proposal.status !== "submitted") {
    return (
      <EmptyState
        title="This proposal can no longer be changed"
        action={<ButtonLink href={back}>See the proposal</ButtonLink>}
      >
        {describeProposal(proposal, "freelancer").sentence}
      </EmptyState>
    );
  }
  const { client, job, jobChanges, asked } = proposal;
  const former = asked.filter(({ isFormer }) => isFormer);
  return (
    <>
      <p className="-mt-6 mb-9">
        <Link href={back} className="link">
          Back to the proposal, without saving
        </Link>
      </p>
      {jobChanges.length > 0 && (
        <MiniSection
          title={`${isolate(client.name)} changed the job after you applied`}
          className="mb-9"
        >
          <ChangesTable changes={jobChanges} seenLabel="What you applied to" />
        </MiniSection>
      )}
      {former.length > 0 && (
        <MiniSection title="No longer asked" className="mb-9">
          <p className="measure mb-3 text-sm text-ink-2">
            {isolate(client.name)} now asks something else. These answers leave your proposal when
            you save; copy what you need.
          </p>
          <AskedList asked={former} />
        </MiniSection>
      )}
      <OfferForm
        job={{ ...job, client }}
        initial={proposal}
        fee={currentFee()}
        action={changeProposalAction}
        label="Change your proposal"
        submitLabel="Save the changes"
        note={`${isolate(client.name)} sees what you changed.`}
        attachments={<ProposalAttachments clientName={client.name} files={proposal.files} />}
      >
        <input type="hidden" name="proposalId" value={proposal.proposalId} />
        <input type="hidden" name="proposalRevision" value={proposal.revision} />
        <input type="hidden" name="jobRevision" value={job.revision} />
      </OfferForm>
    </>
  );
}
