import { ActionForm } from "#components/ui/action-form";
import { Checkbox } from "#components/ui/choices";
import { Field, FieldGroup } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { SubmitButton } from "#components/ui/submit-button";
import { CATEGORIES_MAX, CATEGORY_LABEL_MAX, categoryField } from "#lib/settings/policy";
import type { SettingForm } from "./setting-section.tsx";

/** Every category in a row, with a row for a new one at the end. */
export function CategoriesForm({ action, seen, value: { categories } }: SettingForm<"categories">) {
  return (
    <ActionForm action={action} label="Categories" announce="toast" className="max-w-lg">
      <input type="hidden" name="section" value="categories" />
      <input type="hidden" name="seen" value={seen} />
      <ul className="flex flex-col gap-3">
        {categories.map(({ value, label, isHidden }, index) => (
          <li key={value} className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-4">
            <input type="hidden" name={categoryField(index, "value")} value={value} />
            <Field
              name={categoryField(index, "label")}
              label={`Name of category ${index + 1}`}
              hideLabel
            >
              <Input defaultValue={label} maxLength={CATEGORY_LABEL_MAX} autoComplete="off" />
            </Field>
            <Shown index={index} isShown={!isHidden} />
          </li>
        ))}
      </ul>
      {categories.length < CATEGORIES_MAX && (
        <div className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-4">
          <Field name={categoryField(categories.length, "label")} label="A new category" optional>
            <Input maxLength={CATEGORY_LABEL_MAX} autoComplete="off" />
          </Field>
          <Shown index={categories.length} isShown />
        </div>
      )}
      <SubmitButton variant="plain" wide={false} className="sm:self-start">
        Save the categories
      </SubmitButton>
    </ActionForm>
  );
}

function Shown({ index, isShown }: { index: number; isShown: boolean }) {
  return (
    <FieldGroup
      name={categoryField(index, "isShown")}
      label={`Whether category ${index + 1} is offered`}
      hideLabel
      optional
    >
      <Checkbox label="Offered" defaultChecked={isShown} />
    </FieldGroup>
  );
}
