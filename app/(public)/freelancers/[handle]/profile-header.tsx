import { Avatar } from "#components/ui/avatar";
import { ButtonLink } from "#components/ui/button";
import { Tag } from "#components/ui/tag";
import { availabilityLabel } from "#lib/users/availability";
import { avatarPath } from "#lib/users/avatar";
import type { FreelancerView } from "#lib/users/schema";

/** Who the freelancer is, what they do, and whether they are available. */
export function ProfileHeader({
  freelancer,
  isOwn,
}: {
  freelancer: FreelancerView;
  isOwn: boolean;
}) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-8 gap-y-5">
      <div className="flex min-w-0 flex-1 flex-col gap-4 sm:flex-row sm:items-center sm:gap-6">
        <Avatar name={freelancer.name} src={avatarPath(freelancer)} size="xl" />
        <div className="min-w-0">
          <h1 className="text-4xl md:text-5xl">
            <bdi>{freelancer.name}</bdi>
          </h1>
          <p className="mt-1.5 text-lg text-ink-2">
            <bdi>{freelancer.headline}</bdi>
          </p>
          <p className="mt-2.5">
            <Tag tone={freelancer.availability === "available" ? "accent" : "plain"}>
              {availabilityLabel(freelancer.availability)}
            </Tag>
          </p>
        </div>
      </div>
      {isOwn && (
        <ButtonLink href="/settings/profile" wide="phone">
          Edit your profile
        </ButtonLink>
      )}
    </header>
  );
}
