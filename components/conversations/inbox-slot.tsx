"use client";
"use no memo";

import { type ComponentProps, Suspense, useEffect, useState } from "react";
import { lazyPart } from "#components/ui/on-demand";
import { disownDevice } from "#lib/device-owner";

const InboxProvider = lazyPart(() => import("./inbox-provider.tsx"));

/**
 * Rendered once, in the frame. Loads what runs the inbox for somebody who is signed in; a document that was made for
 * nobody needs none of it.
 */
export function InboxSlot(props: ComponentProps<typeof InboxProvider>) {
  const isSomebody = props.viewerId !== null;
  const [wasSomebody, setWasSomebody] = useState(false);
  useEffect(() => {
    if (isSomebody) setWasSomebody(true);
    else if (!wasSomebody) disownDevice();
  }, [isSomebody, wasSomebody]);
  return (
    wasSomebody && (
      <Suspense fallback={null}>
        <InboxProvider {...props} />
      </Suspense>
    )
  );
}
