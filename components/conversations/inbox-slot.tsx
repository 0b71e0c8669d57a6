"use client";

import { type ComponentProps, Suspense, use, useEffect, useRef, useState } from "react";
import { onLeaving } from "#components/layout/leaving";
import { FormOriginContext } from "#components/ui/form-context";
import { lazyPart } from "#components/ui/on-demand";
import { disownDevice } from "#lib/device-owner";

const loadProvider = () => import("./inbox-provider.tsx");
const InboxProvider = lazyPart(loadProvider);

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
  const { viewer } = use(FormOriginContext);
  /** Still known when the page has been rendered for nobody. */
  const deviceKey = useRef("");
  useEffect(() => {
    if (viewer) deviceKey.current = viewer.deviceKey;
  }, [viewer]);
  useEffect(
    () =>
      onLeaving(async (leaving) => {
        const { forgetPerson } = await loadProvider();
        forgetPerson(leaving, deviceKey.current);
      }),
    [],
  );
  return (
    wasSomebody && (
      <Suspense fallback={null}>
        <InboxProvider {...props} />
      </Suspense>
    )
  );
}
