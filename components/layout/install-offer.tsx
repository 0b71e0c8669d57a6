"use client";

import { Download } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "#components/ui/button";
import { HouseName } from "#components/ui/house-name";
import { isFirstOffer, noteOffer } from "#lib/phone/client/install";
import { BY_HAND, install, installLabel, useInstallWay } from "./install.tsx";

/**
 * Offers to install, once on a device: after the first proposal or hire, when the person has a reason to come back. It
 * is the last thing of its part of the page, so nothing moves when it appears.
 */
export function InstallOffer() {
  const way = useInstallWay();
  const [isOffered, setOffered] = useState(false);
  const [isAnswered, setAnswered] = useState(false);
  useEffect(() => {
    if (!way || isOffered || !isFirstOffer()) return;
    noteOffer();
    setOffered(true);
  }, [way, isOffered]);
  if (!isOffered || isAnswered || !way) return null;
  return (
    <aside aria-label={installLabel()} className="mt-8 max-w-prose border-t border-line pt-5">
      <p className="font-semibold">
        Keep <HouseName /> at hand
      </p>
      <p className="mt-1 text-sm text-ink-2">
        Installed, it opens like an app, and you can read your messages and contracts without a
        connection. {way === "by-hand" && BY_HAND}
      </p>
      <div className="mt-3.5 flex flex-wrap gap-3">
        {way === "asked" && (
          <Button onClick={() => install(way)}>
            <Download aria-hidden="true" className="size-4" />
            {installLabel()}
          </Button>
        )}
        <Button variant="quiet" onClick={() => setAnswered(true)}>
          Not now
        </Button>
      </div>
    </aside>
  );
}
