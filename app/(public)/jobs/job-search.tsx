"use client";
"use no memo";

import { lazyPart } from "#components/ui/on-demand";
import { SearchInput } from "#components/ui/search-input";

const JobSuggestions = lazyPart(() => import("./job-suggestions.tsx"));

/** The board's search field, with what may be meant while a person types. */
export function JobSearch({ q }: { q: string }) {
  return (
    <SearchInput
      label="Search jobs"
      placeholder="Search jobs"
      defaultValue={q}
      suggestions={JobSuggestions}
    />
  );
}
