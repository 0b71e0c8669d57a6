import type { Route } from "next";
import type { ComponentProps, ComponentType, ReactNode } from "react";
import type { Link } from "#components/ui/link";
import { countedText } from "#lib/paging";
import type { SearchParams } from "#lib/search-params";

/** Where a board is, and what its entries are called. */
export type BoardPlace = {
  readonly path: "/jobs" | "/freelancers";
  /** The address's parameter that names what is opened beside the list. */
  readonly param: "job" | "person";
  readonly nouns: { readonly one: string; readonly many: string };
  /** The contents of a form of filters as the address's query, without what is empty. */
  readonly queryOf: (fields: SearchParams) => string;
};

/**
 * What a board lists, and how. `/api<path>` answers with pages of its rows, and `/api<path>/<id>` with what is opened. Made by the
 * board's own page in the browser, because it carries functions.
 */
export type BoardKind<Row, Opened extends object> = BoardPlace & {
  readonly idOf: (row: Row) => string;
  /** When the entry came to the board. */
  readonly cameAt: (row: Row) => Date | string;
  readonly idOfOpened: (opened: Opened) => string;
  readonly Row: ComponentType<BoardRowProps<Row>>;
  readonly Opened: ComponentType<OpenedProps<Opened>>;
  /** What is shown of something that cannot be loaded now. */
  readonly Known: ComponentType<KnownProps<Row>>;
  readonly PanelSkeleton: ComponentType;
};

/** One page of a list: from the page's own render, or later as JSON. */
export type Rows<Row> = { readonly rows: readonly Row[]; readonly next: string | null };

export type RowHandlers = Pick<
  ComponentProps<typeof Link>,
  "onClick" | "onFocus" | "onNavigate" | "onPointerEnter"
>;

export type BoardRowProps<Row> = RowHandlers & {
  readonly row: Row;
  readonly href: Route;
  /** Open beside the list; "wide" when only a wide screen shows it there. */
  readonly isCurrent: boolean | "wide";
  /** How it was marked since it was loaded. */
  readonly isMarked: boolean | undefined;
  /** The saved search on the screen has found it since the viewer last looked. */
  readonly isNew: boolean;
};

export type OpenedProps<Opened> = {
  readonly opened: Opened;
  readonly headingId: string;
  readonly isMarked: boolean | undefined;
  readonly onMark: (isMarked: boolean) => void;
  /** The button that closes it. */
  readonly close: ReactNode;
};

export type KnownProps<Row> = {
  /** What its row in the list says; null when it is in no list. */
  readonly row: Row | null;
  readonly headingId: string;
  /** If so, it loads by itself later; if not, it was requested and failed. */
  readonly isOffline: boolean;
  readonly retry: () => void;
  readonly close: ReactNode;
};

/** The id of a row's link, so that closing what it opened can give the focus back. */
export function rowId(id: string): string {
  return `row-${id}`;
}

/** "1 job", "38 jobs", "1,000+ jobs". */
export function countText(count: number, { one, many }: { one: string; many: string }): string {
  return count === 1 ? `1 ${one}` : `${countedText(count)} ${many}`;
}
