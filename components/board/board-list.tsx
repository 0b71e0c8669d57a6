"use client";
"use no memo";

import { useSearchParams } from "next/navigation";
import {
  memo,
  type ReactNode,
  type RefObject,
  type TransitionStartFunction,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  useTransition,
} from "react";
import { buttonClass } from "#components/ui/button-class";
import { KeyboardList } from "#components/ui/keyboard-list";
import { Link } from "#components/ui/link";
import { COUNTED_MOST } from "#lib/paging";
import { partOf, withQuery } from "./board-address.tsx";
import { fetchRows, type OpenedCache } from "./board-data.tsx";
import { type BoardKind, countText, type Rows } from "./board-kind.tsx";
import { useFilterNavigation } from "./filter-navigation.tsx";
import { keepShown } from "./opened.tsx";
import { usePlace } from "./place.tsx";

/** The rows. More of them are added below, so nobody loses their place. */
export function BoardList<Row, Opened extends object>({
  kind,
  cache,
  query,
  first,
  box,
  total,
  shownId,
  isChosen,
  marks,
  newSince,
  onOpen,
}: {
  kind: BoardKind<Row, Opened>;
  cache: OpenedCache<Opened>;
  query: string;
  first: Rows<Row>;
  /** What scrolls on a wide screen. */
  box: RefObject<HTMLElement | null>;
  total: number;
  shownId: string | null;
  /** Somebody opened it; it is not just the first one. */
  isChosen: boolean;
  /** What was saved or removed since the page was rendered. */
  marks: Readonly<Record<string, boolean>>;
  /** What came after this time, in milliseconds, is new; null when nothing is. */
  newSince: number | null;
  onOpen: (row: Row, isByKeyboard: boolean, start: TransitionStartFunction) => void;
}) {
  const { rows, next, state, loadMore } = useRows(kind, query, first);
  usePlace(kind, query, box, rows.length);
  const { nouns } = kind;
  return (
    <>
      <KeyboardList label={capitalised(nouns.many)}>
        {rows.map((row) => {
          const id = kind.idOf(row);
          return (
            <ListedRow
              key={id}
              kind={kind}
              cache={cache}
              query={query}
              row={row}
              isMarked={marks[id]}
              isNew={newSince !== null && new Date(kind.cameAt(row)).getTime() > newSince}
              isCurrent={id === shownId && (isChosen || "wide")}
              onOpen={onOpen}
            />
          );
        })}
      </KeyboardList>
      <div className="flex min-h-16 flex-wrap items-center justify-between gap-3 border-t border-line px-[18px] py-4 text-sm text-ink-2 md:pr-5 md:pl-7">
        <span role="status" className="num">
          {state === "failed" && `More ${nouns.many} could not be loaded.`}
          {state !== "failed" && next && `${rows.length} of ${countText(total, nouns)}`}
        </span>
        {next && (
          <Link
            href={withQuery(kind, query, { after: next })}
            prefetch={false}
            scroll={false}
            aria-disabled={state === "loading" || undefined}
            onNavigate={(event) => {
              event.preventDefault();
              loadMore(next);
            }}
            className={buttonClass({ size: "sm" })}
          >
            {state === "failed" ? "Try again" : `Show more ${nouns.many}`}
          </Link>
        )}
      </div>
    </>
  );
}

function OneRow<Row, Opened extends object>({
  kind,
  cache,
  query,
  row,
  isMarked,
  isNew,
  isCurrent,
  onOpen,
}: {
  kind: BoardKind<Row, Opened>;
  cache: OpenedCache<Opened>;
  query: string;
  row: Row;
  isMarked: boolean | undefined;
  isNew: boolean;
  isCurrent: boolean | "wide";
  onOpen: (row: Row, isByKeyboard: boolean, start: TransitionStartFunction) => void;
}) {
  const isByKeyboard = useRef(false);
  const [isOpening, startOpening] = useTransition();
  const id = kind.idOf(row);
  const warm = () => cache.want(id);
  return (
    <kind.Row
      row={row}
      isMarked={isMarked}
      isNew={isNew}
      href={withQuery(kind, query, { opened: id })}
      // At once, while what it opens is still being drawn.
      isCurrent={isOpening || isCurrent}
      onFocus={warm}
      onPointerEnter={warm}
      onClick={(event) => {
        isByKeyboard.current = event.detail === 0;
      }}
      onNavigate={(event) => {
        event.preventDefault();
        onOpen(row, isByKeyboard.current, startOpening);
      }}
    />
  );
}

/** One row. Opening another one draws only these two again, which a slow phone feels. */
const ListedRow: typeof OneRow = drawnOnChange(OneRow);

/** Guarantee: `memo` changes when a component is drawn again, not what it takes. */
function drawnOnChange<Component extends (props: never) => ReactNode>(
  component: Component,
): Component {
  return memo(component) as unknown as Component;
}

type LaterRows<Row> = {
  /** The first rows of the list that these belong to. */
  readonly first: Rows<Row>;
  readonly pages: readonly Rows<Row>[];
  readonly state: "idle" | "loading" | "failed";
};

/**
 * The first rows come with the page. Rows loaded later belong to them, and are dropped when they change. The address
 * says how many there were: those that are missing after a refresh or a step back are loaded by themselves.
 */
function useRows<Row, Opened extends object>(
  kind: BoardKind<Row, Opened>,
  query: string,
  first: Rows<Row>,
) {
  const none: LaterRows<Row> = { first, pages: [], state: "idle" };
  const [kept, setKept] = useState(none);
  const later = kept.first === first ? kept : none;
  const { isPending } = useFilterNavigation();
  const load = async (after: string, limit?: number) => {
    if (later.state === "loading") return;
    setKept({ ...later, state: "loading" });
    const loaded = await loadAfter(kind, later, query, { after, limit });
    setKept((current) => (current.first === first ? loaded : current));
  };
  const rows = rowsOf(kind, later);
  const next = (later.pages.at(-1) ?? first).next;
  const asked = Math.min(partOf(useSearchParams()).shown ?? 0, COUNTED_MOST);
  const missing = next === null || later.state !== "idle" ? 0 : asked - rows.length;
  const loadMissing = useEffectEvent(() => {
    if (next !== null) void load(next, Math.min(missing, LOADED_MOST));
  });
  useEffect(() => {
    if (missing > 0) loadMissing();
  }, [missing]);
  // Changing the address while another list is loading would cancel it.
  const isLonger = later.pages.length > 0 && !isPending && rows.length > asked;
  useEffect(() => {
    if (isLonger) keepShown(kind, query, rows.length);
  }, [isLonger, kind, query, rows.length]);
  return { rows, next, state: later.state, loadMore: (after: string) => load(after) };
}

/** So many rows one request may ask for. */
const LOADED_MOST = 100;

function rowsOf<Row, Opened extends object>(
  kind: BoardKind<Row, Opened>,
  { first, pages }: LaterRows<Row>,
): Row[] {
  const all = [first, ...pages].flatMap((page) => page.rows);
  // An entry whose place in the order changed meanwhile may come a second time.
  return [...new Map(all.map((row) => [kind.idOf(row), row])).values()];
}

async function loadAfter<Row, Opened extends object>(
  kind: BoardKind<Row, Opened>,
  later: LaterRows<Row>,
  query: string,
  part: Parameters<typeof fetchRows>[2],
): Promise<LaterRows<Row>> {
  try {
    const page = await fetchRows<Row>(kind, query, part);
    return { ...later, pages: [...later.pages, page], state: "idle" };
  } catch {
    return { ...later, state: "failed" };
  }
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
