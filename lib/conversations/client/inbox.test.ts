import { environmentManager, QueryObserver } from "@tanstack/query-core";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { claimDevice, clearDevice } from "#lib/device-storage";
import type {
  ConversationRow,
  ConversationView,
  InboxDelta,
  InboxSignal,
  MessageView,
} from "../schema.ts";
import { Inbox } from "./inbox.ts";
import { inboxClient, inboxKeys } from "./query-client.ts";

const ME = "usr_me";
const OTHER = "usr_other";
const TALK = "cnv_00000000000000000000000001";

const ROW: ConversationRow = {
  conversationId: TALK,
  other: { userId: OTHER, name: "Ana", handle: "ana", role: "freelancer", avatarFileId: null },
  jobId: "job_1",
  jobTitle: "A job",
  lastSeq: 1,
  lastMessageAt: new Date(0).toISOString(),
  preview: null,
  lastReadSeq: 1,
  otherReadSeq: 0,
  unreadCount: 0,
  isMarkedUnread: false,
  isArchived: false,
};

const VIEW: ConversationView = {
  ...ROW,
  viewerId: ME,
  viewerRole: "client",
  contractId: null,
  proposalId: null,
  writingRefusal: null,
  isInvitation: false,
};

function messageOf(seq: number, senderId: typeof ME | typeof OTHER = OTHER): MessageView {
  return {
    conversationId: TALK,
    seq,
    senderId,
    clientId: `c${seq}`,
    body: `message ${seq}`,
    files: [],
    createdAt: new Date(seq).toISOString(),
    editedAt: null,
    deletedAt: null,
    replyTo: null,
    reactions: [],
    reactionChanges: 0,
  };
}

/** The one stream of this browser; the test decides what it says. */
class FakeStream {
  static open: FakeStream | null = null;
  static CLOSED = 2;
  readyState = 1;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;

  constructor() {
    FakeStream.open = this;
  }

  close(): void {
    FakeStream.open = null;
  }
}

/** What this tab has told the others. */
let told: { kind: string }[] = [];

class FakeChannel {
  onmessage: ((event: { data: unknown }) => void) | null = null;

  postMessage(notice: { kind: string }): void {
    told.push(notice);
  }

  close(): void {}
}

/** What the server was asked to do, and what it answers; a number is a refusal. */
let asked: string[] = [];
let answers: Record<string, object | number> = {};
let deltas: InboxDelta[] = [];
let feedsAsked = 0;

async function answer(path: string, { method = "GET", body = null }): Promise<Response> {
  if (method !== "GET") asked.push(`${method} ${path} ${body ?? ""}`.trim());
  if (path.startsWith("/api/inbox?")) {
    feedsAsked += 1;
    const delta = deltas.shift();
    return delta ? Response.json(delta) : new Response(null, { status: 304 });
  }
  const given = answers[`${method} ${path}`] ?? {};
  return typeof given === "number"
    ? Response.json({ detail: "Not now." }, { status: given })
    : Response.json(given);
}

function changed(seq: number, kind: "message" | "read" | "news", message?: MessageView): void {
  const unreadCount = message && message.senderId !== ME ? 1 : 0;
  const row = { ...ROW, lastSeq: message?.seq ?? ROW.lastSeq, unreadCount };
  deltas.push({
    changes: [
      {
        seq,
        kind,
        conversationId: kind === "news" ? null : TALK,
        message: message ?? null,
      },
    ],
    rows: kind === "news" ? [] : [row],
    seq,
    latestSeq: seq,
    unreadConversations: unreadCount,
    unreadNotifications: 0,
  });
}

const page = Object.assign(new EventTarget(), {
  hidden: false,
  title: "Inbox",
  head: null,
  hasFocus: () => isFocused,
});
let isFocused = true;

const isUsuallyServer = environmentManager.isServer();
let inbox: Inbox;
let seen: { unread: number[]; refusals: number; news: number };
let unwatch: () => void;

