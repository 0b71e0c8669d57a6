import { type ReactNode, Suspense } from "react";
import { BottomBar } from "#components/layout/bottom-bar";
import { SkipLink } from "#components/layout/skip-link";
import { SignedInBar, SignedOutBar, TopBar, UnknownBar } from "#components/layout/top-bar";
import { signOutAction } from "./actions.ts";
import { findFrameViewer } from "./frame-viewer.ts";

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
