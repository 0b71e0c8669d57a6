import { ActionForm } from "#components/ui/action-form";
import { Checkbox } from "#components/ui/choices";
import { Field, FieldGroup } from "#components/ui/field";
import { Select } from "#components/ui/select";
import { SubmitButton } from "#components/ui/submit-button";
import { pageActor, pageTimeZone } from "#lib/edge/page";
import { GROUPS, SWITCHED_GROUPS } from "#lib/notifications/kinds";
import { getPreferences } from "#lib/notifications/queries";
import { NO_QUIET } from "#lib/notifications/schema";
import { savePreferencesAction } from "./actions.ts";

const RHYTHMS = [
  { value: "single", label: "Each by itself, when it happens" },
  { value: "daily", label: "Together, once a day" },
  { value: "weekly", label: "Together, once a week" },
];

const HOURS = [
  { value: NO_QUIET, label: "No quiet hours" },
  ...Array.from({ length: 24 }, (_, hour) => ({
    value: String(hour),
    label: `${String(hour).padStart(2, "0")}:00`,
  })),
];

/** What the person is told of, by which ways, and when not. */
export async function Notifications() {
  const actor = await pageActor();
  const [chosen, here] = await Promise.all([getPreferences(actor), pageTimeZone()]);
  const timeZone = chosen.timeZone ?? here;
  return (
    <ActionForm action={savePreferencesAction} label="Notifications">
      <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
        <Way name="bell[]" label="In the bell" off={chosen.bellOff} />
        <Way name="mail[]" label="By e-mail" off={chosen.mailOff} />
        <Way name="push[]" label="On your devices" off={chosen.pushOff} />
        <FieldGroup name="hasPushDetails" label="What your devices show">
          <Checkbox
            label="Amounts and text"
            help="Whoever sees the screen can read it. Otherwise it says who it is from and what it is about."
            defaultChecked={chosen.hasPushDetails}
          />
        </FieldGroup>
      </div>
      <Field name="rhythm" label="How e-mail comes" className="max-w-sm">
        <Select options={RHYTHMS} defaultValue={chosen.rhythm} />
      </Field>
      <div className="grid max-w-sm grid-cols-2 gap-4">
        <Field name="quietFrom" label="Quiet from">
          <Select options={HOURS} defaultValue={hourOf(chosen.quietFrom)} />
        </Field>
        <Field name="quietUntil" label="until">
          <Select options={HOURS} defaultValue={hourOf(chosen.quietUntil)} />
        </Field>
      </div>
      <p className="-mt-2 text-sm text-ink-2">
        Neither e-mail nor your devices disturb you then, on the clock of{" "}
        {timeZone.replaceAll("_", " ")}.
      </p>
      <input type="hidden" name="timeZone" value={here} />
      <SubmitButton variant="plain" pendingLabel="Saving…">
        Save what you are told
      </SubmitButton>
    </ActionForm>
  );
}

function Way({ name, label, off }: { name: string; label: string; off: readonly string[] }) {
  return (
    <FieldGroup name={name} label={label}>
      {SWITCHED_GROUPS.map((group) => (
        <Checkbox
          key={group}
          value={group}
          label={GROUPS[group]}
          defaultChecked={!off.includes(group)}
        />
      ))}
    </FieldGroup>
  );
}

function hourOf(hour: number | null): string {
  return hour === null ? NO_QUIET : String(hour);
}
