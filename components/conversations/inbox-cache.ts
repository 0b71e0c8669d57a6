import type { InfiniteData, QueryCacheNotifyEvent, QueryKey } from "@tanstack/react-query";
import type {
  ConversationRow,
  InboxDelta,
  InboxFilter,
  InboxPage,
  MessageView,
} from "#lib/conversations/schema";
import type { Id } from "#lib/ids";
import { inboxClient, inboxKeys } from "./inbox-client.ts";
import {
  fits,
  type LoadedPage,
  loadedPage,
  placeRows,
  refreshRows,
  withReading,
} from "./inbox-rows.ts";
import { type Room, receive } from "./room.ts";

export type InboxList = InfiniteData<LoadedPage, string | null>;

/** How many deltas are kept for pages that were asked for before they arrived. */
const RECENT_MAX = 100;

/**
 * The loaded lists and rooms of one person, brought up to date by deltas. A page that was on its way while deltas
 * arrived gets them again when it is here, so nothing that it was too early for is lost.
 */
export class InboxCache {
  readonly #viewerId: Id<"usr">;
  readonly #readings = new Map<Id<"cnv">, number>();
  #recent: InboxDelta[] = [];
  #floor = -1;
  #unsubscribe: () => void = () => {};
  readonly isOpen: (conversationId: Id<"cnv">) => boolean;

  constructor(viewerId: Id<"usr">, isOpen: (conversationId: Id<"cnv">) => boolean) {
    this.#viewerId = viewerId;
    this.isOpen = isOpen;
  }

  start(): void {
    this.#unsubscribe = inboxClient.getQueryCache().subscribe((event) => this.#catchUpList(event));
  }

  stop(): void {
    this.#unsubscribe();
  }

