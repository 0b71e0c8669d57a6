import fc from "fast-check";
import { expect, test } from "vitest";
import type { ConversationRow } from "../schema.ts";
import {
  compareRows,
  fits,
  type LoadedPage,
  loadedPage,
  placeRows,
  refreshRows,
  rowsOf,
  withReading,
} from "./rows.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();

function rowOf(
  id: number,
  minute: number,
  changes: Partial<ConversationRow> = {},
): ConversationRow {
  return {
    conversationId: `cnv_${id}`,
    other: {
      userId: "usr_o",
      name: "Ana",
      handle: "ana",
      role: "freelancer",
      avatarFileId: null,
    },
    jobId: "job_1",
    jobTitle: "A job",
    lastSeq: 9,
    lastMessageAt: at(minute),
    preview: null,
    lastReadSeq: 9,
    otherReadSeq: 9,
    unreadCount: 0,
    isMarkedUnread: false,
    isArchived: false,
    ...changes,
  };
}

function pageOf(rows: readonly ConversationRow[], nextCursor: string | null): LoadedPage {
  return loadedPage({ rows, nextCursor, seq: 1, unreadConversations: 0, unreadNotifications: 0 });
}

const idsOf = (pages: readonly LoadedPage[]) => rowsOf(pages).map((row) => row.conversationId);

test("changed rows are placed where the server would put them, however many pages are loaded", () => {
  const minutes = fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(
      minutes,
      fc.integer({ min: 0, max: 5 }),
      fc.nat(700),
      fc.boolean(),
      (start, who, to, isMore) => {
        const rows = start.map((minute, id) => rowOf(id, minute)).sort(compareRows);
        const pages = [pageOf(rows.slice(0, 3), "c"), pageOf(rows.slice(3), isMore ? "d" : null)];
        const moved = rowOf(who, to);
        const placed = rowsOf(placeRows(pages, [moved], (row) => fits(row, "all")));
        const last = rows.at(-1);
        const isBehind = isMore && last && compareRows(last, moved) < 0;
        const wanted = rows.filter((row) => row.conversationId !== moved.conversationId);
        expect(placed).toEqual(isBehind ? wanted : [...wanted, moved].sort(compareRows));
      },
    ),
  );
});

test("rows that no longer fit the filter leave, and rows that now fit come in", () => {
  const pages = [pageOf([rowOf(1, 9, { unreadCount: 2 }), rowOf(2, 8, { unreadCount: 1 })], null)];
  const isUnread = (row: ConversationRow) => fits(row, "unread");
  const read = placeRows(pages, [rowOf(2, 8)], isUnread);
  expect(idsOf(read)).toEqual(["cnv_1"]);
  expect(idsOf(placeRows(read, [rowOf(3, 10, { isMarkedUnread: true })], isUnread))).toEqual([
    "cnv_3",
    "cnv_1",
  ]);
});

test("archived conversations are only in their own list, and those without a message in none", () => {
  const archived = rowOf(1, 1, { isArchived: true, unreadCount: 3 });
  expect([fits(archived, "all"), fits(archived, "unread"), fits(archived, "archived")]).toEqual([
    false,
    false,
    true,
  ]);
  expect(fits(rowOf(1, 1, { lastMessageAt: null }), "all")).toBe(false);
});

test("the first conversation of an empty inbox appears", () => {
  expect(idsOf(placeRows([pageOf([], null)], [rowOf(1, 1)], () => true))).toEqual(["cnv_1"]);
});

test("a search result is updated in place and gains no rows", () => {
  const pages = [pageOf([rowOf(1, 9), rowOf(2, 8)], null)];
  const refreshed = refreshRows(pages, [rowOf(2, 20, { unreadCount: 1 }), rowOf(3, 30)]);
  expect(idsOf(refreshed)).toEqual(["cnv_1", "cnv_2"]);
  expect(rowsOf(refreshed)[1]?.unreadCount).toBe(1);
});

test("a row that moved up while later pages were loaded is shown once, as it is now", () => {
  const now = rowOf(2, 20);
  expect(rowsOf([pageOf([now, rowOf(1, 9)], "c"), pageOf([rowOf(2, 8)], null)])).toEqual([
    now,
    rowOf(1, 9),
  ]);
});

test("a reading that the server does not know yet lowers the count and never raises it", () => {
  const row = rowOf(1, 1, { lastSeq: 9, lastReadSeq: 4, unreadCount: 5, isMarkedUnread: true });
  expect(withReading(row, 9)).toMatchObject({
    lastReadSeq: 9,
    unreadCount: 0,
    isMarkedUnread: false,
  });
  expect(withReading(row, 7)).toMatchObject({ lastReadSeq: 7, unreadCount: 2 });
  const read = rowOf(1, 1);
  expect(withReading(read, 3)).toBe(read);
});
