import type { QueryCacheNotifyEvent, QueryKey } from "@tanstack/query-core";
import type { Id } from "#lib/ids";
import type {
  ConversationRow,
  InboxChange,
  InboxDelta,
  InboxPage,
  InboxStanding,
  MessageView,
} from "../schema.ts";
import { Listeners } from "./listeners.ts";
import type { OpenRooms } from "./open-rooms.ts";
import { type Past, refreshPast } from "./past.ts";
import { describeList, type InboxList, inboxClient, inboxKeys } from "./query-client.ts";
import { type Room, receive } from "./room.ts";
import { fits, type LoadedPage, loadedPage, placeRows, refreshRows, withReading } from "./rows.ts";

/** The state of the inbox when the server rendered the page. */
export type InboxStart = InboxStanding;

/** How many deltas are kept for pages that were requested before they arrived. */
const RECENT_MAX = 100;

/**
 * The loaded lists and conversations of one person, brought up to date by deltas. A page that was loading while deltas
 * arrived gets them when it is here, so no change is lost.
 */
export class InboxStore {
  /** How many conversations have something unread. */
  readonly unread = new Listeners<[number]>();
  /** How many notifications are unread. */
  readonly bell = new Listeners<[number]>();
  /** What has just been taken in. */
  readonly deltas = new Listeners<[InboxDelta]>();
  /** What the server has rendered may be out of date. */
  readonly news = new Listeners();
  readonly #viewerId: Id<"usr">;
  readonly #rooms: OpenRooms;
  readonly #readings = new Map<Id<"cnv">, number>();
  #recent: InboxDelta[] = [];
  #seq: number | null;
  #floor = -1;
  #unsubscribe: () => void = () => {};

  constructor(viewerId: Id<"usr">, rooms: OpenRooms, start: InboxStart | null) {
    this.#viewerId = viewerId;
    this.#rooms = rooms;
    this.#seq = start?.seq ?? null;
  }

  start(): void {
    this.#unsubscribe = inboxClient.getQueryCache().subscribe((event) => this.#catchUpList(event));
  }

  stop(): void {
    this.#unsubscribe();
  }

  /** The change up to which everything loaded is up to date; null before it is known. */
  get seq(): number | null {
    return this.#seq;
  }

  apply(delta: InboxDelta): void {
    this.#seq = delta.seq;
    this.unread.tell(delta.unreadConversations);
    this.bell.tell(delta.unreadNotifications);
    if (delta.changes.length === 0) return;
    this.#recent = [...this.#recent, delta];
    // What was requested more than that many answers ago and is not here yet is requested again.
    if (this.#recent.length > RECENT_MAX) this.#floor = this.#recent.shift()?.seq ?? this.#floor;
    this.takeRows(delta.rows);
    for (const conversationId of idsOf(delta)) {
      this.updateRoom(conversationId, (room) => applyDelta(room, delta));
      this.#updatePasts(conversationId, delta);
    }
    // What was found may have changed, or more of it may be there.
    if (delta.changes.some(({ kind, message }) => message !== null && kind !== "reaction")) {
      void inboxClient.invalidateQueries({ queryKey: inboxKeys.allFound(this.#viewerId) });
    }
    this.deltas.tell(delta);
    if (delta.changes.some(isNews)) this.news.tell();
  }

  /** The feed continues from this page: what was loaded before cannot be brought up to date, and is loaded again. */
  startOver({ seq, unreadConversations, unreadNotifications }: InboxPage): void {
    const isGap = this.#seq !== null;
    this.#seq = seq;
    this.#floor = seq;
    this.#recent = [];
    this.unread.tell(unreadConversations);
    this.bell.tell(unreadNotifications);
    void inboxClient.invalidateQueries({ queryKey: inboxKeys.lists(this.#viewerId) });
    void inboxClient.invalidateQueries({ queryKey: inboxKeys.rooms(this.#viewerId) });
    void inboxClient.invalidateQueries({ queryKey: inboxKeys.pasts(this.#viewerId) });
    void inboxClient.invalidateQueries({ queryKey: inboxKeys.allFound(this.#viewerId) });
    // Changes were skipped, and it is unknown what they were.
    if (isGap) this.news.tell();
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
    // In the list of unread conversations, the open one stays in view.
    const belongs = (row: ConversationRow) =>
      fits(row, filter) ||
      (filter === "unread" && !row.isArchived && this.#rooms.has(row.conversationId));
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

  updatePast(conversationId: Id<"cnv">, at: number, change: (past: Past) => Past): void {
    inboxClient.setQueryData<Past>(
      inboxKeys.past(this.#viewerId, conversationId, at),
      (past) => past && change(past),
    );
  }

  findPast(conversationId: Id<"cnv">, at: number): Past | undefined {
    return inboxClient.getQueryData<Past>(inboxKeys.past(this.#viewerId, conversationId, at));
  }

  #updatePasts(conversationId: Id<"cnv">, delta: InboxDelta): void {
    inboxClient.setQueriesData<Past>(
      { queryKey: inboxKeys.pastsOf(this.#viewerId, conversationId) },
      (past) => past && refreshPast(past, messagesIn(delta, conversationId)),
    );
  }

  /** The conversation is no longer open: it leaves the lists in which only that has kept it. */
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

  /** The conversation with every change after `seq` that this device has heard of. */
  catchUpRoom(room: Room, seq: number): Room {
    const asRead = { ...room, view: { ...room.view, ...this.#asRead(room.view) } };
    return this.#after(seq).reduce(applyDelta, asRead);
  }

  /** The same for a part of its past. */
  catchUpPast(conversationId: Id<"cnv">, past: Past, seq: number): Past {
    const missed = this.#after(seq).flatMap((delta) => messagesIn(delta, conversationId));
    return refreshPast(past, missed);
  }

  /** A page as it is shown here. Changes that it missed while loading come when it is shown among the others. */
  takePage(page: InboxPage): LoadedPage {
    return { ...loadedPage(page), rows: page.rows.map((row) => this.#asRead(row)) };
  }

  /**
   * A fetched list replaces the earlier one and the changes that it received while it was loading, so they are applied
   * again.
   */
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

  /** Shows the conversation as read up to here, even before the server knows it. */
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
  const messages = messagesIn(delta, conversationId);
  const row = delta.rows.find((changed) => changed.conversationId === conversationId);
  const received = messages.length > 0 ? receive(room, messages) : room;
  return row ? { ...received, view: { ...received.view, ...row } } : received;
}

function messagesIn({ changes }: InboxDelta, conversationId: Id<"cnv">): MessageView[] {
  return changes.flatMap(({ message }) =>
    message?.conversationId === conversationId ? [message] : [],
  );
}

export function idsOf(delta: InboxDelta): Set<Id<"cnv">> {
  return new Set(delta.changes.flatMap(({ conversationId }) => conversationId ?? []));
}

/**
 * Changes that concern more than the conversations: jobs, contracts, money, and files, which are beside the messages.
 */
function isNews({ kind, message }: InboxChange): boolean {
  if (kind === "reaction") return false;
  return kind === "event" || kind === "news" || (message !== null && message.files.length > 0);
}