beforeEach(async () => {
  vi.useFakeTimers();
  environmentManager.setIsServer(() => false);
  [told, asked, deltas, feedsAsked, isFocused] = [[], [], [], 0, true];
  answers = {
    [`GET /api/conversations/${TALK}`]: VIEW,
    [`GET /api/conversations/${TALK}/messages`]: {
      messages: [messageOf(1)],
      events: [],
      hasOlder: false,
      hasNewer: false,
    },
  };
  Object.assign(page, { hidden: false, title: "Inbox" });
  vi.stubGlobal("fetch", answer);
  vi.stubGlobal("document", page);
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("EventSource", FakeStream);
  vi.stubGlobal("BroadcastChannel", FakeChannel);
  vi.stubGlobal(
    "MutationObserver",
    class {
      observe(): void {}
      disconnect(): void {}
    },
  );
  vi.stubGlobal("navigator", {
    onLine: true,
    locks: {
      request: (_: string, ...given: unknown[]) => {
        const work = given.at(-1);
        return typeof work === "function" ? work() : undefined;
      },
    },
  });
  claimDevice(ME);
  seen = { unread: [], refusals: 0, news: 0 };
  inbox = new Inbox({
    viewerId: ME,
    start: { seq: 0, unreadConversations: 0, unreadNotifications: 0 },
    onUnread: (count) => seen.unread.push(count),
    onBell: () => {},
    onRefused: () => {
      seen.refusals += 1;
    },
  });
  inbox.start();
  inbox.store.news.add(() => {
    seen.news += 1;
  });
  FakeStream.open?.onopen?.();
  const room = new QueryObserver(inboxClient, {
    queryKey: inboxKeys.room(ME, TALK),
    queryFn: () => inbox.loadRoom(TALK),
    staleTime: Number.POSITIVE_INFINITY,
  });
  unwatch = room.subscribe(() => {});
  inbox.openRoom(TALK);
  await vi.advanceTimersByTimeAsync(50);
});

