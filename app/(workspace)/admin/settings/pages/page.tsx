import type { Metadata } from "next";
import { Suspense } from "react";
import { pageActor } from "#lib/edge/page";
import { HOUSE_PAGE_LABELS, HOUSE_PAGES } from "#lib/house";
import { getSettings } from "#lib/settings/queries";
import { SettingSection } from "../setting-section.tsx";
import { SettingsFrame, SettingsSkeleton } from "../settings-frame.tsx";
import { PageForm } from "./page-form.tsx";

export const metadata: Metadata = { title: "Pages of the house" };

const NOTES = {
  terms: "Who registers agrees to the version that holds then.",
  privacy: "What is known of people here, and what is done with it.",
  imprint: "Who is behind this house, and how to reach them.",
} as const;

/** For the operator: the texts that every public page leads to. */
export default function HousePagesPage() {
  return (
    <SettingsFrame at="/admin/settings/pages">
      <Suspense fallback={<SettingsSkeleton />}>
        <Sections />
      </Suspense>
    </SettingsFrame>
  );
}

async function Sections() {
  const settings = await getSettings(await pageActor("operate"));
  return HOUSE_PAGES.map((page) => (
    <SettingSection
      key={page}
      title={HOUSE_PAGE_LABELS[page]}
      note={NOTES[page]}
      setting={settings[page]}
    >
      {(form) => <PageForm page={page} {...form} />}
    </SettingSection>
  ));
}
