import type { ReactNode } from "react";
import { ButtonLink } from "#components/ui/button";
import { cn } from "#components/ui/cn";
import { HouseName, Wordmark } from "#components/ui/house-name";
import { Link } from "#components/ui/link";
import { Skeleton } from "#components/ui/skeleton";
import { Mark } from "./mark.tsx";
import { TopLinks } from "./nav-links.tsx";
import { SIGNED_OUT, withoutIcons } from "./navigation.ts";

/** The frame of the top bar: the mark, and space for what depends on the viewer. */
export function TopBar({ children }: { children: ReactNode }) {
  return (
    <header className="top-bar relative z-20 border-b border-line bg-paper print:hidden">
      <div className="flex h-full items-center gap-4 px-[18px] md:gap-7 md:px-7">{children}</div>
    </header>
  );
}

/** What it shows to somebody who is not signed in. */
export function SignedOutBar() {
  return (
    <>
      <MarkLink href="/" />
      <TopNav isOnPhones>
        <TopLinks places={withoutIcons(SIGNED_OUT)} unread={null} />
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
export function TopNav({
  isOnPhones = false,
  children,
}: {
  isOnPhones?: boolean;
  children: ReactNode;
}) {
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

export function MarkLink({ href }: { href: "/" | "/home" }) {
  return (
    <Link href={href} className="tap flex items-center gap-2 rounded-sm">
      <MarkName />
    </Link>
  );
}

function MarkName() {
  return (
    <Wordmark>
      <Mark className="size-6" />
      <span className="font-display text-xl leading-none font-semibold tracking-tight max-[22rem]:sr-only">
        <HouseName />
      </span>
    </Wordmark>
  );
}
