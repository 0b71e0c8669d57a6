"use client";

import { Suspense, use } from "react";
import { FormOriginContext } from "./form-context.tsx";
import { LeftoverAnswer } from "./leftover-answer.tsx";
import { lazyPart, useIsScripted } from "./on-demand.tsx";

const LeftoversKept = lazyPart(() => import("./leftovers-kept.tsx"));

/**
 * Rendered once, in the root layout: what forms have left that are no longer on the page. Only people who are signed in
 * have left anything on the device, so only for them it is loaded.
 */
export function Leftovers() {
  const { viewer } = use(FormOriginContext);
  const isScripted = useIsScripted();
  return (
    <>
      <LeftoverAnswer />
      {viewer && isScripted && (
        <Suspense fallback={null}>
          <LeftoversKept />
        </Suspense>
      )}
    </>
  );
}
