import type { Metadata } from "next";
import { cache, Suspense } from "react";
import { HouseFoot } from "#components/layout/house-links";
import { ReportLink } from "#components/layout/report-link";
import { DisputesCounted, disputeFact } from "#components/reviews/dispute-fact";
import { Reviews } from "#components/reviews/reviews";
import { findActor } from "#lib/auth/session";
import { getPaymentRecord } from "#lib/contracts/queries/client-record";
import { getHiringRecord } from "#lib/contracts/queries/contracts";
import { getDisputeRecord } from "#lib/disputes/queries/dispute-record";
import { orNotFound } from "#lib/edge/page";
import { listPostedJobs } from "#lib/jobs/queries/posted-jobs";
import { readAfter } from "#lib/paging";
import { getReputation, listReviews } from "#lib/reviews/queries";
import { firstCharacters } from "#lib/text";
import { getClient } from "#lib/users/queries";
import { CompanyFacts } from "./company-facts.tsx";
import { CompanyHeader } from "./company-header.tsx";
import { CompanySkeleton } from "./company-skeleton.tsx";
import { OpenJobs } from "./open-jobs.tsx";
import { PaymentsCounted, paymentFacts } from "./payment-facts.tsx";

type Props = PageProps<"/clients/[handle]">;

const loadClient = cache(async (handle: string) =>
  orNotFound(getClient(handle, await findActor())),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { companyName, about } = await loadClient((await params).handle);
  return { title: companyName, description: firstCharacters(about, 160) };
}

export default function ClientPage({ params, searchParams }: Props) {
  return (
    <div className="page">
      <Suspense fallback={<CompanySkeleton />}>
        <Company params={params} searchParams={searchParams} />
      </Suspense>
      <HouseFoot />
    </div>
  );
}

async function Company({ params, searchParams }: Props) {
  const [{ handle }, { reviews: wanted }] = await Promise.all([params, searchParams]);
  const after = readAfter(wanted);
  const client = await loadClient(handle);
  const { userId } = client;
  const actor = await findActor();
  const [record, posted, payments, reputation, disputes, page] = await Promise.all([
    getHiringRecord(userId),
    listPostedJobs(actor, userId),
    getPaymentRecord(userId),
    getReputation(userId),
    getDisputeRecord(userId),
    listReviews(userId, { after }),
  ]);
  const isOwn = actor?.userId === userId;
  return (
    <article>
      <CompanyHeader client={client} isOwn={isOwn} />
      <CompanyFacts record={record} postedCount={posted.postedCount} />
      <OpenJobs posted={posted} companyName={client.companyName} isOwn={isOwn} />
      <Reviews
        address={`/clients/${client.handle}`}
        name={client.companyName}
        reputation={reputation}
        page={page}
        isFirst={after === undefined}
        viewerId={actor?.userId ?? null}
        facts={[...paymentFacts(payments), disputeFact(disputes)]}
        counted={
          <>
            <PaymentsCounted />
            <DisputesCounted />
          </>
        }
      />
      {!isOwn && (
        <div className="mt-10">
          <ReportLink subject={client.userId} what="this profile" />
        </div>
      )}
    </article>
  );
}
