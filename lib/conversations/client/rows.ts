import type { InboxFilter } from "../policy.ts";
import type { ConversationRow, InboxPage } from "../schema.ts";
import { compareText } from "./room.ts";

/** Newest conversation first, as the server sorts them. */
export function compareRows(a: RowPlace, b: RowPlace): number {
  return (
    compareText(b.lastMessageAt ?? "", a.lastMessageAt ?? "") ||
    compareText(b.conversationId, a.conversationId)
  );
}

/** True when a list with this filter shows the row. One without a message is in no list. */
export function fits(row: ConversationRow, filter: InboxFilter): boolean {
  if (row.lastMessageAt === null) return false;
  switch (filter) {
    case "all":
      return !row.isArchived;
    case "unread":
      return !row.isArchived && (row.unreadCount > 0 || row.isMarkedUnread);
    case "archived":
      return row.isArchived;
  }
}

/** A page of the inbox with the place up to which it reaches; null means that it is the last one. */
export type LoadedPage = InboxPage & { readonly reachesTo: RowPlace | null };

type RowPlace = Pick<ConversationRow, "lastMessageAt" | "conversationId">;

export function loadedPage(page: InboxPage): LoadedPage {
  return { ...page, reachesTo: page.nextCursor === null ? null : (page.rows.at(-1) ?? null) };
}

/**
 * Puts current rows where they belong in the loaded pages, and removes those that no longer belong there. A row after
 * the place that the last page reaches comes with the next page.
 */
export function placeRows(
  pages: readonly LoadedPage[],
  rows: readonly ConversationRow[],
  belongs: (row: ConversationRow) => boolean,
): LoadedPage[] {
  const changed = new Set(rows.map(({ conversationId }) => conversationId));
  const kept = pages.map((page) => ({
    ...page,
    rows: page.rows.filter(({ conversationId }) => !changed.has(conversationId)),
  }));
  return rows.filter(belongs).reduce(placeRow, kept);
}

function placeRow(pages: LoadedPage[], row: ConversationRow): LoadedPage[] {
  const target = pages.find(({ reachesTo }) => !reachesTo || compareRows(row, reachesTo) <= 0);
  return pages.map((page) => {
    if (page !== target) return page;
    const at = page.rows.findIndex((other) => compareRows(other, row) > 0);
    return { ...page, rows: page.rows.toSpliced(at === -1 ? page.rows.length : at, 0, row) };
  });
}

/** Updates rows where they already are, for lists of which only the server knows the members. */
export function refreshRows(
  pages: readonly LoadedPage[],
  rows: readonly ConversationRow[],
): LoadedPage[] {
  const latest = new Map(rows.map((row) => [row.conversationId, row]));
  return pages.map((page) => ({
    ...page,
    rows: page.rows.map((row) => latest.get(row.conversationId) ?? row),
  }));
}

/** All rows of the loaded pages, each conversation once: one that moved up while pages were loading comes first. */
export function rowsOf(pages: readonly InboxPage[]): ConversationRow[] {
  const seen = new Set<string>();
  return pages
    .flatMap((page) => page.rows)
    .filter(({ conversationId }) => {
      if (seen.has(conversationId)) return false;
      seen.add(conversationId);
      return true;
    });
}

/** The row, if this device knows of more reading than the server. */
export function withReading(row: ConversationRow, readSeq: number): ConversationRow {
  if (readSeq <= row.lastReadSeq && !row.isMarkedUnread) return row;
  const left = Math.max(0, row.lastSeq - readSeq);
  return {
    ...row,
    lastReadSeq: Math.max(row.lastReadSeq, readSeq),
    unreadCount: Math.min(row.unreadCount, left),
    isMarkedUnread: false,
  };
}
