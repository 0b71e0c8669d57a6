import type { Metadata } from "next";
import { Suspense } from "react";
import { SentenceText } from "#components/contracts/sentence";
import { DisputeRecord } from "#components/disputes/dispute-record";
import { sideName, sideTitle } from "#components/disputes/names";
import { IfNobodyActs } from "#components/money/if-nobody-acts";
import { Link } from "#components/ui/link";
import { MiniSection, PageHeader } from "#components/ui/section";
import type { Actor } from "#lib/auth/actor";
import { getDispute } from "#lib/disputes/queries/disputes";
import type { DisputeView } from "#lib/disputes/schema";
import { orNotFound, pageActor } from "#lib/edge/page";
import { DomainError } from "#lib/errors";
import { formatCents } from "#lib/money";
import { Evidence } from "../../../../evidence.tsx";
import { ContractSkeleton } from "../../contract-skeleton.tsx";
import { DisputeCourse } from "../../dispute-course.tsx";
import { DisputeStep } from "./dispute-step.tsx";
import { Outcome } from "./outcome.tsx";

type Props = PageProps<"/contracts/[contractId]/disputes/[disputeId]">;

export const metadata: Metadata = { title: "Dispute" };

export default function DisputePage(props: Props) {
  return (
    <div className="page">
      <Suspense fallback={<ContractSkeleton />}>
        <Room {...props} />
      </Suspense>
    </div>
  );
}

async function Room({ params }: Props) {
  const [actor, { contractId, disputeId }] = await Promise.all([pageActor(), params]);
  const dispute = await orNotFound(readHere(actor, contractId, disputeId));
  return (
    <>
      <Head dispute={dispute} />
      <div className="mt-7 grid gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_280px]">
        <div className="min-w-0 space-y-10">
          {dispute.next && (
            <IfNobodyActs tone="disputed">
              <SentenceText parts={dispute.next.sentence} />
            </IfNobodyActs>
          )}
          <Outcome dispute={dispute} />
          <DisputeStep dispute={dispute} />
          <DisputeRecord dispute={dispute} />
        </div>
        <aside aria-label="Evidence, and how a dispute goes" className="min-w-0 space-y-9">
          <Evidence contractId={dispute.contractId} />
          <MiniSection title="How it goes">
            <DisputeCourse state={dispute.state} />
          </MiniSection>
        </aside>
      </div>
    </>
  );
}

/** The dispute, if it is one of this contract. */
async function readHere(actor: Actor, contractId: string, disputeId: string): Promise<DisputeView> {
  const dispute = await getDispute(actor, disputeId);
  if (dispute.contractId !== contractId || dispute.viewer === "mediator") {
    throw new DomainError("not_found");
  }
  return dispute;
}

function Head({ dispute }: { dispute: DisputeView }) {
  const { contractId, milestoneNumber, milestoneTitle, jobTitle, openedBy, viewer } = dispute;
  const undisputed = dispute.state !== "ended" && dispute.undisputedCents > 0;
  const other = viewer === "client" ? "freelancer" : "client";
  return (
    <PageHeader
      eyebrow={
        <Link href={`/contracts/${contractId}?milestone=${milestoneNumber}`} className="link">
          {milestoneTitle ? `${jobTitle} · ${milestoneTitle}` : jobTitle}
        </Link>
      }
      title={`Dispute over ${formatCents(dispute.amountCents)}`}
      meta={
        <p className="measure">
          {sideTitle(dispute, openedBy)} opened it
          {openedBy === viewer && ` against ${sideName(dispute, other)}`}. The disputed money is
          frozen until it is over
          {undisputed
            ? `; the other ${formatCents(dispute.undisputedCents)} that is held goes on as agreed.`
            : "."}
        </p>
      }
    />
  );
}
