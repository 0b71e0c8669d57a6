"use client";
"use no memo";

import { type ComponentProps, Suspense } from "react";
import { lazyPart } from "#components/ui/on-demand";

const Searches = lazyPart(async () => {
  const part = await import("./saved-searches.tsx");
  return { default: part.SavedSearches };
});

/** Only signed-in people save searches: nobody else gets the scripts of these menus. */
export function SavedSearches(props: ComponentProps<typeof Searches>) {
  return (
    <Suspense fallback={null}>
      <Searches {...props} />
    </Suspense>
  );
}
