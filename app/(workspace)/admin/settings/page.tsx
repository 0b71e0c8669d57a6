import type { Metadata } from "next";
import { Suspense } from "react";
import { pageActor } from "#lib/edge/page";
import { getSettings } from "#lib/settings/queries";
import type { SettingValues } from "#lib/settings/schema";
import { changeWordmarkAction } from "./actions.ts";
import { BannerForm } from "./banner-form.tsx";
import { CategoriesForm } from "./categories-form.tsx";
import { LookForm } from "./look-form.tsx";
import { SettingSection } from "./setting-section.tsx";
import { SettingsFrame, SettingsSkeleton } from "./settings-frame.tsx";
import { SkillsForm } from "./skills-form.tsx";
import { WordmarkForm } from "./wordmark-form.tsx";

export const metadata: Metadata = { title: "Settings of the house" };

/** For the operator: what the house is called, how it looks, and what it announces. */
export default function HouseSettingsPage() {
  return (
    <SettingsFrame at="/admin/settings">
      <Suspense fallback={<SettingsSkeleton />}>
        <Sections />
      </Suspense>
    </SettingsFrame>
  );
}

async function Sections() {
  const { look, wordmark, banner, categories, skills } = await getSettings(
    await pageActor("operate"),
  );
  return (
    <>
      <SettingSection title="Name and colour" setting={look}>
        {(form) => <LookForm {...form} />}
      </SettingSection>
      <SettingSection
        title="Wordmark"
        note="Instead of the dots and the name, at the top of every page."
        setting={{ ...wordmark, value: withoutBytes(wordmark.value) }}
      >
        {(form) => <WordmarkForm {...form} action={changeWordmarkAction} />}
      </SettingSection>
      <SettingSection
        title="Announcement"
        note="A line at the top of every page, for everybody. Who has put it away sees it again when it changes."
        setting={banner}
      >
        {(form) => <BannerForm {...form} />}
      </SettingSection>
      <SettingSection
        title="Categories"
        note="What jobs are sorted under, in this order. A job keeps its category when that has another name, and when it is no longer offered."
        setting={categories}
      >
        {(form) => <CategoriesForm {...form} />}
      </SettingSection>
      <SettingSection
        title="Skills"
        note="Suggested first when somebody posts a job or describes their work, in this order and spelled like this. Anybody may still name others."
        setting={skills}
      >
        {(form) => <SkillsForm {...form} />}
      </SettingSection>
    </>
  );
}

/** The browser loads the picture by its address. */
function withoutBytes({ picture }: SettingValues["wordmark"]): SettingValues["wordmark"] {
  return { picture: picture && { ...picture, webp: "" } };
}
