import type { Metadata } from "next";
import { cache, Suspense } from "react";
import { HouseFoot } from "#components/layout/house-links";
import { ReportLink } from "#components/layout/report-link";
import { DisputesCounted, disputeFact } from "#components/reviews/dispute-fact";
import { Reviews } from "#components/reviews/reviews";
import { Invite } from "#components/users/invite";
import { PortfolioHero } from "#components/users/portfolio";
import { ProfileAside } from "#components/users/profile-aside";
import { ProfileFacts } from "#components/users/profile-facts";
import { ProfileText } from "#components/users/profile-text";
import { findActor } from "#lib/auth/session";
import { getWorkRecord } from "#lib/contracts/queries/work-record";
import { getDisputeRecord } from "#lib/disputes/queries/dispute-record";
import { orNotFound } from "#lib/edge/page";
import { listInvitableJobs } from "#lib/jobs/queries/jobs";
import { readAfter } from "#lib/paging";
import { getReputation, listReviews } from "#lib/reviews/queries";
import { getFreelancer } from "#lib/users/queries";
import { inviteAction } from "../actions.ts";
import { ProfileHeader } from "./profile-header.tsx";
import { ProfileSkeleton } from "./profile-skeleton.tsx";
import { WorkCounted, workFacts } from "./work-facts.tsx";

type Props = PageProps<"/freelancers/[handle]">;

const loadFreelancer = cache(async (handle: string) =>
  orNotFound(getFreelancer(handle, await findActor())),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name, headline } = await loadFreelancer((await params).handle);
  return { title: name, description: headline };
}

export default function FreelancerPage({ params, searchParams }: Props) {
  return (
    <div className="page">
      <Suspense fallback={<ProfileSkeleton />}>
        <Profile params={params} searchParams={searchParams} />
      </Suspense>
      <HouseFoot />
    </div>
  );
}

async function Profile({ params, searchParams }: Props) {
  const [{ handle }, { reviews: wanted }] = await Promise.all([params, searchParams]);
  const after = readAfter(wanted);
  const freelancer = await loadFreelancer(handle);
  const actor = await findActor();
  const [jobs, reputation, record, disputes, page] = await Promise.all([
    listInvitableJobs(actor),
    getReputation(freelancer.userId),
    getWorkRecord(freelancer.userId),
    getDisputeRecord(freelancer.userId),
    listReviews(freelancer.userId, { after }),
  ]);
  return (
    <article>
      <ProfileHeader freelancer={freelancer} isOwn={actor?.userId === freelancer.userId} />
      {actor?.role === "client" && (
        <Invite freelancer={freelancer} jobs={jobs} action={inviteAction} />
      )}
      <PortfolioHero portfolio={freelancer.portfolio} />
      <ProfileFacts
        freelancer={freelancer}
        reputation={reputation}
        record={record}
        className="mt-8"
      />
      <div className="mt-9 grid grid-cols-[minmax(0,1fr)] gap-x-14 gap-y-9 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <ProfileAside freelancer={freelancer} />
        <ProfileText freelancer={freelancer} />
      </div>
      <Reviews
        address={`/freelancers/${freelancer.handle}`}
        name={freelancer.name}
        reputation={reputation}
        page={page}
        isFirst={after === undefined}
        viewerId={actor?.userId ?? null}
        facts={[...workFacts(record), disputeFact(disputes)]}
        counted={
          <>
            <WorkCounted />
            <DisputesCounted />
          </>
        }
      />
      {actor?.userId !== freelancer.userId && (
        <div className="mt-10">
          <ReportLink subject={freelancer.userId} what="this profile" />
        </div>
      )}
    </article>
  );
}
