"use no memo";

import type { ReactNode } from "react";
import { Chip } from "#components/ui/chip";
import { MiniSection } from "#components/ui/section";
import { Time } from "#components/ui/time";
import type { Sent } from "#lib/sent";
import { languagesText } from "#lib/users/languages";
import type { FreelancerView } from "#lib/users/schema";
import { LocalTime } from "./local-time.tsx";

/** Skills, place, time, languages, and member since. */
export function ProfileAside({ freelancer }: { freelancer: Sent<FreelancerView> }) {
  const { skills, location, timeZone, languages, memberSince } = freelancer;
  return (
    <aside aria-label="At a glance" className="flex flex-col gap-7 lg:order-last lg:pt-1.5">
      <MiniSection title="Skills">
        <SkillList skills={skills} />
      </MiniSection>
      <dl className="grid grid-cols-2 gap-4 lg:grid-cols-1">
        {location && <Line label="Location">{location}</Line>}
        {timeZone && (
          <Line label="Time zone">
            <LocalTime timeZone={timeZone} />
          </Line>
        )}
        {languages.length > 0 && <Line label="Languages">{languagesText(languages)}</Line>}
        <Line label="Member since">
          <Time at={memberSince} format="month" />
        </Line>
      </dl>
    </aside>
  );
}

export function SkillList({ skills }: { skills: readonly string[] }) {
  return (
    <ul className="flex flex-wrap gap-1.5">
      {skills.map((skill) => (
        <li key={skill}>
          <Chip>
            <bdi>{skill}</bdi>
          </Chip>
        </li>
      ))}
    </ul>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="eyebrow">{label}</dt>
      <dd className="mt-0.5">{children}</dd>
    </div>
  );
}
