"use client";
"use no memo";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useFilterNavigation } from "#components/board/filter-navigation";
import { type SuggestionGroup, Suggestions } from "#components/ui/suggestions";
import { NO_FILTERS } from "#lib/jobs/filters";
import type { SearchSuggestions } from "#lib/jobs/schema";
import { boardAddress } from "./board-address.tsx";

/** What may be meant while a person types: skills, categories, jobs and people. */
export default function JobSuggestions({ field }: { field: HTMLInputElement }) {
  const { go } = useFilterNavigation();
  const router = useRouter();
  return (
    <Suggestions
      field={field}
      ask={async (typed, signal) => {
        const found = await fetchSuggestions(typed, signal);
        return groupsOf(found, {
          follow: (address) => go(address, "push"),
          leave: (address) => router.push(address),
        });
      }}
    />
  );
}

type Ways = {
  /** To another result of the board. */
  readonly follow: (address: Route) => void;
  /** To another page. */
  readonly leave: <T extends string>(address: Route<T>) => void;
};

function groupsOf(
  { jobs, skills, categories, people }: SearchSuggestions,
  { follow, leave }: Ways,
): SuggestionGroup[] {
  const sort = "newest";
  return [
    {
      label: "Skills",
      options: skills.map((skill) => ({
        key: skill,
        label: skill,
        choose: () => follow(boardAddress({ ...NO_FILTERS, sort, skills: [skill] })),
      })),
    },
    {
      label: "Categories",
      options: categories.map(({ value, label }) => ({
        key: value,
        label,
        choose: () => follow(boardAddress({ ...NO_FILTERS, sort, categories: [value] })),
      })),
    },
    {
      label: "Jobs",
      options: jobs.map(({ jobId, title }) => ({
        key: jobId,
        label: title,
        choose: () => leave(`/jobs/${jobId}`),
      })),
    },
    {
      label: "People",
      options: people.map(({ handle, name, headline }) => ({
        key: handle,
        label: `${name}, ${headline}`,
        choose: () => leave(`/freelancers/${handle}`),
      })),
    },
  ];
}

/** Guarantee: our own route handler of the same build answers with this view. */
async function fetchSuggestions(q: string, signal: AbortSignal): Promise<SearchSuggestions> {
  const response = await fetch(`/api/jobs/suggestions?${new URLSearchParams({ q })}`, { signal });
  if (!response.ok) throw new Error(`The server answered ${response.status}`);
  return (await response.json()) as SearchSuggestions;
}
