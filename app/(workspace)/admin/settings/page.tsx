import type { Metadata } from "next";
import { Suspense } from "react";
import { Section } from "#components/ui/section";
import { pageActor } from "#lib/edge/page";
import { getSettings } from "#lib/settings/queries";
import { changeSettingAction } from "./actions.ts";
import { BannerForm } from "./banner-form.tsx";
import { CategoriesForm } from "./categories-form.tsx";
import { LastChange } from "./last-change.tsx";
import { LookForm } from "./look-form.tsx";
import { SettingsFrame, SettingsSkeleton } from "./settings-frame.tsx";
import { SkillsForm } from "./skills-form.tsx";

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
  const { look, banner, categories, skills } = await getSettings(await pageActor("operate"));
  return (
    <>
      <Section title="Name and colour">
        <LookForm
          key={look.version}
          action={changeSettingAction}
          seen={look.version}
          value={look.value}
        />
        <LastChange changed={look.changed} />
      </Section>
      <Section
        title="Announcement"
        note="A line at the top of every page, for everybody. Who has put it away sees it again when it changes."
        className="mt-12"
      >
        <BannerForm
          key={banner.version}
          action={changeSettingAction}
          seen={banner.version}
          value={banner.value}
        />
        <LastChange changed={banner.changed} />
      </Section>
      <Section
        title="Categories"
        note="What jobs are sorted under, in this order. A job keeps its category when that has another name, and when it is no longer offered."
        className="mt-12"
      >
        <CategoriesForm
          key={categories.version}
          action={changeSettingAction}
          seen={categories.version}
          value={categories.value}
        />
        <LastChange changed={categories.changed} />
      </Section>
      <Section
        title="Skills"
        note="Suggested first when somebody posts a job or describes their work, in this order and spelled like this. Anybody may still name others."
        className="mt-12"
      >
        <SkillsForm
          key={skills.version}
          action={changeSettingAction}
          seen={skills.version}
          value={skills.value}
        />
        <LastChange changed={skills.changed} />
      </Section>
    </>
  );
}
