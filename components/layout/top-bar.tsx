import type { ReactNode } from "react";
import { Amount } from "#components/ui/amount";
import { ButtonLink } from "#components/ui/button";
import { cn } from "#components/ui/cn";
import { Link } from "#components/ui/link";
import { Skeleton } from "#components/ui/skeleton";
import { AccountMenu } from "./account-menu.tsx";
import { Bell } from "./bell.tsx";
import type { SignOut } from "./leaving.tsx";
import { Mark } from "./mark.tsx";
import { TopLinks } from "./nav-links.tsx";
import { NAVIGATION, type Place } from "./navigation.ts";
import type { FrameViewer } from "./viewer.tsx";

/** The frame of the top bar: the mark, and space for what depends on the viewer. */
export function TopBar({ children }: { children: ReactNode }) {
  return (
    <header className="top-bar relative z-20 border-b border-line bg-paper">
      <div className="flex h-full items-center gap-4 px-[18px] md:gap-7 md:px-7">{children}</div>
    </header>
  );
}

/** What the top bar shows to a signed-in person. */
export function SignedInBar({ viewer, signOut }: { viewer: FrameViewer; signOut: SignOut }) {
  const { action } = NAVIGATION[viewer.role];
  return (
    <>
      <MarkLink href="/home" />
      <TopNav>
        <TopLinks viewerRole={viewer.role} unread={viewer.inbox?.unreadConversations ?? null} />
      </TopNav>
      <div className="ml-auto flex items-center gap-4 md:gap-7">
        {viewer.availableCents !== null && (
          <Link href="/wallet" className="num tap rounded-sm text-sm text-ink-2 hover:text-ink">
            <Amount cents={viewer.availableCents} />
            <span className="max-sm:sr-only"> available</span>
          </Link>
        )}
        {action && <ActionLink {...action} />}
        {viewer.inbox && <Bell rendered={viewer.inbox.unreadNotifications} />}
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

/** What it shows to everyone else. */
export function SignedOutBar() {
  return (
    <>
      <MarkLink href="/" />
      <TopNav isOnPhones>
        <TopLinks viewerRole={null} unread={null} />
      </TopNav>
      <div className="ml-auto flex items-center gap-1.5">
        <ButtonLink href="/sign-in" variant="quiet" className="whitespace-nowrap max-sm:px-2">
          Sign in
        </ButtonLink>
        <ButtonLink href="/register">Register</ButtonLink>
      </div>
    </>
  );
}

/** The same bar before the viewer is known. */
export function UnknownBar() {
  return (
    <>
      <span className="flex items-center gap-2">
        <MarkName />
      </span>
      <div className="ml-auto">
        <Skeleton round className="size-9" />
      </div>
    </>
  );
}

/** On phones the bottom bar takes its place, for people who have one. */
function TopNav({ isOnPhones = false, children }: { isOnPhones?: boolean; children: ReactNode }) {
  return (
    <nav
      aria-label="Main"
      className={cn(
        "gap-[22px] text-[0.875rem] text-ink-2",
        isOnPhones ? "flex" : "hidden md:flex",
      )}
    >
      {children}
    </nav>
  );
}

function MarkLink({ href }: { href: "/" | "/home" }) {
  return (
    <Link href={href} className="tap flex items-center gap-2 rounded-sm">
      <MarkName />
    </Link>
  );
}

function MarkName() {
  return (
    <>
      <Mark className="size-6" />
      <span className="font-display text-xl leading-none font-semibold tracking-tight max-[22rem]:sr-only">
        WorkHub
      </span>
    </>
  );
}
