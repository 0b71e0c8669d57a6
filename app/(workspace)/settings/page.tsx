import type { Metadata } from "next";
import { Suspense } from "react";
import { ShortcutSwitch, ThemeSwitch } from "#components/layout/theme";
import { HouseName } from "#components/ui/house-name";
import { PageHeader, Section } from "#components/ui/section";
import { Account } from "./account.tsx";
import { changePasswordAction } from "./actions.ts";
import { DataAndAccount } from "./data-and-account.tsx";
import { DevicePush } from "./device-push.tsx";
import { Factors } from "./factors.tsx";
import { Notifications } from "./notifications.tsx";
import { Passkeys } from "./passkeys.tsx";
import { PasswordForm } from "./password-form.tsx";
import { RecentEvents } from "./recent-events.tsx";
import { Sessions } from "./sessions.tsx";
import { SettingsSkeleton } from "./settings-skeleton.tsx";
import { Storage } from "./storage.tsx";

export const metadata: Metadata = { title: "Settings" };

export default function SettingsPage() {
  return (
    <div className="page">
      <div className="flex max-w-lg flex-col gap-12">
        <PageHeader title="Settings" />
        {/* Together: the height of the device list is not known in advance, and it would move what is below. */}
        <Suspense fallback={<SettingsSkeleton />}>
          <Section title="You">
            <Account />
          </Section>
          <Section
            title="Notifications"
            note="What concerns the security of your account always reaches you, every way."
          >
            <Notifications />
          </Section>
          <Section
            title="Where you are signed in"
            note="A device that you don’t know? Sign it out, then change your password."
          >
            <Sessions />
          </Section>
          <Section
            title="Password"
            note="Changing it signs out every other device. This one stays signed in."
          >
            <PasswordForm action={changePasswordAction} />
          </Section>
          <Section
            title="Passkeys"
            note="Your device or password manager signs you in with a finger, a face or a PIN, without password and code."
          >
            <Passkeys />
          </Section>
          <Section
            title="Authenticator app"
            note="After your password, signing in asks for a code that only your phone knows."
          >
            <Factors />
          </Section>
          <Section
            title="Security"
            note="What happened to your account. Something that you don’t know? Change your password."
          >
            <RecentEvents />
          </Section>
          <Section
            title="Your files"
            note="Everything you attached to messages, jobs and your work."
          >
            <Storage />
          </Section>
          <Section
            title="Your data and your account"
            note={
              <>
                Take along everything that <HouseName /> knows of you, or leave.
              </>
            }
          >
            <DataAndAccount />
          </Section>
          <Section title="This browser">
            <div className="flex flex-col gap-5">
              <ThemeSwitch />
              <ShortcutSwitch />
              <DevicePush />
            </div>
          </Section>
        </Suspense>
      </div>
    </div>
  );
}
