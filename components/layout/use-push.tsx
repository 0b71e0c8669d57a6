"use client";

import { use, useEffect, useState } from "react";
import { FormOriginContext } from "#components/ui/form-origin";
import { showToast } from "#components/ui/toast";
import { findStanding, type Standing, switchOff, switchOn } from "#lib/push/client/this-device";

/** Whether this device is told while WorkHub is closed, and the way to change that; null until it is known. */
export function usePush() {
  const { viewer } = use(FormOriginContext);
  const [standing, setStanding] = useState<Standing | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [wasChanged, setChanged] = useState(false);
  useEffect(() => {
    let isHere = true;
    findStanding()
      // Where storage is switched off, a browser cannot be told either.
      .catch(() => "missing" as const)
      .then((found) => isHere && setStanding(found));
    return () => {
      isHere = false;
    };
  }, []);
  const change = async (isOn: boolean) => {
    if (!viewer || isBusy) return;
    setBusy(true);
    try {
      setStanding(await (isOn ? switchOn(viewer.userId) : switchOff(viewer.userId)));
      setChanged(true);
    } catch {
      showToast("This could not be changed.", "Check the connection, then try again.");
      setStanding(await findStanding().catch(() => "missing" as const));
    }
    setBusy(false);
  };
  return { standing, isBusy, wasChanged, change };
}
