"use client";

import { type ComponentProps, Suspense } from "react";
import { lazyPart } from "#components/ui/on-demand";

const Forms = lazyPart(() => import("./search-forms.tsx"));
const Open = lazyPart(() => import("./open-form.tsx"));

/** Only signed-in people save searches: nobody else gets the scripts of these forms. */
export function SearchForms(props: ComponentProps<typeof Forms>) {
  return (
    <Suspense fallback={null}>
      <Forms {...props} />
    </Suspense>
  );
}

/** Is in a `noscript` only, so no browser with scripts loads it. */
export function OpenForm(props: ComponentProps<typeof Open>) {
  return (
    <Suspense fallback={null}>
      <Open {...props} />
    </Suspense>
  );
}
