import { environmentManager, InfiniteQueryObserver, QueryObserver } from "@tanstack/query-core";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Id } from "#lib/ids";
import type {
  ConversationRow,
  ConversationView,
  InboxChange,
  InboxDelta,
  InboxPage,
  MessagePage,
  MessageView,
} from "../schema.ts";
import { Connection } from "./connection.ts";
import { Feed } from "./feed.ts";
import { Loading } from "./loading.ts";
import { OpenRooms } from "./open-rooms.ts";
import { inboxClient, inboxKeys } from "./query-client.ts";
import { rowsOf } from "./rows.ts";
import { InboxStore } from "./store.ts";

const ME = "usr_me";
const OTHER = "usr_other";
const CONVERSATIONS: readonly Id<"cnv">[] = ["cnv_1", "cnv_2", "cnv_3"];
const MESSAGE_PAGE = 5;
const DELTA_PAGE = 7;
const LIST_PAGE = 2;

type Stored = { row: ConversationRow; messages: MessageView[] };
type Cut = "none" | "before" | "after";

/** The inbox of one person, by the rules of the real one, behind a connection that can fail. */
class Server {
  readonly conversations = new Map<Id<"cnv">, Stored>();
  readonly changes: Omit<InboxChange, "message">[] = [];
  readonly #messageSeqs: (number | null)[] = [];
  cuts: Cut[] = [];
  /** For each request in turn: the time until it is answered, and the time that the answer takes. */
  delaysMs: (readonly [number, number])[] = [];
  prunedSeq = 0;
  /** How many changes are missing from the next answer. */
  lost = 0;
  requests: string[] = [];
  #minute = 0;

  constructor() {
    for (const conversationId of CONVERSATIONS) {
      this.conversations.set(conversationId, { row: rowOf(conversationId), messages: [] });
    }
  }

  write(conversationId: Id<"cnv">, senderId: Id<"usr">): void {
    const stored = this.#find(conversationId);
    const seq = stored.messages.length + 1;
    const createdAt = this.#now();
    stored.messages.push({
      conversationId,
      seq,
      senderId,
      clientId: `${conversationId}-${seq}`,
      body: `message ${seq}`,
      files: [],
      createdAt,
      editedAt: null,
      deletedAt: null,
      replyTo: null,
      reactions: [],
      reactionChanges: 0,
    });
    const { row } = stored;
    const unreadCount = senderId === ME ? 0 : row.unreadCount + 1;
    const lastReadSeq = senderId === ME ? seq : row.lastReadSeq;
    stored.row = { ...row, lastSeq: seq, lastMessageAt: createdAt, unreadCount, lastReadSeq };
    if (senderId !== ME) stored.row = { ...stored.row, isArchived: false };
    this.#change(conversationId, "message", seq);
  }

  newest(conversationId: Id<"cnv">): readonly MessageView[] {
    return this.#find(conversationId).messages.slice(-1);
  }

  edit(conversationId: Id<"cnv">, pick: number, isDelete: boolean): void {
    const stored = this.#find(conversationId);
    const index = pick % Math.max(1, stored.messages.length);
    const message = stored.messages[index];
    if (!message || message.deletedAt) return;
    const at = this.#now();
    stored.messages[index] = isDelete
      ? { ...message, body: "", deletedAt: at }
      : { ...message, body: `edited ${at}`, editedAt: at };
    this.#change(conversationId, isDelete ? "delete" : "edit", message.seq);
  }

  read(conversationId: Id<"cnv">): void {
    const stored = this.#find(conversationId);
    stored.row = { ...stored.row, lastReadSeq: stored.row.lastSeq, unreadCount: 0 };
    this.#change(conversationId, "read", stored.row.lastSeq);
  }

  archive(conversationId: Id<"cnv">): void {
    const stored = this.#find(conversationId);
    stored.row = { ...stored.row, isArchived: !stored.row.isArchived };
    this.#change(conversationId, "filed", null);
  }

  prune(): void {
    this.prunedSeq = this.changes.length;
  }

