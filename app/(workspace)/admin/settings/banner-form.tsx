import { ActionForm } from "#components/ui/action-form";
import { RadioCards } from "#components/ui/choices";
import { Field, FieldGroup } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { SubmitButton } from "#components/ui/submit-button";
import { Textarea } from "#components/ui/textarea";
import { BANNER_MAX } from "#lib/settings/policy";
import type { SettingForm } from "./setting-section.tsx";

export function BannerForm({ action, seen, value }: SettingForm<"banner">) {
  return (
    <ActionForm action={action} label="Announcement" announce="toast" className="max-w-lg">
      <input type="hidden" name="section" value="banner" />
      <input type="hidden" name="seen" value={seen} />
      <Field name="text" label="Text" optional help="Left empty, nothing is announced.">
        <Textarea defaultValue={value.text} rows={3} maxLength={BANNER_MAX} />
      </Field>
      <FieldGroup name="tone" label="How it is meant">
        <RadioCards
          columns={2}
          defaultValue={value.tone}
          choices={[
            { value: "note", label: "Good to know", help: "Quiet, in the page’s own colours." },
            { value: "warning", label: "Warning", help: "Stands out: something does not work." },
          ]}
        />
      </FieldGroup>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field name="from" label="First day" optional help="In UTC. Left empty: from now on.">
          <Input type="date" max="9999-12-31" defaultValue={value.from ?? ""} />
        </Field>
        <Field name="until" label="Last day" optional help="Left empty: until you take it away.">
          <Input type="date" max="9999-12-31" defaultValue={value.until ?? ""} />
        </Field>
      </div>
      <SubmitButton variant="plain" wide={false} className="sm:self-start">
        Save the announcement
      </SubmitButton>
    </ActionForm>
  );
}
