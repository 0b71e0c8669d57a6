"use client";
"use no memo";

import { useEffect, useRef, useState } from "react";
import type { JobCounts } from "#lib/jobs/schema";
import { COUNTED_MOST } from "#lib/paging";

/** How many jobs a value of a filter would leave; asked for when the menu that it is in opens. */
export function ValueCount({
  query,
  of,
  value,
}: {
  query: string;
  of: "categories" | "releaseRules";
  value: string;
}) {
  const { mark, counts } = useCounts<HTMLSpanElement>(query);
  return (
    <span ref={mark} className="num ms-auto min-w-6 text-end text-sm text-ink-3">
      {counts && (counts[of][value] ?? 0).toLocaleString("en")}
    </span>
  );
}

/** Says so when not all jobs were counted. */
export function CountNote({ query }: { query: string }) {
  const { mark, counts } = useCounts<HTMLParagraphElement>(query);
  return (
    <p ref={mark} className="mt-1 text-sm text-ink-3 empty:hidden">
      {counts?.isOfNewest && `Counted among the newest ${COUNTED_MOST.toLocaleString("en")}.`}
    </p>
  );
}

function useCounts<Element extends HTMLElement>(query: string) {
  const mark = useRef<Element>(null);
  const [found, setFound] = useState<{ query: string; counts: JobCounts } | null>(null);
  useEffect(() => {
    const box = mark.current?.closest("details, [popover]");
    let isCurrent = true;
    const open = async () => {
      const counts = await askFor(query).catch(() => null);
      if (counts && isCurrent) setFound({ query, counts });
    };
    box?.addEventListener("toggle", open);
    return () => {
      isCurrent = false;
      box?.removeEventListener("toggle", open);
    };
  }, [query]);
  return { mark, counts: found?.query === query ? found.counts : null };
}

/** Without an answer, or what asks for it, the values just have no number. */
async function askFor(query: string): Promise<JobCounts> {
  const { askForCounts } = await import("#lib/jobs/client/ask-for-counts");
  return askForCounts(query);
}
