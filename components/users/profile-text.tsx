"use no memo";

import { Section } from "#components/ui/section";
import type { Sent } from "#lib/sent";
import type { FreelancerView } from "#lib/users/schema";

/** The freelancer's own words. */
export function ProfileText({
  freelancer: { name, bio },
  level = 2,
}: {
  freelancer: Sent<FreelancerView>;
  level?: 2 | 3;
}) {
  return (
    <Section title="About" level={level} className="min-w-0">
      {bio ? (
        <p dir="auto" className="prose-text text-lg leading-relaxed">
          {bio}
        </p>
      ) : (
        <p className="text-ink-2">
          <bdi>{name}</bdi> has not written anything here yet.
        </p>
      )}
    </Section>
  );
}
