"use client";

import { useSyncExternalStore } from "react";
import { showToast } from "#components/ui/toast";
import { houseName } from "#lib/house";
import {
  askToInstall,
  type InstallWay,
  installWay,
  subscribeInstall,
} from "#lib/phone/client/install";

export const installLabel = () => `Install ${houseName()}`;
export const BY_HAND = "In your browser, press Share, then “Add to Home Screen”.";

/** How WorkHub can be installed on this device; null where it cannot, or is already. */
export function useInstallWay(): InstallWay | null {
  return useSyncExternalStore(subscribeInstall, installWay, () => null);
}

export function install(way: InstallWay): void {
  if (way === "asked") void askToInstall();
  else showToast(installLabel(), BY_HAND);
}
