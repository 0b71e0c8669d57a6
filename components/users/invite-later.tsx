"use client";
"use no memo";

import { type ComponentProps, memo, Suspense } from "react";
import { lazyPart } from "#components/ui/on-demand";

const Form = lazyPart(() => import("./invite-form.tsx"));

/** Only clients invite: nobody else gets the scripts of this form. */
export const InviteForm = memo(function InviteForm(props: ComponentProps<typeof Form>) {
  return (
    <Suspense fallback={null}>
      <Form {...props} />
    </Suspense>
  );
});
