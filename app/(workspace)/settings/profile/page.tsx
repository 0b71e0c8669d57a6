import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { FileLimit } from "#components/files/file-limit";
import { ActionForm } from "#components/ui/action-form";
import { PageHeader } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { SubmitButton } from "#components/ui/submit-button";
import { ClientFields } from "#components/users/client-fields";
import { FreelancerFields } from "#components/users/freelancer-fields";
import { pageActor, pageTimeZone } from "#lib/edge/page";
import { getFileLimit } from "#lib/files/queries/room";
import { listCommonSkills } from "#lib/jobs/queries/jobs";
import { getOwnProfile } from "#lib/users/queries";
import { BackToSettings } from "../back-to-settings.tsx";
import { editClientAction, editFreelancerAction } from "./actions.ts";
import { OwnFields } from "./own-fields.tsx";

export const metadata: Metadata = { title: "Edit your profile" };

export default function ProfileSettingsPage() {
  return (
    <div className="page">
      <div className="max-w-lg">
        <PageHeader eyebrow={<BackToSettings />} title="Your profile" className="mb-8" />
        <Suspense fallback={<ProfileSkeleton />}>
          <ProfileForm />
        </Suspense>
      </div>
    </div>
  );
}

async function ProfileForm() {
  const profile = await getOwnProfile(await pageActor());
  if (profile.role !== "client" && profile.role !== "freelancer") notFound();
  const isClient = profile.role === "client";
  return (
    <ActionForm
      // Shown again after saving, it begins with what was saved.
      key={JSON.stringify(profile)}
      action={isClient ? editClientAction : editFreelancerAction}
      label="Your profile"
      className="gap-6"
    >
      <OwnFields role={profile.role} name={profile.name} handle={profile.handle} />
      <FileLimit bytes={getFileLimit()}>
        {isClient ? (
          <ClientFields name={profile.name} client={profile} />
        ) : (
          <FreelancerFields
            name={profile.name}
            freelancer={profile}
            skills={await listCommonSkills()}
            viewerZone={await pageTimeZone()}
          />
        )}
      </FileLimit>
      <SubmitButton pendingLabel="Saving…">Save and see my page</SubmitButton>
    </ActionForm>
  );
}

function ProfileSkeleton() {
  return (
    <Loading className="flex flex-col gap-6">
      <div className="grid gap-5 sm:grid-cols-2">
        <Skeleton className="h-[92px]" />
        <Skeleton className="h-[92px]" />
      </div>
      <Skeleton className="h-[92px]" />
      <Skeleton className="h-[220px]" />
      <Skeleton className="h-[92px]" />
    </Loading>
  );
}
