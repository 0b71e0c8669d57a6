"use client";
"use no memo";

import { Suspense, use, useSyncExternalStore } from "react";
import { hearLeft, isAnythingLeft } from "#lib/device-owner";
import { FormOriginContext } from "./form-origin.tsx";
import { lazyPart } from "./on-demand.tsx";

const LeftoversKept = lazyPart(() => import("./leftovers-kept.tsx"));

/**
 * Rendered once, in the root layout: what forms have left that are no longer on the page. Only people who are signed in
 * leave anything on the device, and most have left nothing: it is loaded once there is something.
 */
export function Leftovers() {
  const { viewer } = use(FormOriginContext);
  const isLeft = useSyncExternalStore(hearLeft, isAnythingLeft, () => false);
  if (!viewer || !isLeft) return null;
  return (
    <Suspense fallback={null}>
      <LeftoversKept />
    </Suspense>
  );
}