afterEach(() => {
  unwatch();
  inbox.stop();
  clearDevice(ME);
  environmentManager.setIsServer(() => isUsuallyServer);
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const say = (signal: InboxSignal) => FakeStream.open?.onmessage?.({ data: JSON.stringify(signal) });
const bodies = () => inbox.store.findRoom(TALK)?.messages.map(({ body }) => body);
const settle = (ms = 50) => vi.advanceTimersByTimeAsync(ms);

describe("what arrives", () => {
  test("is asked for once when a page opens: what the page said itself is not asked again", () => {
    expect(feedsAsked).toBe(1);
  });

  test("is fetched when the stream announces it, and shows in the conversation, the number and the title", async () => {
    changed(1, "message", messageOf(2));
    say({ kind: "changed", seq: 1 });
    await settle();
    expect(bodies()).toEqual(["message 1", "message 2"]);
    expect(seen.unread.at(-1)).toBe(1);
    expect(page.title).toBe("(1) Inbox");
    expect(inbox.connection.state).toBe("live");
  });

  test("refreshes open pages when it is about more than words", async () => {
    changed(1, "read");
    say({ kind: "changed", seq: 1 });
    await settle();
    expect(seen.news).toBe(0);
    changed(2, "news");
    say({ kind: "changed", seq: 2 });
    await settle();
    expect(seen.news).toBe(1);
  });

  test("is fetched by a page that is visible again, and by no hidden one", async () => {
    changed(1, "message", messageOf(2));
    page.hidden = true;
    page.dispatchEvent(new Event("visibilitychange"));
    await settle();
    expect(bodies()).toEqual(["message 1"]);
    page.hidden = false;
    page.dispatchEvent(new Event("visibilitychange"));
    await settle();
    expect(bodies()).toEqual(["message 1", "message 2"]);
  });

  test("shows who is typing for 5 s, or until their message arrives", async () => {
    say({ kind: "typing", conversationId: TALK });
    expect(inbox.typing.isTyping(TALK)).toBe(true);
    await settle(5_000);
    expect(inbox.typing.isTyping(TALK)).toBe(false);
    say({ kind: "typing", conversationId: TALK });
    changed(1, "message", messageOf(2));
    say({ kind: "changed", seq: 1 });
    await settle();
    expect(inbox.typing.isTyping(TALK)).toBe(false);
  });
});

describe("what the person does", () => {
  test("is sent, shown once among the messages, and passed on to the other tabs", async () => {
    answers[`POST /api/conversations/${TALK}/messages`] = messageOf(2, ME);
    inbox.send(TALK, "message 2", [], null);
    expect(inbox.outbox.linesOf(TALK)).toMatchObject([{ body: "message 2", state: "sending" }]);
    await settle();
    expect(inbox.outbox.linesOf(TALK)).toEqual([]);
    expect(bodies()).toEqual(["message 1", "message 2"]);
    expect(told).toContainEqual({ kind: "stored", message: messageOf(2, ME) });
  });

  test("is shown at once when it is archiving, and reverted when it is refused", async () => {
    const path = `PATCH /api/conversations/${TALK}`;
    const isArchived = () => inbox.store.findRow(TALK)?.isArchived;
    const done = inbox.commands.file(TALK, { isArchived: true });
    expect(isArchived()).toBe(true);
    await done;
    expect(asked).toEqual([`${path} {"isArchived":true}`]);
    answers[path] = 422;
    await expect(inbox.commands.file(TALK, { isArchived: false })).rejects.toThrow("Not now.");
    expect(isArchived()).toBe(true);
  });

  test("is asked again when no answer came, but not when it was refused", async () => {
    answers[`PUT /api/blocks/${OTHER}`] = 503;
    const blocking = inbox.commands.setBlocked(OTHER, true);
    await settle(500);
    answers[`PUT /api/blocks/${OTHER}`] = {};
    await settle(2_000);
    await blocking;
    expect(asked).toHaveLength(3);
    answers[`PUT /api/blocks/${OTHER}`] = 409;
    await expect(inbox.commands.setBlocked(OTHER, true)).rejects.toThrow("Not now.");
    expect(asked).toHaveLength(4);
  });

  test("reports once that the session is over", async () => {
    answers[`PUT /api/blocks/${OTHER}`] = 401;
    await expect(inbox.commands.setBlocked(OTHER, true)).rejects.toThrow();
    expect(seen.refusals).toBe(1);
  });
});

describe("what was read", () => {
  const read = `POST /api/conversations/${TALK}/read {"seq":2}`;

  beforeEach(async () => {
    changed(1, "message", messageOf(2));
    say({ kind: "changed", seq: 1 });
    await settle();
  });

  test("is shown at once, and reported a moment after it came into view", async () => {
    inbox.markRead(TALK, 2);
    expect(inbox.store.findRow(TALK)?.unreadCount).toBe(0);
    expect(asked).toEqual([]);
    await settle(400);
    expect(asked).toEqual([read]);
  });

  test("counts only in the window that has the focus", async () => {
    isFocused = false;
    inbox.markRead(TALK, 2);
    await settle(1_000);
    expect(asked).toEqual([]);
    expect(inbox.store.findRow(TALK)?.unreadCount).toBe(1);
    isFocused = true;
    window.dispatchEvent(new Event("focus"));
    await settle(400);
    expect(asked).toEqual([read]);
  });

  test("is reported before the conversation is marked as unread, and does not end the mark", async () => {
    const path = `PATCH /api/conversations/${TALK}`;
    answers[path] = {};
    inbox.markRead(TALK, 2);
    void inbox.commands.file(TALK, { isMarkedUnread: true });
    await settle(0);
    expect(asked.slice(0, 2)).toEqual([read, `${path} {"isMarkedUnread":true}`]);
    expect(inbox.store.findRow(TALK)?.isMarkedUnread).toBe(true);
    await settle(1_000);
    expect(asked.filter((each) => each === read)).toHaveLength(1);
  });

  test("is reported at once when the page goes", async () => {
    inbox.markRead(TALK, 2);
    inbox.pause();
    await settle(0);
    expect(asked).toEqual([read]);
    expect(FakeStream.open).toBeNull();
  });
});

test("without answers the connection counts as lost after the second, and a stopped inbox asks no more", async () => {
  let requests = 0;
  vi.stubGlobal("fetch", async () => {
    requests += 1;
    throw new TypeError("network");
  });
  page.dispatchEvent(new Event("visibilitychange"));
  await settle();
  expect(inbox.connection.state).toBe("live");
  await settle(5_000);
  expect(inbox.connection.state).toBe("offline");
  inbox.stop();
  requests = 0;
  page.dispatchEvent(new Event("visibilitychange"));
  window.dispatchEvent(new Event("focus"));
  await settle(300_000);
  expect(requests).toBe(0);
});
