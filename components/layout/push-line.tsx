"use client";

import { useState } from "react";
import { Button } from "#components/ui/button";
import { decline, isDeclined } from "#lib/push/client/this-device";
import { usePush } from "./use-push.tsx";

const LABEL = "Get told on this device";

/** Asks once, where the person has a reason to be told. What they answer to the browser stands in the settings. */
export default function PushLine() {
  const { standing, isBusy, wasChanged, change } = usePush();
  const [isOver, setOver] = useState(isDeclined);
  if (standing === "on" && wasChanged) {
    return (
      <p role="status" className="py-3 text-sm text-ink-2">
        This device is told from now on. The settings say of what.
      </p>
    );
  }
  if (standing !== "off" || isOver) return null;
  return (
    <aside aria-label={LABEL} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-3 text-sm">
      <p className="mr-auto">
        <span className="font-semibold">{LABEL}</span>{" "}
        <span className="text-ink-2">when there is an answer.</span>
      </p>
      <Button size="sm" aria-disabled={isBusy || undefined} onClick={() => void change(true)}>
        Tell me
      </Button>
      <Button
        size="sm"
        variant="quiet"
        onClick={() => {
          decline();
          setOver(true);
        }}
      >
        Not now
      </Button>
    </aside>
  );
}
