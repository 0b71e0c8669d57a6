"use client";
"use no memo";

import { type ComponentProps, memo, Suspense } from "react";
import { lazyPart } from "#components/ui/on-demand";

const Form = lazyPart(() => import("./renew-form.tsx"));

/** Only clients renew their jobs: nobody else gets the scripts of this form. */
export const RenewJob = memo(function RenewJob(props: ComponentProps<typeof Form>) {
  return (
    <Suspense fallback={null}>
      <Form {...props} />
    </Suspense>
  );
});
