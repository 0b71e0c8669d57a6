"use client";

import {
  memo,
  type ReactNode,
  type TransitionStartFunction,
  useRef,
  useState,
  useTransition,
} from "react";
import { buttonClass } from "#components/ui/button";
import { KeyboardList } from "#components/ui/keyboard-list";
import { Link } from "#components/ui/link";
import { withQuery } from "./board-address.tsx";
import { fetchRows, type OpenedCache } from "./board-data.tsx";
import { type BoardKind, countText, type Rows } from "./board-kind.tsx";

/** The rows. More of them are added below, so nobody loses their place. */
export function BoardList<Row, Opened extends object>({
  kind,
  cache,
  query,
  first,
  total,
  shownId,
  isChosen,
  marks,
  onOpen,
}: {
  kind: BoardKind<Row, Opened>;
  cache: OpenedCache<Opened>;
  query: string;
  first: Rows<Row>;
  total: number;
  shownId: string | null;
  /** Somebody opened it; it is not just the first one. */
  isChosen: boolean;
  /** What was saved or removed since the page was rendered. */
  marks: Readonly<Record<string, boolean>>;
  onOpen: (row: Row, isByKeyboard: boolean, start: TransitionStartFunction) => void;
}) {
  const { rows, next, state, loadMore } = useRows(kind, query, first);
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
  isCurrent,
  onOpen,
}: {
  kind: BoardKind<Row, Opened>;
  cache: OpenedCache<Opened>;
  query: string;
  row: Row;
  isMarked: boolean | undefined;
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

/** The first rows come with the page. Rows loaded later belong to them, and are dropped when they change. */
function useRows<Row, Opened extends object>(
  kind: BoardKind<Row, Opened>,
  query: string,
  first: Rows<Row>,
) {
  const none: LaterRows<Row> = { first, pages: [], state: "idle" };
  const [kept, setKept] = useState(none);
  const later = kept.first === first ? kept : none;
  const loadMore = async (after: string) => {
    if (later.state === "loading") return;
    setKept({ ...later, state: "loading" });
    const loaded = await loadAfter(kind, later, query, after);
    setKept((current) => (current.first === first ? loaded : current));
  };
  const pages = [first, ...later.pages];
  // An entry whose place in the order changed meanwhile may come a second time.
  const rows = new Map(pages.flatMap((page) => page.rows).map((row) => [kind.idOf(row), row]));
  return {
    rows: [...rows.values()],
    next: pages.at(-1)?.next ?? null,
    state: later.state,
    loadMore,
  };
}

async function loadAfter<Row, Opened extends object>(
  kind: BoardKind<Row, Opened>,
  later: LaterRows<Row>,
  query: string,
  after: string,
): Promise<LaterRows<Row>> {
  try {
    const page = await fetchRows<Row>(kind, query, after);
    return { ...later, pages: [...later.pages, page], state: "idle" };
  } catch {
    return { ...later, state: "failed" };
  }
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
