"use client";
"use no memo";

import { type ComponentProps, Suspense } from "react";
import { lazyPart } from "#components/ui/on-demand";

const Form = lazyPart(() => import("./invite-form.tsx"));

/** Only clients invite: nobody else gets the scripts of this form. */
export function InviteForm(props: ComponentProps<typeof Form>) {
  return (
    <Suspense fallback={null}>
      <Form {...props} />
    </Suspense>
  );
}
