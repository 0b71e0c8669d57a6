import { ActionForm } from "#components/ui/action-form";
import { Field } from "#components/ui/field";
import { SubmitButton } from "#components/ui/submit-button";
import { Textarea } from "#components/ui/textarea";
import { SKILL_MAX, SKILLS_MAX } from "#lib/settings/policy";
import type { SettingForm } from "./setting-section.tsx";

export function SkillsForm({ action, seen, value: { skills } }: SettingForm<"skills">) {
  return (
    <ActionForm action={action} label="Skills" announce="toast" className="max-w-lg">
      <input type="hidden" name="section" value="skills" />
      <input type="hidden" name="seen" value={seen} />
      <Field name="skills" label="Skills, one in a line" optional>
        <Textarea
          rows={8}
          defaultValue={skills.join("\n")}
          maxLength={SKILLS_MAX * (SKILL_MAX + 1)}
        />
      </Field>
      <SubmitButton variant="plain" wide={false} className="sm:self-start">
        Save the skills
      </SubmitButton>
    </ActionForm>
  );
}
