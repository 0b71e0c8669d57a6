import { RadioCards } from "#components/ui/choices";
import { Field, FieldGroup } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { MoneyInput } from "#components/ui/money-input";
import { TagInput } from "#components/ui/tag-input";
import { Textarea } from "#components/ui/textarea";
import { toDecimal } from "#lib/money";
import { AVAILABILITIES } from "#lib/users/availability";
import { type FreelancerView, LENGTHS, MAX_PROFILE_SKILLS } from "#lib/users/schema";
import { AvatarField } from "./avatar-field.tsx";
import { LanguageFields } from "./language-fields.tsx";
import { PortfolioFields } from "./portfolio-fields.tsx";

const LISTED = [
  {
    value: "yes",
    label: "Clients find me among the freelancers",
    help: "By my name, skills, own words and finished jobs.",
  },
  {
    value: "no",
    label: "Only who has the address of my page",
    help: "And the clients I apply to.",
  },
];

/** What a freelancer says about their work; `freelancer` is the present text. */
export function FreelancerFields({
  name,
  freelancer,
  skills,
  viewerZone,
}: {
  name: string;
  freelancer?: FreelancerView;
  /** Suggestions. */
  skills: readonly string[];
  /** The zone of the person's browser. */
  viewerZone: string;
}) {
  const rate = freelancer?.hourlyRateCents;
  return (
    <>
      <AvatarField name={name} avatarFileId={freelancer?.avatarFileId ?? null} />
      <Field name="headline" label="Headline" help="What you do, in one line.">
        <Input
          maxLength={LENGTHS.line}
          placeholder="Front-end engineer for accessible interfaces"
          defaultValue={freelancer?.headline}
        />
      </Field>
      <Field
        name="bio"
        label="About you"
        help="What you have done, how you work, and what you like to do."
        optional
      >
        <Textarea rows={7} maxLength={LENGTHS.bio} defaultValue={freelancer?.bio} />
      </Field>
      <Field
        name="skills"
        label="Skills"
        help={`Up to ${MAX_PROFILE_SKILLS}. Your home page shows the jobs that ask for them.`}
      >
        <TagInput
          max={MAX_PROFILE_SKILLS}
          defaultValue={freelancer?.skills.join(", ") ?? ""}
          suggestions={skills}
        />
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field
          name="hourlyRateCents"
          label="Hourly rate"
          help="A guide for clients. You are paid the price in your proposal."
          optional
        >
          <MoneyInput
            suffix="per hour"
            {...(rate === undefined || rate === null ? {} : { defaultValue: toDecimal(rate) })}
          />
        </Field>
        <Field name="location" label="Location" optional>
          <Input placeholder="City, country" defaultValue={freelancer?.location ?? undefined} />
        </Field>
      </div>
      <FieldGroup name="availability" label="Availability">
        <RadioCards
          choices={AVAILABILITIES}
          defaultValue={freelancer?.availability ?? "available"}
        />
      </FieldGroup>
      {freelancer && (
        <FieldGroup name="isListed" label="Who finds you">
          <RadioCards choices={LISTED} defaultValue={freelancer.isListed ? "yes" : "no"} />
        </FieldGroup>
      )}
      <PortfolioFields items={freelancer?.portfolio ?? []} />
      <LanguageFields freelancer={freelancer} viewerZone={viewerZone} />
    </>
  );
}
