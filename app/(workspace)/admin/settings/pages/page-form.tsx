import { ActionForm } from "#components/ui/action-form";
import { Checkbox } from "#components/ui/choices";
import { Field, FieldGroup } from "#components/ui/field";
import { SubmitButton } from "#components/ui/submit-button";
import { Textarea } from "#components/ui/textarea";
import { HOUSE_PAGE_LABELS, type HousePage } from "#lib/house";
import { PAGE_TEXT_MAX } from "#lib/settings/policy";
import type { SettingForm } from "../setting-section.tsx";

export function PageForm({
  page,
  action,
  seen,
  value,
}: SettingForm<HousePage> & {
  page: HousePage;
}) {
  const label = HOUSE_PAGE_LABELS[page];
  return (
    <ActionForm action={action} label={label} announce="toast" className="max-w-prose">
      <input type="hidden" name="section" value={page} />
      <input type="hidden" name="seen" value={seen} />
      <Field
        name="text"
        label={`Text of the page “${label}”`}
        optional
        help="In Markdown: # before a heading, - before an item of a list, [words](https://example.com) for a link. Left empty, there is no such page."
      >
        <Textarea defaultValue={value.text} rows={12} maxLength={PAGE_TEXT_MAX} />
      </Field>
      {page === "terms" && (
        <FieldGroup name="asksAgain" label="Who agreed before" optional>
          <Checkbox
            label="Ask everybody to agree to this version"
            help="They go on as before, with a line at the top of every page until they have agreed."
          />
        </FieldGroup>
      )}
      <SubmitButton variant="plain" wide={false}>{`Save the page “${label}”`}</SubmitButton>
    </ActionForm>
  );
}
