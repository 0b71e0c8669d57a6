import { cache, type ReactNode, Suspense } from "react";
import { InboxProvider } from "#components/conversations/inbox-provider";
import { BottomBar } from "#components/layout/bottom-bar";
import { SkipLink } from "#components/layout/skip-link";
import { SignedInBar, SignedOutBar, TopBar, UnknownBar } from "#components/layout/top-bar";
import type { FrameViewer } from "#components/layout/viewer";
import { findActor } from "#lib/auth/session";
import { getInboxStanding } from "#lib/conversations/queries";
import { getAvailable } from "#lib/payments/queries";
import { getViewer } from "#lib/users/queries";
import { signOutAction } from "./actions.ts";

/** The frame around every page. It stays where it is while the page inside it changes. */
export function Frame({ children }: { children: ReactNode }) {
  return (
    <>
      <SkipLink />
      <TopBar>
        <Suspense fallback={<UnknownBar />}>
          <ViewerBar />
        </Suspense>
      </TopBar>
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

async function ViewerBar() {
  const viewer = await findFrameViewer();
  return viewer ? <SignedInBar viewer={viewer} signOut={signOutAction} /> : <SignedOutBar />;
}

async function ViewerBottomBar() {
  const viewer = await findFrameViewer();
  return viewer && <BottomBar viewer={viewer} />;
}

async function ViewerInbox() {
  const viewer = await findFrameViewer();
  const inbox = viewer?.inbox ?? null;
  return <InboxProvider viewerId={inbox && viewer ? viewer.userId : null} start={inbox} />;
}

/** Who looks at this page, or null. Asked for once per rendered page. */
const findFrameViewer = cache(async (): Promise<FrameViewer | null> => {
  const actor = await findActor();
  if (!actor) return null;
  const [{ userId, name, role, handle, avatarFileId }, availableCents, inbox] = await Promise.all([
    getViewer(actor),
    actor.role === "admin" ? null : getAvailable(actor),
    actor.role === "admin" ? null : getInboxStanding(actor),
  ]);
  return { userId, name, role, handle, avatarFileId, availableCents, inbox };
});
