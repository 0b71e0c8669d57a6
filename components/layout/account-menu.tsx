"use client";

import { LogOut, Settings, User } from "lucide-react";
import { useTransition } from "react";
import { Avatar } from "#components/ui/avatar";
import { Menu, MenuChoices, MenuItem, MenuLine, MenuLink } from "#components/ui/menu";
import { avatarPath } from "#lib/users/avatar";
import { leave } from "./leaving.tsx";
import { THEMES, useTheme } from "./theme.tsx";
import { type FrameViewer, profilePath } from "./viewer.tsx";

const roleNames = { client: "Client", freelancer: "Freelancer", admin: "Admin" };

/** The avatar and what is behind it: the person, their pages, the appearance, the way out. */
export function AccountMenu({
  viewer,
  signOut,
}: {
  viewer: FrameViewer;
  signOut: () => Promise<void>;
}) {
  const [theme, choose] = useTheme();
  const [, startTransition] = useTransition();
  const profile = profilePath(viewer);
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={`Your account, ${viewer.name}`}
          className="tap flex-none rounded-full"
        >
          <Avatar name={viewer.name} src={avatarPath(viewer)} />
        </button>
      }
    >
      <div className="px-4 pt-1.5 pb-2.5">
        <p className="font-semibold">{viewer.name}</p>
        <p className="text-sm text-ink-3">{roleNames[viewer.role]}</p>
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
      <MenuLine />
      <MenuChoices label="Appearance" value={theme} choices={THEMES} onChoose={choose} />
      <MenuLine />
      <MenuItem onSelect={() => startTransition(() => leave(signOut))}>
        <LogOut aria-hidden="true" className="size-4 text-ink-2" />
        Sign out
      </MenuItem>
    </Menu>
  );
}