  /** Answers after a moment, with what is true at that moment; a cut happens before or after it. */
  fetch = async (path: string): Promise<Response> => {
    this.requests.push(path);
    const cut = this.cuts.shift() ?? "none";
    const [thereMs, backMs] = this.delaysMs.shift() ?? [5, 5];
    await wait(thereMs);
    if (cut === "before") throw new TypeError("network");
    const answer = this.#answer(new URL(path, "http://localhost"));
    await wait(backMs);
    if (cut === "after") throw new TypeError("network");
    return answer;
  };

  #answer({ pathname, searchParams }: URL): Response {
    const [, , place, conversationId, messages] = pathname.split("/");
    if (place === "conversations") {
      const stored = this.#find(CONVERSATIONS.find((id) => id === conversationId) ?? "cnv_1");
      return messages ? Response.json(pageOf(stored.messages, searchParams)) : this.#view(stored);
    }
    if (pathname === "/api/inbox/conversations") return Response.json(this.#list(searchParams));
    return this.#delta(Number(searchParams.get("since")));
  }

  #view({ row }: Stored): Response {
    const view: ConversationView = {
      ...row,
      viewerId: ME,
      viewerRole: "client",
      contractId: null,
      proposalId: null,
      writingRefusal: null,
      isInvitation: false,
    };
    return Response.json(view);
  }

  #list(query: URLSearchParams): InboxPage {
    const cursor = query.get("cursor") ?? "~";
    const rows = this.rows().filter((row) => String(row.lastMessageAt) < cursor);
    const shown = rows.slice(0, LIST_PAGE);
    return {
      rows: shown,
      nextCursor: rows.length > LIST_PAGE ? (shown.at(-1)?.lastMessageAt ?? null) : null,
      seq: this.changes.length,
      unreadConversations: this.unread(),
      unreadNotifications: 0,
    };
  }

  #delta(since: number): Response {
    const latestSeq = this.changes.length;
    if (since < this.prunedSeq || since > latestSeq) return new Response("{}", { status: 410 });
    if (since === latestSeq) return new Response(null, { status: 304 });
    const lost = this.lost;
    this.lost = 0;
    const changes = this.changes
      .slice(since + lost, since + DELTA_PAGE)
      .map((change): InboxChange => {
        const messageSeq = this.#messageSeqs[change.seq - 1] ?? 0;
        const isAbout = ["message", "edit", "delete"].includes(change.kind);
        const { conversationId } = change;
        const messages = conversationId ? this.#find(conversationId).messages : [];
        return { ...change, message: (isAbout && messages[messageSeq - 1]) || null };
      });
    const concerned = new Set(changes.flatMap(({ conversationId }) => conversationId ?? []));
    const delta: InboxDelta = {
      changes,
      rows: [...concerned].map((id) => this.#find(id).row),
      seq: since + lost + changes.length,
      latestSeq,
      unreadConversations: this.unread(),
      unreadNotifications: 0,
    };
    return Response.json(delta);
  }

  rows(): ConversationRow[] {
    return [...this.conversations.values()]
      .map(({ row }) => row)
      .filter((row) => row.lastMessageAt !== null && !row.isArchived)
      .sort((a, b) => String(b.lastMessageAt).localeCompare(String(a.lastMessageAt)));
  }

  unread(): number {
    return this.rows().filter((row) => row.unreadCount > 0).length;
  }

  #find(conversationId: Id<"cnv">): Stored {
    const stored = this.conversations.get(conversationId);
    if (!stored) throw new Error(`There is no ${conversationId}`);
    return stored;
  }

  #change(conversationId: Id<"cnv">, kind: InboxChange["kind"], messageSeq: number | null): void {
    this.changes.push({ seq: this.changes.length + 1, conversationId, kind });
    this.#messageSeqs.push(messageSeq);
  }

  #now(): string {
    this.#minute += 1;
    return new Date(Date.UTC(2026, 0, 1, 0, this.#minute)).toISOString();
  }
}

function rowOf(conversationId: Id<"cnv">): ConversationRow {
  return {
    conversationId,
    other: { userId: OTHER, name: "Ana", handle: "ana", role: "freelancer", avatarFileId: null },
    jobId: "job_1",
    jobTitle: "A job",
    lastSeq: 0,
    lastMessageAt: null,
    preview: null,
    lastReadSeq: 0,
    otherReadSeq: 0,
    unreadCount: 0,
    isMarkedUnread: false,
    isArchived: false,
  };
}

