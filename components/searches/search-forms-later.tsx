"use client";
"use no memo";

import { type ComponentProps, Suspense } from "react";
import { lazyPart } from "#components/ui/on-demand";

const Forms = lazyPart(() => import("./search-forms.tsx"));

/** Only signed-in people save searches: nobody else gets the scripts of these forms. */
export function SearchForms(props: ComponentProps<typeof Forms>) {
  return (
    <Suspense fallback={null}>
      {/* Without scripts, what is loaded later stands at the end of the page: the page of saved searches has them too. */}
      <Forms {...props} className="noscript:hidden" />
    </Suspense>
  );
}
