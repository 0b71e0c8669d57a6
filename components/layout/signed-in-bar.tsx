import { Amount } from "#components/ui/amount";
import { ButtonLink } from "#components/ui/button";
import { Link } from "#components/ui/link";
import { AccountMenu } from "./account-menu.tsx";
import { Bell } from "./bell.tsx";
import type { SignOut } from "./leaving.tsx";
import { TopLinks } from "./nav-links.tsx";
import { NAVIGATION, withoutIcons } from "./navigation.ts";
import type { Place } from "./place.ts";
import { MarkLink, TopNav } from "./top-bar.tsx";
import type { FrameViewer } from "./viewer.tsx";

/** What the top bar shows to a signed-in person. */
export function SignedInBar({ viewer, signOut }: { viewer: FrameViewer; signOut: SignOut }) {
  const { top, action } = NAVIGATION[viewer.role];
  return (
    <>
      <MarkLink href="/home" />
      <TopNav>
        <TopLinks places={withoutIcons(top)} unread={viewer.inbox.unreadConversations} />
      </TopNav>
      <div className="ml-auto flex items-center gap-4 md:gap-7">
        {viewer.availableCents !== null && (
          <Link href="/wallet" className="num tap rounded-sm text-sm text-ink-2 hover:text-ink">
            <Amount cents={viewer.availableCents} />
            <span className="max-sm:sr-only"> available</span>
          </Link>
        )}
        {action && <ActionLink {...action} />}
        <Bell rendered={viewer.inbox.unreadNotifications} />
        <AccountMenu viewer={viewer} signOut={signOut} />
      </div>
    </>
  );
}

/** On phones just its icon: the bottom bar is for places. */
function ActionLink({ href, label, icon: Icon }: Place) {
  return (
    <ButtonLink href={href} className="max-md:size-11 max-md:px-0">
      <Icon aria-hidden="true" className="size-5 md:hidden" />
      <span className="max-md:sr-only">{label}</span>
    </ButtonLink>
  );
}