function pageOf(messages: readonly MessageView[], query: URLSearchParams): MessagePage {
  const after = query.get("after");
  const before = Number(query.get("before") ?? messages.length + 1);
  const first = after === null ? Math.max(1, before - MESSAGE_PAGE) : Number(after) + 1;
  const last = after === null ? before - 1 : Number(after) + MESSAGE_PAGE;
  return {
    messages: messages.filter(({ seq }) => seq >= first && seq <= last),
    events: [],
    hasOlder: first > 1,
    hasNewer: last < messages.length,
  };
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

function startBrowser(server: Server) {
  vi.stubGlobal("fetch", server.fetch);
  const seen = { unread: 0, refusals: 0 };
  const rooms = new OpenRooms();
  const store = new InboxStore(ME, rooms, null);
  const connection = new Connection(ME, () => {
    seen.refusals += 1;
  });
  const loading = new Loading(connection, store);
  const feed = new Feed(connection, store, loading, rooms);
  // Asked about often.
  rooms.open("cnv_1");
  store.unread.add((count) => {
    seen.unread = count;
  });
  const never = Number.POSITIVE_INFINITY;
  const list = new InfiniteQueryObserver(inboxClient, {
    queryKey: inboxKeys.list(ME, "all", ""),
    queryFn: ({ pageParam }) => loading.page("all", "", pageParam),
    initialPageParam: firstPage(),
    getNextPageParam: (last: InboxPage) => last.nextCursor,
    staleTime: never,
    retry: true,
  });
  const stops = [list.subscribe(() => {})];
  store.start();
  feed.start();
  return {
    feed,
    seen,
    list,
    store,
    open: (conversationId: Id<"cnv">) => {
      const room = new QueryObserver(inboxClient, {
        queryKey: inboxKeys.room(ME, conversationId),
        queryFn: () => loading.room(conversationId),
        staleTime: never,
        retry: true,
      });
      stops.push(room.subscribe(() => {}));
    },
    loadMore: () => list.fetchNextPage({ cancelRefetch: false }),
    readBack: (conversationId: Id<"cnv">) => loading.older(conversationId).catch(() => {}),
    place: (messages: readonly MessageView[]) => {
      for (const message of messages) void loading.show(message);
    },
    close: () => {
      feed.stop();
      store.stop();
      for (const stop of stops) stop();
      inboxClient.clear();
    },
  };
}

function firstPage(): string | null {
  return null;
}

type Browser = ReturnType<typeof startBrowser>;

/** What the person sees in it: everything that is loaded, which must match the server's messages in that range. */
function expectAsStored(browser: Browser, server: Server): void {
  const rows = rowsOf(browser.list.getCurrentResult().data?.pages ?? []);
  const loaded = browser.list.getCurrentResult().hasNextPage ? rows.length : server.rows().length;
  expect(rows.map(withoutView)).toEqual(server.rows().slice(0, loaded));
  expect(browser.seen.unread).toBe(server.unread());
  for (const [conversationId, { messages, row }] of server.conversations) {
    const room = browser.store.findRoom(conversationId);
    if (!room) continue;
    const first = room.messages[0]?.seq ?? 1;
    expect(room.messages).toEqual(messages.slice(first - 1));
    expect(room.hasOlder).toBe(first > 1);
    expect(room.view).toMatchObject(row);
  }
}

/** Only the fields of a row. */
function withoutView(row: ConversationRow): ConversationRow {
  const { conversationId } = row;
  const names = Object.keys(rowOf(conversationId));
  return Object.assign(
    rowOf(conversationId),
    Object.fromEntries(Object.entries(row).filter(([name]) => names.includes(name))),
  );
}

const isUsuallyServer = environmentManager.isServer();

beforeEach(() => {
  vi.useFakeTimers();
  environmentManager.setIsServer(() => false);
});

afterEach(() => {
  environmentManager.setIsServer(() => isUsuallyServer);
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const conversation = fc.constantFrom(...CONVERSATIONS);
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("write"), in: conversation }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("answer"), in: conversation }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("send"), in: conversation }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("edit"), in: conversation }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("delete"), in: conversation }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("read"), in: conversation }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("archive"), in: conversation }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("open"), in: conversation }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("read back"), in: conversation }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("next page"), in: conversation }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("signal"), in: conversation }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("be away"), in: conversation }) },
);

