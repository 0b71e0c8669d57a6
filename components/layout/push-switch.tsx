"use client";

import { HouseName } from "#components/ui/house-name";
import { usePush } from "./use-push.tsx";

/**
 * Whether this browser is told while WorkHub is closed. Nothing where it cannot be told. It is the last thing of its
 * page, so nothing moves when it appears. For the settings page.
 *
 * @param isKnown whether the server tells it: a subscription whose session has ended is told nothing
 */
export function PushSwitch({ isKnown }: { isKnown: boolean }) {
  const { standing, isBusy, change, wasChanged } = usePush();
  if (standing === null || standing === "missing") return null;
  const isOn = standing === "on" && (isKnown || wasChanged);
  const isDenied = standing === "denied";
  return (
    <label className="flex min-h-11 items-start gap-2.5 py-2.5">
      <input
        type="checkbox"
        checked={isOn}
        disabled={isDenied}
        aria-disabled={isBusy || undefined}
        onChange={(event) => void change(event.currentTarget.checked)}
        className="mt-0.5 size-[18px] flex-none"
      />
      <span>
        Get told on this device while <HouseName /> is closed
        <span className="block text-sm text-ink-2">
          {isDenied
            ? "This browser blocks it. Allow notifications for this site in the browser’s settings, then load this page again."
            : "Of what, and when not, is chosen under Notifications."}
        </span>
      </span>
    </label>
  );
}
