import { Checkbox } from "#components/ui/choices";
import { Field, FieldGroup } from "#components/ui/field";
import { Select } from "#components/ui/select";
import { now } from "#lib/time";
import { zoneCity } from "#lib/time-zone";
import { languageChoices, MAX_PROFILE_LANGUAGES } from "#lib/users/languages";
import type { FreelancerView } from "#lib/users/schema";
import { isKnownZone, zoneGroups } from "#lib/zones";

/** The languages and the time zone of a freelancer, which nobody has to name. */
export function LanguageFields({
  freelancer,
  viewerZone,
}: {
  freelancer: FreelancerView | undefined;
  /** The zone of the person's browser: what a new profile begins with. */
  viewerZone: string;
}) {
  const languages: readonly string[] = freelancer?.languages ?? [];
  const choices = languageChoices();
  const chosen = choices.filter(({ value }) => languages.includes(value));
  const others = choices.filter((choice) => !chosen.includes(choice));
  // "UTC" is also said of a browser that has not told its zone: nobody gets that without choosing it.
  const own = isKnownZone(viewerZone) && viewerZone !== "UTC" ? viewerZone : "";
  return (
    <>
      <FieldGroup
        name="languages"
        label="Languages"
        help={`The ones that you can work in, up to ${MAX_PROFILE_LANGUAGES}. Clients can search by them.`}
        optional
      >
        {/* Says that the form has languages, also when none is chosen. */}
        <input type="hidden" name="languages" value="" />
        <div className="grid max-h-56 grid-cols-2 gap-x-4 overflow-y-auto rounded border border-edge bg-sheet px-3 py-1.5 md:grid-cols-3">
          {[...chosen, ...others].map(({ value, label }) => (
            <Checkbox
              key={value}
              value={value}
              label={label}
              defaultChecked={languages.includes(value)}
            />
          ))}
        </div>
      </FieldGroup>
      <Field
        name="timeZone"
        label="Time zone"
        help="Clients see what time it is where you are."
        optional
      >
        <Select
          placeholder="Do not show it"
          options={own ? [{ value: own, label: `${zoneCity(own)}, as on this device` }] : []}
          groups={zoneGroups(now())}
          defaultValue={freelancer ? (freelancer.timeZone ?? "") : own}
        />
      </Field>
    </>
  );
}
