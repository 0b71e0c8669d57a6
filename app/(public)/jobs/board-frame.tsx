"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { ArrowLeft, X } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { IconButton } from "#components/ui/button";
import { cn } from "#components/ui/cn";
import { FormMessage } from "#components/ui/form-message";
import type { FormAction } from "#lib/form-state";
import { formatJobFilters, type JobFilters } from "#lib/jobs/filters";
import { withQuery } from "./board-address.tsx";
import type { PanelData, RowsData } from "./board-data.tsx";
import { boardClass, listClass, panelClass, panelPadding, WIDE } from "./board-layout.tsx";
import { BoardList } from "./board-list.tsx";
import { BoardPanel, HEADING_ID } from "./board-panel.tsx";
import { FilterNavigationProvider, useFilterNavigation } from "./filter-navigation.tsx";
import { useOpenedJob } from "./opened-job.tsx";

type BoardProps = {
  filters: JobFilters;
  page: RowsData & { readonly total: number; readonly isApproximate: boolean };
  /** Begins somewhere below the top, for who came here without JavaScript. */
  isLaterPage: boolean;
  /** The job that the address names, or the first one of the list. */
  panel: PanelData | null;
  hasBottomBar: boolean;
  toolbar: ReactNode;
  empty: ReactNode;
  markAction: FormAction;
};

/** The list and the opened job. Opening asks for that job only; the list stays as it is and where it is. */
export function BoardFrame(props: BoardProps) {
  const [client] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={client}>
      <FilterNavigationProvider>
        <Columns {...props} />
      </FilterNavigationProvider>
    </QueryClientProvider>
  );
}

function Columns({
  filters,
  page,
  isLaterPage,
  panel,
  hasBottomBar,
  toolbar,
  empty,
  markAction,
}: BoardProps) {
  const query = formatJobFilters(filters);
  const { isPending } = useFilterNavigation();
  const firstId = page.jobs[0]?.jobId ?? null;
  const { chosenId, shownId, open, close } = useOpenedJob(query, firstId, isPending);
  const list = useTopOf(query);
  const [marks, setMarks] = useState<Readonly<Record<string, boolean>>>({});
  const wantsFocus = useRef(false);

  const openRow = (jobId: string, isByKeyboard: boolean) => {
    // The mouse of a wide screen stays in the list; everybody else goes along.
    wantsFocus.current = isByKeyboard || !matchMedia(WIDE).matches;
    open(jobId);
  };
  const focusHeading = useCallback(() => {
    const heading = document.getElementById(HEADING_ID);
    if (!wantsFocus.current || !heading) return;
    wantsFocus.current = false;
    heading.focus();
  }, []);
  // The first job stands there already, before anybody opens it; the others say when they do.
  useEffect(() => {
    if (chosenId) focusHeading();
  }, [chosenId, focusHeading]);
  const mark = useCallback(
    (jobId: string, isSaved: boolean) => setMarks((known) => ({ ...known, [jobId]: isSaved })),
    [],
  );
  return (
    <div className={boardClass}>
      <div className={cn(listClass, chosenId && "max-lg:invisible")}>
        {toolbar}
        <div
          ref={list}
          aria-busy={isPending || undefined}
          className={cn(
            "transition-opacity lg:min-h-0 lg:flex-1 lg:overflow-y-auto",
            isPending && "opacity-50 delay-200",
          )}
        >
          {page.isApproximate && (
            <FormMessage tone="note" className="mx-[18px] mb-3 md:mr-5 md:ml-7">
              No job has exactly these words. These have similar ones.
            </FormMessage>
          )}
          {isLaterPage && (
            <p className="border-t border-line px-[18px] py-3 text-sm md:px-7">
              <Link href={withQuery(query)} className="link">
                Back to the first jobs
              </Link>
            </p>
          )}
          {page.total === 0 ? (
            empty
          ) : (
            <BoardList
              query={query}
              first={page}
              total={page.total}
              shownId={shownId}
              isChosen={chosenId !== null}
              marks={marks}
              onOpen={openRow}
            />
          )}
        </div>
      </div>
      <section
        aria-label="The opened job"
        className={cn(
          panelClass,
          chosenId
            ? "max-lg:fixed max-lg:inset-x-0 max-lg:top-0 max-lg:z-30 max-lg:overflow-y-auto max-lg:overscroll-contain max-lg:bg-paper"
            : "max-lg:hidden",
          hasBottomBar ? "max-lg:bottom-(--bottom-bar-height)" : "max-lg:bottom-0",
        )}
      >
        <BackLink query={query} total={page.total} close={close} />
        {shownId ? (
          <div key={shownId} className={panelPadding}>
            <BoardPanel
              jobId={shownId}
              rendered={panel}
              isSaved={marks[shownId]}
              markAction={markAction}
              onMark={mark}
              onShown={focusHeading}
              close={
                <IconButton label="Close this job" onClick={close} className="max-lg:hidden">
                  <X aria-hidden="true" className="size-4.5" />
                </IconButton>
              }
            />
          </div>
        ) : (
          page.total > 0 && <Resting />
        )}
      </section>
    </div>
  );
}

/** A box that scrolls by itself: another result begins at its top. */
function useTopOf(query: string) {
  const box = useRef<HTMLDivElement>(null);
  const shown = useRef(query);
  useLayoutEffect(() => {
    if (shown.current === query) return;
    shown.current = query;
    box.current?.scrollTo({ top: 0 });
  }, [query]);
  return box;
}

/** On small screens: the way back to the list, which stayed where it was. */
function BackLink({ query, total, close }: { query: string; total: number; close: () => void }) {
  return (
    <div className="px-[18px] pt-2 lg:hidden">
      <Link
        href={withQuery(query)}
        scroll={false}
        onNavigate={(event) => {
          event.preventDefault();
          close();
        }}
        className="-ml-2 inline-flex min-h-11 items-center gap-3 rounded px-2 text-ink-2"
      >
        <ArrowLeft aria-hidden="true" className="size-4.5 text-ink" />
        <span className="num">{total === 1 ? "1 job" : `${total} jobs`}</span>
      </Link>
    </div>
  );
}

function Resting() {
  return (
    <div className="grid h-full place-items-center px-11 text-center text-ink-3 max-lg:hidden">
      <div>
        <p className="font-display text-xl text-ink-2">Choose a job to read it here.</p>
        <p className="mt-2 text-sm">
          <kbd>j</kbd> and <kbd>k</kbd> move through the list, <kbd>Enter</kbd> opens, <kbd>/</kbd>{" "}
          searches.
        </p>
      </div>
    </div>
  );
}
