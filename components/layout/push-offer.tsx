"use client";

import { Suspense } from "react";
import { lazyPart, useIsScripted } from "#components/ui/on-demand";

const PushLine = lazyPart(() => import("./push-line.tsx"));

/** A line that offers to tell this device while WorkHub is closed. It is loaded after the page, where it is offered. */
export function PushOffer() {
  const isScripted = useIsScripted();
  return (
    isScripted && (
      <Suspense fallback={null}>
        <PushLine />
      </Suspense>
    )
  );
}