async function take(
  what: { do: string; in: Id<"cnv"> },
  n: number,
  server: Server,
  browser: Browser,
) {
  switch (what.do) {
    case "write":
      return server.write(what.in, OTHER);
    case "answer":
      return server.write(what.in, ME);
    case "send":
      // The answer to a message that was sent from here, which the feed has not heard of yet.
      server.write(what.in, ME);
      return browser.place(server.newest(what.in));
    case "edit":
    case "delete":
      return server.edit(what.in, n, what.do === "delete");
    case "read":
      return server.read(what.in);
    case "archive":
      return server.archive(what.in);
    case "open":
      return browser.open(what.in);
    case "read back":
      return void browser.readBack(what.in);
    case "next page":
      return void browser.loadMore();
    case "signal":
      return void browser.feed.poke();
    default:
      // Long enough to miss changes that are no longer kept.
      server.prune();
      return vi.advanceTimersByTimeAsync(3_000);
  }
}

test("what a person sees equals what is stored, after any changes, cuts, pages and absences", {
  timeout: 120_000,
}, async () => {
  const cuts = fc.array(fc.constantFrom<Cut[]>("none", "none", "before", "after"), {
    maxLength: 60,
  });
  const delay = fc.constantFrom(1, 5, 40, 400);
  const delays = fc.array(fc.tuple(delay, delay), { maxLength: 200 });
  const steps = fc.array(
    fc.record({ what: step, pauseMs: fc.constantFrom(0, 0, 5, 15, 60, 500) }),
    {
      minLength: 5,
      maxLength: 60,
    },
  );
  await fc.assert(
    fc.asyncProperty(steps, cuts, delays, async (given, cut, delaysMs) => {
      const server = new Server();
      const browser = startBrowser(server);
      Object.assign(server, { cuts: cut, delaysMs: [...delaysMs] });
      try {
        for (const [n, { what, pauseMs }] of given.entries()) {
          await take(what, n, server, browser);
          await vi.advanceTimersByTimeAsync(pauseMs);
        }
        server.cuts = [];
        await vi.advanceTimersByTimeAsync(150_000);
        expectAsStored(browser, server);
      } finally {
        browser.close();
      }
    }),
    { numRuns: 600 },
  );
});

test("an edit that arrives while a page without it is still loading is not lost", async () => {
  const server = new Server();
  server.write("cnv_1", OTHER);
  const browser = startBrowser(server);
  await vi.advanceTimersByTimeAsync(100);
  server.delaysMs = [
    [1, 400],
    [1, 400],
  ];
  browser.open("cnv_1");
  await vi.advanceTimersByTimeAsync(20);
  server.edit("cnv_1", 0, false);
  void browser.feed.poke();
  await vi.advanceTimersByTimeAsync(600);
  expect(browser.store.findRoom("cnv_1")?.messages[0]?.body).toMatch(/^edited/);
  expectAsStored(browser, server);
  browser.close();
});

test("an answer that leaves out changes is not trusted: what is shown is loaded again", async () => {
  const server = new Server();
  const browser = startBrowser(server);
  await vi.advanceTimersByTimeAsync(100);
  server.write("cnv_1", OTHER);
  server.write("cnv_2", OTHER);
  server.lost = 1;
  void browser.feed.poke();
  await vi.advanceTimersByTimeAsync(100);
  expectAsStored(browser, server);
  browser.close();
});

test("an ended session is reported at once, and not retried as if the connection were down", async () => {
  const browser = startBrowser(new Server());
  await vi.advanceTimersByTimeAsync(100);
  vi.stubGlobal("fetch", async () => new Response("{}", { status: 401 }));
  await browser.feed.poke();
  expect(browser.seen.refusals).toBe(1);
  browser.close();
});
