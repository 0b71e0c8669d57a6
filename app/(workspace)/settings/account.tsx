import { LeavingForm } from "#components/layout/leaving";
import { ActionForm } from "#components/ui/action-form";
import { Avatar } from "#components/ui/avatar";
import { ButtonLink } from "#components/ui/button";
import { Link } from "#components/ui/link";
import { SubmitButton } from "#components/ui/submit-button";
import { ROLE_NAMES } from "#lib/auth/actor";
import { pageActor } from "#lib/edge/page";
import { avatarPath } from "#lib/users/avatar";
import { getViewer } from "#lib/users/queries";
import type { ViewerView } from "#lib/users/schema";
import { signOutAction as endSessionHere } from "../../actions.ts";
import { signOutAction } from "./actions.ts";

/** Who is signed in, the links to their profile, and the way to sign out. */
export async function Account() {
  const viewer = await getViewer(await pageActor());
  const page = publicPage(viewer);
  return (
    <div className="flex flex-col gap-5">
      <div className="flex items-center gap-4">
        <Avatar name={viewer.name} src={avatarPath(viewer)} size="lg" />
        <div className="min-w-0">
          <p className="font-semibold">
            <bdi>{viewer.name}</bdi>
          </p>
          <p className="wrap-anywhere text-ink-2">{viewer.email}</p>
          <p className="text-sm text-ink-3">{ROLE_NAMES[viewer.role]}</p>
          <p className="text-sm">
            <Link href="/settings/email" className="link">
              Change your e-mail address
            </Link>
          </p>
        </div>
      </div>
      <div className="flex flex-wrap gap-3">
        {page && (
          <>
            <ButtonLink href="/settings/profile" wide="phone">
              Edit your profile
            </ButtonLink>
            <ButtonLink href="/settings/billing" wide="phone">
              Billing details
            </ButtonLink>
            <ButtonLink href={page} wide="phone">
              See your public page
            </ButtonLink>
          </>
        )}
        <LeavingForm signOut={endSessionHere} target="/">
          <ActionForm action={signOutAction} className="w-full sm:w-auto">
            <SubmitButton variant="quiet">Sign out</SubmitButton>
          </ActionForm>
        </LeavingForm>
      </div>
    </div>
  );
}

function publicPage({ role, handle }: ViewerView) {
  switch (role) {
    case "client":
      return `/clients/${handle}` as const;
    case "freelancer":
      return `/freelancers/${handle}` as const;
    case "admin":
    case "moderator":
    case "accountant":
      return null;
  }
}
