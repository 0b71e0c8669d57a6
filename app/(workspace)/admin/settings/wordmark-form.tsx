"use client";

import { type ChangeEvent, useEffect, useState } from "react";
import { ActionForm } from "#components/ui/action-form";
import { Checkbox } from "#components/ui/choices";
import { Field, FieldGroup } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { SubmitButton } from "#components/ui/submit-button";
import { WORDMARK_BYTES_MAX, WORDMARK_TYPES } from "#lib/settings/policy";
import type { SettingForm } from "./setting-section.tsx";

/** A picture for the name, shown on both papers before it is saved. */
export function WordmarkForm({ action, seen, value: { picture } }: SettingForm<"wordmark">) {
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = chosen ?? (picture && `/wordmark/${picture.hash}`);
  useEffect(() => () => (chosen ? URL.revokeObjectURL(chosen) : undefined), [chosen]);
  const look = ({ currentTarget: field }: ChangeEvent<HTMLInputElement>) => {
    const [file] = field.files ?? [];
    field.setCustomValidity(
      file && file.size > WORDMARK_BYTES_MAX ? "Choose a picture of at most 512 KB." : "",
    );
    setChosen(file ? URL.createObjectURL(file) : null);
  };
  return (
    <ActionForm action={action} label="Wordmark" announce="toast" className="max-w-lg">
      <input type="hidden" name="seen" value={seen} />
      {shown && <OnBothPapers src={shown} />}
      <Field
        name="picture"
        label="Picture"
        optional
        help="PNG, WebP or JPEG, up to 512 KB. It has to be readable on light and on dark paper."
      >
        <Input
          type="file"
          accept={WORDMARK_TYPES.join(",")}
          onChange={look}
          className="py-2 file:mr-3 file:cursor-pointer file:rounded-sm file:border file:border-edge file:px-2.5 file:py-0.5 file:font-semibold"
        />
      </Field>
      {picture && (
        <FieldGroup name="remove" label="No picture" hideLabel optional>
          <Checkbox label="Show the name instead" />
        </FieldGroup>
      )}
      <SubmitButton variant="plain" wide={false} className="sm:self-start">
        Save the wordmark
      </SubmitButton>
    </ActionForm>
  );
}

function OnBothPapers({ src }: { src: string }) {
  return (
    <div className="flex flex-wrap gap-3">
      {(["light", "dark"] as const).map((scheme) => (
        <span
          key={scheme}
          className={`grid h-20 min-w-48 flex-1 place-items-center rounded border border-line bg-paper px-4 ${scheme === "light" ? "scheme-light" : "scheme-dark"}`}
        >
          <img src={src} alt={`The wordmark on ${scheme} paper`} className="max-h-9 max-w-full" />
        </span>
      ))}
    </div>
  );
}
