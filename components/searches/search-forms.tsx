"use client";
"use no memo";

import { ActionForm } from "#components/ui/action-form";
import { ConfirmForm } from "#components/ui/confirm-form";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { type Option, Select } from "#components/ui/select";
import { SubmitButton } from "#components/ui/submit-button";
import type { FormAction } from "#lib/forms/state";
import { SEARCH_NAME_MAX } from "#lib/searches/policy";

/** Saves what the board shows, under a new name or in the place of a saved search. */
export default function SearchForms({
  query,
  name,
  searches,
  save,
  replace,
  className,
}: {
  /** What the board shows, as its address's query. */
  query: string;
  /** The suggested name. */
  name: string;
  /** What could be replaced. */
  searches: readonly Option[];
  save: FormAction;
  replace: FormAction;
  className?: string;
}) {
  return (
    <div key={query} className={className}>
      <ActionForm action={save} announce="toast" className="gap-3">
        <input type="hidden" name="query" value={query} />
        <Field
          name="name"
          label="Save this search as"
          help="It tells you what is new when you come back."
        >
          <Input defaultValue={name} maxLength={SEARCH_NAME_MAX} autoComplete="off" />
        </Field>
        <SubmitButton size="sm" wide>
          Save this search
        </SubmitButton>
      </ActionForm>
      {searches.length > 0 && (
        <ConfirmForm
          action={replace}
          label="Replace a saved one"
          submitLabel="Replace it"
          variant="quiet"
          className="mt-2"
        >
          <input type="hidden" name="query" value={query} />
          <Field name="searchId" label="Replace with this search">
            <Select placeholder="Choose one" options={searches} />
          </Field>
        </ConfirmForm>
      )}
    </div>
  );
}
