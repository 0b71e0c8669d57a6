"use client";

import { ArrowLeft, X } from "lucide-react";
import {
  type ReactNode,
  type TransitionStartFunction,
  useCallback,
  useEffect,
  useRef,
  useState,
} from "react";
import { IconButton } from "#components/ui/button";
import { cn } from "#components/ui/cn";
import { useFocusMove } from "#components/ui/focus-move";
import { Link } from "#components/ui/link";
import { withQuery } from "./board-address.tsx";
import { openedCache } from "./board-data.tsx";
import { type BoardKind, type BoardPlace, countText, type Rows } from "./board-kind.tsx";
import { boardClass, listClass, panelClass, panelPadding, WIDE } from "./board-layout.tsx";
import { BoardList } from "./board-list.tsx";
import { BoardPanel, HEADING_ID } from "./board-panel.tsx";
import { FilterNavigationProvider, useFilterNavigation } from "./filter-navigation.tsx";
import { type News, useNewSince } from "./news.tsx";
import { useOpened } from "./opened.tsx";

export type BoardProps<Row, Opened extends object> = {
  /** The filters, as the address's query. */
  query: string;
  page: Rows<Row> & { readonly total: number };
  /** The list does not begin at the top: for people who came here without JavaScript. */
  isLaterPage: boolean;
  /** What the address names, or the first entry of the list. */
  opened: Opened | null;
  /** For a saved search of the viewer: since when its rows are new. */
  news: News | null;
  /** Above the rows: what is to be known about this result. */
  notes: ReactNode;
  hasBottomBar: boolean;
  toolbar: ReactNode;
  empty: ReactNode;
};

/** A list and what is opened of it. Opening something loads only that; the list stays as and where it is. */
export function BoardFrame<Row, Opened extends object>(
  props: BoardProps<Row, Opened> & { kind: BoardKind<Row, Opened> },
) {
  return (
    <FilterNavigationProvider place={props.kind}>
      <Columns {...props} />
    </FilterNavigationProvider>
  );
}

function Columns<Row, Opened extends object>({
  kind,
  query,
  page,
  isLaterPage,
  opened,
  news,
  notes,
  hasBottomBar,
  toolbar,
  empty,
}: BoardProps<Row, Opened> & { kind: BoardKind<Row, Opened> }) {
  const [cache] = useState(() => openedCache<Opened>(kind));
  const { isPending } = useFilterNavigation();
  const { idOf, nouns } = kind;
  const [firstRow] = page.rows;
  const firstId = firstRow === undefined ? null : idOf(firstRow);
  const { chosenId, shownId, open, close } = useOpened(kind, query, firstId, isPending);
  const box = useRef<HTMLDivElement>(null);
  const result = useResultKey(query);
  const [marks, setMarks] = useState<Readonly<Record<string, boolean>>>({});
  const newSince = useNewSince(news);
  const toHeading = useFocusMove();
  const [openedRow, setOpenedRow] = useState<Row | null>(null);
  const known = openedRow === null ? page.rows : [openedRow, ...page.rows];
  const knownRow = known.find((row) => idOf(row) === shownId) ?? null;

  const openRow = (row: Row, isByKeyboard: boolean, start: TransitionStartFunction) => {
    setOpenedRow(row);
    toHeading.drop();
    // With a mouse on a wide screen the focus stays in the list; otherwise it moves to what is opened.
    if (isByKeyboard || !matchMedia(WIDE).matches) {
      toHeading.plan(() => headingOf(idOf(row)));
    }
    open(idOf(row), start);
  };
  // The first entry is already shown before anyone opens it; others report when they are.
  useEffect(() => {
    if (chosenId) toHeading.make();
  }, [chosenId, toHeading]);
  const mark = useCallback(
    (id: string, isMarked: boolean) => setMarks((known) => ({ ...known, [id]: isMarked })),
    [],
  );
  return (
    <div className={boardClass}>
      <div className={cn(listClass, chosenId && "max-lg:invisible")}>
        {toolbar}
        <div
          ref={box}
          data-list-box=""
          aria-busy={isPending || undefined}
          className={cn(
            "transition-opacity lg:relative lg:min-h-0 lg:flex-1 lg:overflow-y-auto",
            isPending && "opacity-50 delay-200",
          )}
        >
          {notes}
          {isLaterPage && (
            <p className="border-t border-line px-[18px] py-3 text-sm md:px-7">
              <Link href={withQuery(kind, query)} className="link">
                Back to the first {nouns.many}
              </Link>
            </p>
          )}
          {page.total === 0 ? (
            empty
          ) : (
            <BoardList
              key={result}
              kind={kind}
              cache={cache}
              query={query}
              first={page}
              box={box}
              total={page.total}
              shownId={shownId}
              isChosen={chosenId !== null}
              marks={marks}
              newSince={newSince}
              onOpen={openRow}
            />
          )}
        </div>
      </div>
      <section
        aria-label={`The opened ${nouns.one}`}
        className={cn(
          panelClass,
          chosenId
            ? "max-lg:fixed max-lg:inset-x-0 max-lg:top-(--as-of-height) max-lg:z-30 max-lg:overflow-y-auto max-lg:overscroll-contain max-lg:bg-paper"
            : "max-lg:hidden",
          hasBottomBar ? "max-lg:bottom-(--bottom-bar-height)" : "max-lg:bottom-0",
        )}
      >
        <BackLink place={kind} query={query} total={page.total} close={close} />
        {shownId ? (
          <div key={shownId} data-opened={chosenId ?? undefined} className={panelPadding}>
            <BoardPanel
              kind={kind}
              cache={cache}
              id={shownId}
              rendered={opened}
              row={knownRow}
              isMarked={marks[shownId]}
              onMark={mark}
              onShown={toHeading.make}
              close={
                <IconButton
                  label={`Close this ${nouns.one}`}
                  onClick={close}
                  className="max-lg:hidden"
                >
                  <X aria-hidden="true" className="size-4.5" />
                </IconButton>
              }
            />
          </div>
        ) : (
          page.total > 0 && <Resting one={nouns.one} />
        )}
      </section>
    </div>
  );
}

