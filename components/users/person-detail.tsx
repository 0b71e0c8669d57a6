"use no memo";

import type { ReactNode } from "react";
import { Avatar } from "#components/ui/avatar";
import { Link } from "#components/ui/link";
import { Rating } from "#components/ui/rating";
import { MiniSection } from "#components/ui/section";
import { Tag } from "#components/ui/tag";
import type { PersonView } from "#lib/people/schema";
import type { Sent } from "#lib/sent";
import { availabilityLabel } from "#lib/users/availability";
import { avatarPath } from "#lib/users/avatar";
import { languagesText } from "#lib/users/languages";
import { LocalTime } from "./local-time.tsx";
import { PortfolioList } from "./portfolio.tsx";
import { SkillList } from "./profile-aside.tsx";
import { ProfileFacts } from "./profile-facts.tsx";
import { ProfileText } from "./profile-text.tsx";

export type PersonData = Sent<PersonView>;

/** A freelancer beside the list: what a client weighs before inviting them. */
export function PersonDetail({
  person,
  headingId,
  tools,
  children,
}: {
  person: PersonData;
  headingId: string;
  /** At the end of the first line: save, share, close. */
  tools: ReactNode;
  /** What the viewer can do. */
  children: ReactNode;
}) {
  const { freelancer, reputation, record, reviews } = person;
  const { availability, name, headline, location, timeZone, languages, handle } = freelancer;
  return (
    <article>
      <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-4">
        <Tag tone={availability === "available" ? "accent" : "plain"}>
          {availabilityLabel(availability)}
        </Tag>
        <div className="flex flex-wrap items-center gap-1">{tools}</div>
      </div>
      <header className="mt-2 flex items-center gap-5">
        <Avatar name={name} src={avatarPath(freelancer)} size="xl" />
        <div className="min-w-0">
          <h2
            id={headingId}
            tabIndex={-1}
            className="text-3xl outline-none md:text-[2.25rem] md:leading-tight"
          >
            <bdi>{name}</bdi>
          </h2>
          <p className="mt-1 text-ink-2">
            <bdi>{headline}</bdi>
          </p>
          {(location || timeZone) && (
            <p className="mt-0.5 text-sm text-ink-3">
              <bdi>{location}</bdi>
              {location && timeZone && " · "}
              {timeZone && <LocalTime timeZone={timeZone} />}
            </p>
          )}
        </div>
      </header>
      {children}
      <ProfileFacts
        freelancer={freelancer}
        reputation={reputation}
        record={record}
        className="mt-6.5"
      />
      <MiniSection title="Skills" level={3} className="mt-6.5">
        <SkillList skills={freelancer.skills} />
      </MiniSection>
      {languages.length > 0 && (
        <MiniSection title="Languages" level={3} className="mt-6.5">
          <p>{languagesText(languages)}</p>
        </MiniSection>
      )}
      <div className="mt-8 flex min-w-0 flex-col gap-10">
        <ProfileText freelancer={freelancer} level={3} />
        <PortfolioList portfolio={freelancer.portfolio} />
      </div>
      {reviews.length > 0 && (
        <MiniSection title="Newest reviews" level={3} className="mt-9">
          <ul className="divide-y divide-line border-y border-line">
            {reviews.map((review) => (
              <li key={review.reviewId} className="py-4">
                <p className="flex flex-wrap items-baseline justify-between gap-x-4">
                  <bdi className="font-semibold">{review.jobTitle}</bdi>
                  <Rating value={review.rating} />
                </p>
                <p dir="auto" className="prose-text mt-1.5 text-ink-2">
                  {review.text}
                </p>
              </li>
            ))}
          </ul>
        </MiniSection>
      )}
      <p className="mt-6">
        <Link href={`/freelancers/${handle}`} className="link">
          The whole profile of <bdi>{name}</bdi>
        </Link>
      </p>
    </article>
  );
}
