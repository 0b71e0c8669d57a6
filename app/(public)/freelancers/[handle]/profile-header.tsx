import { Avatar } from "#components/ui/avatar";
import { ButtonLink } from "#components/ui/button";
import { Tag } from "#components/ui/tag";
import { avatarPath } from "#lib/users/avatar";
import { AVAILABILITIES, type FreelancerView } from "#lib/users/schema";

/** Who it is and what they do, and whether they are free. */
export function ProfileHeader({
  freelancer,
  isOwn,
}: {
  freelancer: FreelancerView;
  isOwn: boolean;
}) {
  const available = AVAILABILITIES.find(({ value }) => value === freelancer.availability)?.label;
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-8 gap-y-5">
      <div className="flex min-w-0 flex-1 flex-col gap-4 sm:flex-row sm:items-center sm:gap-6">
        <Avatar name={freelancer.name} src={avatarPath(freelancer)} size="xl" />
        <div className="min-w-0">
          <h1 className="text-4xl md:text-5xl">{freelancer.name}</h1>
          <p className="mt-1.5 text-lg text-ink-2">{freelancer.headline}</p>
          <p className="mt-2.5">
            <Tag tone={freelancer.availability === "available" ? "accent" : "plain"}>
              {available}
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
