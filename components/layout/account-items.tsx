"use client";

import { Download, LogOut, Settings, User } from "lucide-react";
import { type ReactElement, use, useTransition } from "react";
import { FormOriginContext } from "#components/ui/form-origin";
import { LoadedMenu, MenuChoices, MenuItem, MenuLine, MenuLink } from "#components/ui/menu-parts";
import { ROLE_NAMES } from "#lib/auth/actor";
import { install, installLabel, useInstallWay } from "./install.tsx";
import { leave, type SignOut } from "./leaving.tsx";
import { THEMES, useTheme } from "./theme.tsx";
import { type FrameViewer, profilePath } from "./viewer.tsx";

/** The person's menu: their pages, the appearance, signing out. Loaded when somebody reaches for it. */
export function LoadedAccountMenu({
  trigger,
  viewer,
  signOut,
}: {
  trigger: ReactElement;
  viewer: FrameViewer;
  signOut: SignOut;
}) {
  const [theme, choose] = useTheme();
  const [, startTransition] = useTransition();
  const leaving = use(FormOriginContext).viewer;
  const profile = profilePath(viewer);
  const way = useInstallWay();
  return (
    <LoadedMenu trigger={trigger}>
      <div className="px-4 pt-1.5 pb-2.5">
        <p className="font-semibold">
          <bdi>{viewer.name}</bdi>
        </p>
        <p className="text-sm text-ink-3">{ROLE_NAMES[viewer.role]}</p>
      </div>
      <MenuLine />
      {profile && (
        <MenuLink href={profile}>
          <User aria-hidden="true" className="size-4 text-ink-2" />
          Public profile
        </MenuLink>
      )}
      <MenuLink href="/settings">
        <Settings aria-hidden="true" className="size-4 text-ink-2" />
        Settings
      </MenuLink>
      {way && (
        <MenuItem onSelect={() => install(way)}>
          <Download aria-hidden="true" className="size-4 text-ink-2" />
          {installLabel()}
        </MenuItem>
      )}
      <MenuLine />
      <MenuChoices label="Appearance" value={theme} choices={THEMES} onChoose={choose} />
      <MenuLine />
      <MenuItem onSelect={() => startTransition(() => leave(signOut, leaving))}>
        <LogOut aria-hidden="true" className="size-4 text-ink-2" />
        Sign out
      </MenuItem>
    </LoadedMenu>
  );
}