/**
 * The heading of what somebody opened, or null while something else is shown. Closing says so only after a while, and
 * the next entry may have been opened by then: so a move of the focus names its entry, and closing drops none.
 */
function headingOf(id: string): HTMLElement | null {
  return document.querySelector(`[data-opened="${CSS.escape(id)}"] #${HEADING_ID}`);
}

/**
 * Another result is another list, so rows that are in both do not slide around under the reader's eyes. Only while a
 * row is pressed or has the focus do its elements live on.
 */
function useResultKey(query: string): number {
  const [result, setResult] = useState({ query, key: 0 });
  if (result.query === query) return result.key;
  const isHeld = document.querySelector("[data-entry]:active, [data-entry]:focus") !== null;
  const next = { query, key: isHeld ? result.key : result.key + 1 };
  setResult(next);
  return next.key;
}

/** On small screens: the way back to the list, which is where it was left. */
function BackLink({
  place,
  query,
  total,
  close,
}: {
  place: BoardPlace;
  query: string;
  total: number;
  close: () => void;
}) {
  return (
    <div className="px-[18px] pt-2 lg:hidden">
      <Link
        href={withQuery(place, query)}
        scroll={false}
        onNavigate={(event) => {
          event.preventDefault();
          close();
        }}
        className="-ml-2 inline-flex min-h-11 items-center gap-3 rounded px-2 text-ink-2"
      >
        <ArrowLeft aria-hidden="true" className="size-4.5 text-ink" />
        <span className="num">{countText(total, place.nouns)}</span>
      </Link>
    </div>
  );
}

function Resting({ one }: { one: string }) {
  return (
    <div className="grid h-full place-items-center px-11 text-center text-ink-3 max-lg:hidden">
      <div>
        <p className="font-display text-xl text-ink-2">Choose a {one} to read it here.</p>
        <p className="mt-2 text-sm">
          <kbd>j</kbd> and <kbd>k</kbd> move through the list, <kbd>Enter</kbd> opens, <kbd>/</kbd>{" "}
          searches.
        </p>
      </div>
    </div>
  );
}
