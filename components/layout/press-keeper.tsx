"use client";
"use no memo";

import { useEffect } from "react";
import { showPresses } from "#components/ui/link-press";

/** Shows a press on a link at once, wherever the link is. */
export function PressKeeper() {
  useEffect(() => showPresses(document), []);
  return null;
}
