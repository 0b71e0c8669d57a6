"use client";
"use no memo";

import { Avatar } from "#components/ui/avatar";
import { OnDemand } from "#components/ui/on-demand";
import { isolate } from "#lib/text";
import { avatarPath } from "#lib/users/avatar";
import type { SignOut } from "./leaving.tsx";
import type { FrameViewer } from "./viewer.tsx";

const loadMenu = () => import("./account-items.tsx");

/** The avatar, which opens the person's menu. */
export function AccountMenu({ viewer, signOut }: { viewer: FrameViewer; signOut: SignOut }) {
  const trigger = (
    <button
      type="button"
      aria-label={`Your account, ${isolate(viewer.name)}`}
      className="tap flex-none rounded-full"
    >
      <Avatar name={viewer.name} src={avatarPath(viewer)} />
    </button>
  );
  return (
    <OnDemand trigger={trigger} opens="menu" load={loadMenu}>
      {({ LoadedAccountMenu }) => (
        <LoadedAccountMenu trigger={trigger} viewer={viewer} signOut={signOut} />
      )}
    </OnDemand>
  );
}
