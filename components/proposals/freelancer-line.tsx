import { Avatar } from "#components/ui/avatar";
import { Link } from "#components/ui/link";
import { Rating } from "#components/ui/rating";
import type { FreelancerView } from "#lib/proposals/schema";
import { avatarPath } from "#lib/users/avatar";

/** Who makes the offer: picture, name with a link to the public profile, and what they do. */
export function FreelancerLine({ freelancer }: { freelancer: FreelancerView }) {
  return (
    <span className="flex min-w-0 items-start gap-3">
      <Avatar name={freelancer.name} src={avatarPath(freelancer)} />
      <span className="min-w-0">
        <Link
          href={`/freelancers/${freelancer.handle}`}
          className="rounded-sm font-semibold hover:underline"
        >
          <bdi>{freelancer.name}</bdi>
        </Link>
        {freelancer.headline && (
          <span className="block text-sm text-ink-2">
            <bdi>{freelancer.headline}</bdi>
          </span>
        )}
      </span>
    </span>
  );
}

/** Rating and finished jobs, or that there are none yet. */
export function FreelancerRecord({ freelancer }: { freelancer: FreelancerView }) {
  const { rating, completedCount } = freelancer;
  return (
    <>
      {rating ? (
        <Rating value={rating.average} count={rating.count} />
      ) : (
        <span className="text-ink-2">No reviews yet</span>
      )}
      <span className="block text-sm text-ink-3">
        {completedCount === 1 ? "1 job done" : `${completedCount} jobs done`}
      </span>
    </>
  );
}