  apply(delta: InboxDelta): void {
    this.#recent = [...this.#recent, delta];
    // What was asked for before that many answers and is not here yet is asked for again.
    if (this.#recent.length > RECENT_MAX) this.#floor = this.#recent.shift()?.seq ?? this.#floor;
    this.takeRows(delta.rows);
    for (const conversationId of idsOf(delta)) {
      this.updateRoom(conversationId, (room) => applyDelta(room, delta));
    }
  }

  /** The feed goes on from this change: what was read before it cannot be brought up to date. */
  startOver(seq: number): void {
    this.#floor = seq;
    this.#recent = [];
  }

  /** True when everything that has changed since this number is known here. */
  knowsSince(seq: number): boolean {
    return seq >= this.#floor;
  }

  takeRows(given: readonly ConversationRow[]): void {
    const rows = given.map((row) => this.#asRead(row));
    for (const [queryKey] of inboxClient.getQueriesData<InboxList>({
      queryKey: inboxKeys.lists(this.#viewerId),
    })) {
      inboxClient.setQueryData<InboxList>(
        queryKey,
        (list) => list && this.#place(queryKey, list, rows),
      );
    }
    for (const row of rows) {
      this.updateRoom(row.conversationId, (room) => ({ ...room, view: { ...room.view, ...row } }));
    }
  }

  #place(queryKey: QueryKey, list: InboxList, rows: readonly ConversationRow[]): InboxList {
    const { filter, q } = describeList(queryKey);
    if (q !== "") return { ...list, pages: refreshRows(list.pages, rows) };
    // Whoever reads in the list of unread conversations keeps the one that they have open in sight.
    const belongs = (row: ConversationRow) =>
      fits(row, filter) ||
      (filter === "unread" && !row.isArchived && this.isOpen(row.conversationId));
    return { ...list, pages: placeRows(list.pages, rows, belongs) };
  }

  updateRoom(conversationId: Id<"cnv">, change: (room: Room) => Room): void {
    inboxClient.setQueryData<Room>(
      inboxKeys.room(this.#viewerId, conversationId),
      (room) => room && change(room),
    );
  }

  findRoom(conversationId: Id<"cnv">): Room | undefined {
    return inboxClient.getQueryData<Room>(inboxKeys.room(this.#viewerId, conversationId));
  }

  /** The same, unless it is known to be out of date. */
  findFreshRoom(conversationId: Id<"cnv">): Room | undefined {
    const state = inboxClient.getQueryState<Room>(inboxKeys.room(this.#viewerId, conversationId));
    return state?.isInvalidated ? undefined : state?.data;
  }

  /** The conversation is no longer open: it leaves the lists in which that alone has kept it. */
  placeAnew(conversationId: Id<"cnv">): void {
    const row = this.findRow(conversationId);
    if (row) this.takeRows([row]);
  }

  findRow(conversationId: Id<"cnv">): ConversationRow | undefined {
    const room = this.findRoom(conversationId);
    if (room) return room.view;
    return inboxClient
      .getQueriesData<InboxList>({ queryKey: inboxKeys.lists(this.#viewerId) })
      .flatMap(([, list]) => list?.pages.flatMap((page) => page.rows) ?? [])
      .find((row) => row.conversationId === conversationId);
  }

  /** The room with every change after `seq` that this device has heard of. */
  catchUpRoom(room: Room, seq: number): Room {
    const asRead = { ...room, view: { ...room.view, ...this.#asRead(room.view) } };
    return this.#after(seq).reduce(applyDelta, asRead);
  }

  /** A page as it is shown here. What it missed on its way comes when it stands among the others. */
  takePage(page: InboxPage): LoadedPage {
    return { ...loadedPage(page), rows: page.rows.map((row) => this.#asRead(row)) };
  }

  /** A fetched list replaces what changes have done to the earlier one while it was on its way: they are done again. */
  #catchUpList({ type, query, ...event }: QueryCacheNotifyEvent): void {
    if (type !== "updated" || query.queryKey[1] !== "list" || query.queryKey[0] !== this.#viewerId)
      return;
    if (!("action" in event) || event.action.type !== "success" || event.action.manual) return;
    const list = inboxClient.getQueryData<InboxList>(query.queryKey);
    const seq = Math.min(...(list?.pages.map((page) => page.seq) ?? []));
    const rows = this.#after(seq).map((delta) => delta.rows.map((row) => this.#asRead(row)));
    if (!list || rows.length === 0) return;
    const current = rows.reduce(
      (placed, changed) => this.#place(query.queryKey, placed, changed),
      list,
    );
    inboxClient.setQueryData<InboxList>(query.queryKey, current);
  }

  #after(seq: number): InboxDelta[] {
    return this.#recent.filter((delta) => delta.seq > seq);
  }

  /** Shows the conversation as read up to here, also while the server does not know it yet. */
  setReading(conversationId: Id<"cnv">, seq: number | null): void {
    if (seq === null) this.#readings.delete(conversationId);
    else this.#readings.set(conversationId, seq);
    const row = this.findRow(conversationId);
    if (row && seq !== null) this.takeRows([row]);
  }

  /** The conversations that are shown as read before the server has said so. */
  readings(): Id<"cnv">[] {
    return [...this.#readings.keys()];
  }

  #asRead(row: ConversationRow): ConversationRow {
    const seq = this.#readings.get(row.conversationId);
    return seq === undefined ? row : withReading(row, seq);
  }
}

function applyDelta(room: Room, delta: InboxDelta): Room {
  const { conversationId } = room.view;
  const messages = delta.changes.flatMap(({ message }): MessageView[] =>
    message?.conversationId === conversationId ? [message] : [],
  );
  const row = delta.rows.find((changed) => changed.conversationId === conversationId);
  const received = messages.length > 0 ? receive(room, messages) : room;
  return row ? { ...received, view: { ...received.view, ...row } } : received;
}

export function idsOf(delta: InboxDelta): Set<Id<"cnv">> {
  return new Set(delta.changes.map(({ conversationId }) => conversationId));
}

function describeList(queryKey: QueryKey): { filter: InboxFilter; q: string } {
  const [, , wanted, q] = queryKey;
  const filter = wanted === "unread" || wanted === "archived" ? wanted : "all";
  return { filter, q: typeof q === "string" ? q : "" };
}
