import type { Metadata } from "next";
import { cache, Suspense } from "react";
import { findActor } from "#lib/auth/session";
import { getWorkRecord } from "#lib/contracts/get-work-record";
import { orNotFound } from "#lib/page";
import { getReputation, listReviews } from "#lib/reviews/queries";
import { getFreelancer } from "#lib/users/queries";
import { Invite } from "./invite.tsx";
import { ProfileAside } from "./profile-aside.tsx";
import { ProfileFacts } from "./profile-facts.tsx";
import { ProfileHeader } from "./profile-header.tsx";
import { ProfileSkeleton } from "./profile-skeleton.tsx";
import { ProfileText } from "./profile-text.tsx";
import { Reviews } from "./reviews.tsx";

type Props = PageProps<"/freelancers/[handle]">;

const REVIEWS_A_STEP = 10;

const loadFreelancer = cache((handle: string) => orNotFound(getFreelancer(handle)));

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
    </div>
  );
}

async function Profile({ params, searchParams }: Props) {
  const [{ handle }, { reviews: wanted }] = await Promise.all([params, searchParams]);
  const freelancer = await loadFreelancer(handle);
  const [actor, reputation, record, page] = await Promise.all([
    findActor(),
    getReputation(freelancer.userId),
    getWorkRecord(freelancer.userId),
    listReviews(freelancer.userId, { limit: reviewsWanted(wanted) }),
  ]);
  return (
    <article>
      <ProfileHeader freelancer={freelancer} isOwn={actor?.userId === freelancer.userId} />
      {actor?.role === "client" && <Invite actor={actor} freelancer={freelancer} />}
      <ProfileFacts freelancer={freelancer} reputation={reputation} record={record} />
      <div className="mt-9 grid grid-cols-[minmax(0,1fr)] gap-x-14 gap-y-9 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <ProfileAside freelancer={freelancer} />
        <ProfileText freelancer={freelancer} />
      </div>
      <Reviews
        handle={freelancer.handle}
        name={freelancer.name}
        reputation={reputation}
        page={page}
        step={REVIEWS_A_STEP}
      />
    </article>
  );
}

/** `?reviews=20`: how many to show, in whole steps. */
function reviewsWanted(value: string | string[] | undefined): number {
  const wanted = Number(value);
  return Number.isSafeInteger(wanted) && wanted > REVIEWS_A_STEP ? wanted : REVIEWS_A_STEP;
}
