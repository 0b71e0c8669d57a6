"use client";
"use no memo";

import { useState } from "react";
import { ActionForm } from "#components/ui/action-form";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { SubmitButton } from "#components/ui/submit-button";
import { NAME_MAX } from "#lib/settings/policy";
import { ColourPreview } from "./colour-preview.tsx";
import type { SettingForm } from "./setting-section.tsx";

/** The name and the accent colour, with what the colour looks like while it is chosen. */
export function LookForm({ action, seen, value }: SettingForm<"look">) {
  const [colour, setColour] = useState(value.accent ?? "");
  return (
    <ActionForm action={action} label="Name and colour" announce="toast" className="max-w-lg">
      <input type="hidden" name="section" value="look" />
      <input type="hidden" name="seen" value={seen} />
      <Field
        name="name"
        label="Name"
        help="On every page, in every mail, and on the home screen of a phone."
      >
        <Input defaultValue={value.name} maxLength={NAME_MAX} autoComplete="off" />
      </Field>
      <Field
        name="accent"
        label="Accent colour"
        optional
        help="Of buttons and links, like #2b3d9b. Left empty, it is the blue that WorkHub comes with."
      >
        <Input
          defaultValue={value.accent ?? ""}
          onChange={(event) => setColour(event.currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
          className="max-w-60"
        />
      </Field>
      <ColourPreview typed={colour} />
      <SubmitButton variant="plain" wide={false} className="sm:self-start">
        Save name and colour
      </SubmitButton>
    </ActionForm>
  );
}
