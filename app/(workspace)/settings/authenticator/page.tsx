import type { Metadata } from "next";
import { Suspense } from "react";
import { ActionForm } from "#components/ui/action-form";
import { ButtonLink } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { FormMessage } from "#components/ui/form-message";
import { Input } from "#components/ui/input";
import { PageHeader } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { SubmitButton } from "#components/ui/submit-button";
import { getTotpSetUp } from "#lib/auth/queries";
import type { TotpSetUpView } from "#lib/auth/schema";
import { pageActor } from "#lib/edge/page";
import { confirmTotpAction } from "../actions.ts";
import { BackToSettings } from "../back-to-settings.tsx";
import { NewCodes } from "../new-codes.tsx";
import { QrPicture } from "./qr-picture.tsx";

export const metadata: Metadata = { title: "Authenticator app" };

/** Where an app gets its secret, and shows with a first code that it has it. */
export default function AuthenticatorPage() {
  return (
    <div className="page">
      <div className="flex max-w-lg flex-col gap-8">
        <PageHeader eyebrow={<BackToSettings />} title="Authenticator app" />
        <Suspense
          fallback={
            <Loading>
              <Skeleton className="h-96" />
            </Loading>
          }
        >
          <SetUp />
        </Suspense>
      </div>
    </div>
  );
}

/** One form before and after: the recovery codes are in its answer, and nowhere else. */
async function SetUp() {
  const setUp = await getTotpSetUp(await pageActor());
  return (
    <ActionForm action={confirmTotpAction} label="Set up your app">
      <NewCodes>
        {setUp ? (
          <Steps setUp={setUp} />
        ) : (
          <>
            <FormMessage tone="note">
              No app is being set up here. Your settings say whether one is on, and make new
              recovery codes if you have none.
            </FormMessage>
            <ButtonLink href="/settings" className="self-start">
              Back to the settings
            </ButtonLink>
          </>
        )}
      </NewCodes>
    </ActionForm>
  );
}

function Steps({ setUp: { secret, uri } }: { setUp: TotpSetUpView }) {
  return (
    <>
      <p className="measure">
        Point your authenticator app at this picture, or enter the key below it by hand. Then enter
        the code that the app shows.
      </p>
      <QrPicture text={uri} label="Picture of the key, for your app" />
      <p>
        <span className="block text-sm text-ink-2">Key</span>
        <code className="num wrap-anywhere select-all">{secret.replace(/.{4}(?=.)/g, "$& ")}</code>
      </p>
      <Field name="code" label="Code from your app">
        <Input autoComplete="one-time-code" inputMode="numeric" className="num max-w-40" />
      </Field>
      <SubmitButton pendingLabel="Checking…">Switch it on</SubmitButton>
    </>
  );
}
