"use client";

import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRef, useState } from "react";
import { JobRow } from "#components/jobs/job-row";
import { buttonClass } from "#components/ui/button";
import { KeyboardList } from "#components/ui/keyboard-list";
import { withQuery } from "./board-address.tsx";
import { fetchRows, type RowsData } from "./board-data.tsx";
import { panelQuery } from "./board-panel.tsx";

/** The rows. More of them are added below, so that nobody loses their place. */
export function BoardList({
  query,
  first,
  total,
  shownId,
  isChosen,
  marks,
  onOpen,
}: {
  query: string;
  first: RowsData;
  total: number;
  shownId: string | null;
  /** Somebody opened it, rather than it being the first one. */
  isChosen: boolean;
  /** What was saved or taken out since the page was rendered. */
  marks: Readonly<Record<string, boolean>>;
  onOpen: (jobId: string, isByKeyboard: boolean) => void;
}) {
  const client = useQueryClient();
  const isByKeyboard = useRef(false);
  const { rows, next, state, loadMore } = useRows(query, first);
  const warm = (jobId: string) => client.prefetchQuery(panelQuery(jobId));
  return (
    <>
      <KeyboardList label="Jobs">
        {rows.map((job) => (
          <JobRow
            key={job.jobId}
            job={{ ...job, isSaved: marks[job.jobId] ?? job.isSaved }}
            href={withQuery(query, { job: job.jobId })}
            isCurrent={job.jobId === shownId && (isChosen || "wide")}
            onFocus={() => warm(job.jobId)}
            onPointerEnter={() => warm(job.jobId)}
            onClick={(event) => {
              isByKeyboard.current = event.detail === 0;
            }}
            onNavigate={(event) => {
              event.preventDefault();
              onOpen(job.jobId, isByKeyboard.current);
            }}
          />
        ))}
      </KeyboardList>
      <div className="flex min-h-16 flex-wrap items-center justify-between gap-3 border-t border-line px-[18px] py-4 text-sm text-ink-2 md:pr-5 md:pl-7">
        <span role="status" className="num">
          {state === "failed" && "More jobs could not be loaded."}
          {state !== "failed" && next && `${rows.length} of ${total} jobs`}
        </span>
        {next && (
          <Link
            href={withQuery(query, { after: next })}
            prefetch={false}
            scroll={false}
            aria-disabled={state === "loading" || undefined}
            onNavigate={(event) => {
              event.preventDefault();
              loadMore(next);
            }}
            className={buttonClass({ size: "sm" })}
          >
            {state === "failed" ? "Try again" : "Show more jobs"}
          </Link>
        )}
      </div>
    </>
  );
}

type LaterRows = {
  /** What they belong to. */
  readonly first: RowsData;
  readonly pages: readonly RowsData[];
  readonly state: "idle" | "loading" | "failed";
};

/** The first rows come with the page; what is loaded later belongs to them and goes when they change. */
function useRows(query: string, first: RowsData) {
  const [kept, setKept] = useState<LaterRows>({ first, pages: [], state: "idle" });
  const later: LaterRows = kept.first === first ? kept : { first, pages: [], state: "idle" };
  const loadMore = async (after: string) => {
    if (later.state === "loading") return;
    setKept({ ...later, state: "loading" });
    const loaded = await loadAfter(later, query, after);
    setKept((current) => (current.first === first ? loaded : current));
  };
  const pages = [first, ...later.pages];
  // A job that got its first proposal meanwhile may come a second time.
  const rows = new Map(pages.flatMap((page) => page.jobs).map((job) => [job.jobId, job]));
  return {
    rows: [...rows.values()],
    next: pages.at(-1)?.next ?? null,
    state: later.state,
    loadMore,
  };
}

async function loadAfter(later: LaterRows, query: string, after: string): Promise<LaterRows> {
  try {
    return { ...later, pages: [...later.pages, await fetchRows(query, after)], state: "idle" };
  } catch {
    return { ...later, state: "failed" };
  }
}
