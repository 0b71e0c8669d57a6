import type { Metadata } from "next";
import { Suspense } from "react";
import { EmptyState } from "#components/ui/empty-state";
import { Link } from "#components/ui/link";
import { MiniSection, PageHeader } from "#components/ui/section";
import { getDisputable } from "#lib/disputes/queries/disputes";
import { orNotFound, pageActor } from "#lib/edge/page";
import { DomainError } from "#lib/errors";
import { readWholeNumber } from "#lib/read-whole-number";
import { FormSkeleton } from "../../../form-skeleton.tsx";
import { DisputeCourse } from "../dispute-course.tsx";
import { OpenForm } from "./open-form.tsx";

type Props = PageProps<"/contracts/[contractId]/dispute">;

export const metadata: Metadata = { title: "Open a dispute" };

export default function OpenDisputePage(props: Props) {
  return (
    <div className="page">
      <Suspense fallback={<FormSkeleton label="Contract" />}>
        <Open {...props} />
      </Suspense>
    </div>
  );
}

async function Open({ params, searchParams }: Props) {
  const [actor, { contractId }, { milestone }] = await Promise.all([
    pageActor(),
    params,
    searchParams,
  ]);
  const number = readWholeNumber(typeof milestone === "string" ? milestone : "");
  const disputable = await orNotFound(getDisputable(actor, contractId, number ?? undefined));
  const { jobTitle, milestoneTitle, milestoneNumber, otherName, refusal } = disputable;
  return (
    <>
      <PageHeader
        eyebrow={
          <Link href={`/contracts/${contractId}?milestone=${milestoneNumber}`} className="link">
            {milestoneTitle ? `${jobTitle} · ${milestoneTitle}` : jobTitle}
          </Link>
        }
        title="Open a dispute"
        meta={
          <p className="measure">
            For when you and <bdi>{otherName}</bdi> cannot agree about money that is held. What you
            dispute is frozen until it is over; nothing else is.
          </p>
        }
        className="mb-9"
      />
      {refusal ? (
        <EmptyState title="No dispute can be opened now">
          {new DomainError(refusal.code, refusal.details).message}
        </EmptyState>
      ) : (
        <div className="grid gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_280px]">
          <OpenForm disputable={disputable} />
          <MiniSection title="How it goes">
            <DisputeCourse />
          </MiniSection>
        </div>
      )}
    </>
  );
}
