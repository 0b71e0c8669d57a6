import { cookies } from "next/headers";
import { cache, type ReactNode, Suspense } from "react";
import { InboxSlot } from "#components/conversations/inbox-slot";
import { FocusKeeper } from "#components/layout/focus-keeper";
import { Keys } from "#components/layout/keys";
import { PressKeeper } from "#components/layout/press-keeper";
import { SkipLink } from "#components/layout/skip-link";
import { TermsBar } from "#components/layout/terms-bar";
import { SignedOutBar, TopBar, UnknownBar } from "#components/layout/top-bar";
import { UnverifiedBar } from "#components/layout/unverified-bar";
import type { FrameViewer } from "#components/layout/viewer";
import { deviceKeyOf } from "#lib/auth/device-key";
import { findActor, findSession } from "#lib/auth/session";
import { isStaff } from "#lib/auth/staff";
import { chosen } from "#lib/chosen";
import { getInboxStanding } from "#lib/conversations/queries/inbox";
import { findNotice } from "#lib/moderation/queries/own";
import { getAvailable } from "#lib/payments/queries/wallet";
import { BANNER_COOKIE, readPreference } from "#lib/preferences";
import { isBannerShown } from "#lib/settings/policy";
import { mustAgree } from "#lib/settings/queries";
import { now } from "#lib/time";
import { getViewer } from "#lib/users/queries";
import { signOutAction } from "./actions.ts";
import { StandingBar } from "./standing-bar.tsx";

/** The frame around every page. It stays while the page inside it changes. */
export function Frame({ children }: { children: ReactNode }) {
  return (
    <>
      <SkipLink />
      <FocusKeeper />
      <PressKeeper />
      <Keys />
      <TopBar>
        <Suspense fallback={<UnknownBar />}>
          <ViewerBar />
        </Suspense>
      </TopBar>
      <Announcement />
      <Suspense fallback={null}>
        <ViewerStanding />
      </Suspense>
      <main id="main" tabIndex={-1} className="outline-none">
        {children}
      </main>
      <Suspense fallback={null}>
        <ViewerBottomBar />
      </Suspense>
      <Suspense fallback={null}>
        <ViewerInbox />
      </Suspense>
    </>
  );
}

/** What the operator announces, for who has not put it away in this browser: part of the page from the first byte. */
async function Announcement() {
  const jar = await cookies();
  const { banner } = chosen();
  const { version, text, tone } = banner;
  if (!isBannerShown(banner, now())) return null;
  if (readPreference(jar, BANNER_COOKIE) === String(version)) return null;
  const { BannerBar } = await import("#components/layout/banner-bar");
  return <BannerBar key={version} version={version} text={text} tone={tone} />;
}

async function ViewerBar() {
  const viewer = await findFrameViewer();
  if (!viewer) return <SignedOutBar />;
  const { SignedInBar } = await import("#components/layout/signed-in-bar");
  return <SignedInBar viewer={viewer} signOut={signOutAction} />;
}

/** Only while an address is not confirmed, a moderator has decided something, or new terms are not agreed to. */
async function ViewerStanding() {
  const session = await findSession();
  if (!session) return null;
  const [notice, hasNewTerms] = await Promise.all([
    findNotice(session.actor),
    mustAgree(session.actor),
  ]);
  return (
    <>
      {!session.isVerified && <UnverifiedBar />}
      {notice && <StandingBar notice={notice} />}
      {hasNewTerms && <TermsBar />}
    </>
  );
}

async function ViewerBottomBar() {
  const viewer = await findFrameViewer();
  if (!viewer) return null;
  const { BottomBar } = await import("#components/layout/bottom-bar");
  return <BottomBar viewer={viewer} />;
}

async function ViewerInbox() {
  const viewer = await findFrameViewer();
  const viewerId = viewer?.userId ?? null;
  return (
    <InboxSlot
      viewerId={viewerId}
      deviceKey={viewerId ? deviceKeyOf(viewerId) : ""}
      start={viewer?.inbox ?? null}
    />
  );
}

/** Who is looking at this page, or null. Asked for once per rendered page. */
const findFrameViewer = cache(async (): Promise<FrameViewer | null> => {
  const actor = await findActor();
  if (!actor) return null;
  const [{ userId, name, role, handle, avatarFileId }, availableCents, inbox] = await Promise.all([
    getViewer(actor),
    isStaff(actor.role) ? null : getAvailable(actor),
    getInboxStanding(actor),
  ]);
  return { userId, name, role, handle, avatarFileId, availableCents, inbox };
});
