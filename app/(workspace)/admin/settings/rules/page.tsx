import type { Metadata } from "next";
import { Suspense } from "react";
import { limitsOfEnvironment } from "#lib/chosen";
import { pageActor } from "#lib/edge/page";
import { getEnv } from "#lib/env";
import { getSettings } from "#lib/settings/queries";
import { SettingSection } from "../setting-section.tsx";
import { SettingsFrame, SettingsSkeleton } from "../settings-frame.tsx";
import { FeeForm, LimitsForm, WindowsForm } from "./forms.tsx";

export const metadata: Metadata = { title: "Rules of the house" };

/** For the operator: the fee, how long clients may look at work, and what one person may have. */
export default function HouseRulesPage() {
  return (
    <SettingsFrame at="/admin/settings/rules">
      <Suspense fallback={<SettingsSkeleton />}>
        <Sections />
      </Suspense>
    </SettingsFrame>
  );
}

async function Sections() {
  const { fee, windows, limits } = await getSettings(await pageActor("operate"));
  const { FEE_PERCENT, FEE_MINIMUM } = getEnv();
  return (
    <>
      <SettingSection
        title="Fee"
        note="For offers that are made from now on. Who has agreed on other terms keeps them."
        setting={fee}
      >
        {(form) => (
          <FeeForm
            {...form}
            otherwise={{ feeBasisPoints: FEE_PERCENT, feeMinimumCents: FEE_MINIMUM }}
          />
        )}
      </SettingSection>
      <SettingSection
        title="Time to review"
        note="For how many days a client may look at submitted work before the clock answers. Jobs that are posted keep theirs."
        setting={windows}
      >
        {(form) => <WindowsForm {...form} />}
      </SettingSection>
      <SettingSection
        title="Limits"
        note="What one person may have and do, so that nobody takes up everything. Left empty, the server’s own setting holds."
        setting={limits}
      >
        {(form) => <LimitsForm {...form} otherwise={limitsOfEnvironment()} />}
      </SettingSection>
    </>
  );
}
