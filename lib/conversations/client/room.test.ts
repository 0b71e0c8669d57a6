import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ConversationView, EventView, MessageView, QuoteView } from "../schema.ts";
import {
  addOlder,
  firstLines,
  firstUnread,
  lineKey,
  linesOf,
  missingAfter,
  type Outgoing,
  openRoom,
  type Room,
  receive,
} from "./room.ts";

const ME = "usr_me";
const OTHER = "usr_other";
const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();

function messageOf(seq: number, changes: Partial<MessageView> = {}): MessageView {
  return {
    conversationId: "cnv_1",
    seq,
    senderId: seq % 2 ? OTHER : ME,
    clientId: `client-${seq}`,
    body: `message ${seq}`,
    files: [],
    createdAt: at(seq),
    editedAt: null,
    deletedAt: null,
    replyTo: null,
    reactions: [],
    reactionChanges: 0,
    ...changes,
  };
}

const VIEW: ConversationView = {
  conversationId: "cnv_1",
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
  viewerId: ME,
  viewerRole: "client",
  contractId: null,
  proposalId: null,
  writingRefusal: null,
  isInvitation: false,
};

const span = (first: number, last: number) =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => messageOf(first + index));

function roomOf(messages: readonly MessageView[], view: Partial<ConversationView> = {}): Room {
  const lastSeq = messages.at(-1)?.seq ?? 0;
  return openRoom(
    { ...VIEW, lastSeq, ...view },
    { messages, events: [], hasOlder: (messages[0]?.seq ?? 1) > 1, hasNewer: false },
  );
}

const seqsOf = ({ messages }: Room) => messages.map(({ seq }) => seq);

describe("receiving", () => {
  test("any order, with repeats and missing pieces, shows the stored sequence without a gap", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5 }),
        fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 40 }),
        (loaded, arrivals) => {
          const room = arrivals.reduce(
            (current, seq) => receive(current, [messageOf(seq)]),
            roomOf(span(1, loaded)),
          );
          const known = new Set([...span(1, loaded).map(({ seq }) => seq), ...arrivals]);
          const expected: number[] = [];
          for (let seq = 1; known.has(seq); seq += 1) expected.push(seq);
          expect(seqsOf(room)).toEqual(expected);
          expect(room.ahead.map(({ seq }) => seq)).toEqual(
            [...known].filter((seq) => seq > expected.length).sort((a, b) => a - b),
          );
          expect(missingAfter(room) === null).toBe(
            known.size === expected.length && room.view.lastSeq <= expected.length,
          );
        },
      ),
    );
  });

  test("filling the gap reveals what waited behind it", () => {
    const waiting = receive(roomOf(span(1, 3)), span(6, 8));
    expect(seqsOf(waiting)).toEqual([1, 2, 3]);
    expect(missingAfter(waiting)).toBe(3);
    const filled = receive(waiting, span(4, 5));
    expect(seqsOf(filled)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(filled.ahead).toEqual([]);
  });

  test("a row that counts more messages than are shown is a gap", () => {
    expect(missingAfter(roomOf(span(1, 3), { lastSeq: 5 }))).toBe(3);
    expect(missingAfter(roomOf([], { lastSeq: 2 }))).toBe(0);
    expect(missingAfter(roomOf(span(1, 3)))).toBeNull();
  });

  test("an edit and a reaction both last, whichever is heard of first", () => {
    const edited = messageOf(1, { body: "edited", editedAt: at(10) });
    const reactions: MessageView["reactions"] = [{ reaction: "love", userIds: [ME] }];
    const reacted = messageOf(1, { reactions, reactionChanges: 3 });
    const takenBack = messageOf(1, { reactionChanges: 2 });
    for (const arrivals of [
      [edited, takenBack, reacted],
      [reacted, takenBack, edited],
      [takenBack, reacted, edited],
    ]) {
      const room = arrivals.reduce((current, state) => receive(current, [state]), roomOf([]));
      expect(room.messages).toEqual([{ ...edited, reactions, reactionChanges: 3 }]);
    }
  });

  test("a message ends in its latest state, in whatever order the states arrive", () => {
    const states = [
      messageOf(1),
      messageOf(1, { body: "once", editedAt: at(10) }),
      messageOf(1, { body: "twice", editedAt: at(11) }),
      messageOf(1, { body: "", deletedAt: at(12) }),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(states, { minLength: 1 }), (arrivals) => {
        const room = arrivals.reduce((current, state) => receive(current, [state]), roomOf([]));
        const latest = states.findLast((state) => arrivals.includes(state));
        expect(room.messages).toEqual([latest]);
      }),
    );
  });

  test("older pages join without duplicates, and an edit of an unloaded message changes nothing", () => {
    const room = roomOf(span(51, 100));
    expect(receive(room, [messageOf(3, { body: "edited", editedAt: at(200) })])).toEqual(room);
    const page = { messages: span(1, 52), events: [], hasOlder: false, hasNewer: true };
    expect(seqsOf(addOlder(room, page))).toEqual(span(1, 100).map(({ seq }) => seq));
    expect(addOlder(room, page).hasOlder).toBe(false);
  });
});

describe("lines", () => {
  const outgoing = (clientId: string): Outgoing => ({
    clientId,
    body: "on its way",
    files: [],
    replyTo: null,
    state: "sending",
    problem: null,
    createdAt: at(60),
  });

  test("what waits on this device is shown before the browser has its own copy", () => {
    const page = { messages: span(1, 2), events: [], hasOlder: false, hasNewer: false };
    const first = { view: VIEW, page, requestKey: "key", fileBytes: 1 };
    const kinds = firstLines(first, [outgoing("client-9")]).map(({ kind }) => kind);
    expect(kinds).toEqual(["message", "message", "outgoing"]);
  });

  test("a sent message takes the place of its outgoing line and keeps its key", () => {
    const before = linesOf(roomOf(span(1, 1)), [outgoing("client-2"), outgoing("client-3")]);
    const after = linesOf(roomOf(span(1, 2)), [outgoing("client-2"), outgoing("client-3")]);
    expect(before.map(lineKey)).toEqual(after.map(lineKey));
    expect(after.map(({ kind }) => kind)).toEqual(["message", "message", "outgoing"]);
  });

  test("the other person’s reference never hides a message being sent from here", () => {
    const theirs = roomOf([messageOf(1, { clientId: "same" })]);
    expect(linesOf(theirs, [outgoing("same")])).toHaveLength(2);
  });

  test("an event is placed between the messages before and after it", () => {
    const event = (id: `evt_${string}`, minute: number): EventView => ({
      eventId: id,
      kind: "hired",
      text: "Hired",
      amountCents: null,
      at: at(minute),
    });
    const room = { ...roomOf(span(1, 3)), events: [event("evt_a", 0), event("evt_b", 2)] };
    const kinds = linesOf({ ...room, events: [...room.events, event("evt_c", 9)] }, []).map(
      lineKey,
    );
    expect(kinds).toEqual(["evt_a", "message-1", "evt_b", "client-2", "message-3", "evt_c"]);
  });

  test("“seen” marks what the other person has read of the viewer’s messages", () => {
    const lines = linesOf(roomOf(span(1, 4), { otherReadSeq: 3 }), []);
    const seen = lines.flatMap((line) => (line.kind === "message" ? [line.isSeen] : []));
    expect(seen).toEqual([false, true, false, false]);
  });
});

describe("the first unread message", () => {
  test("is the other person’s first message after what was read that is not deleted", () => {
    const messages = [messageOf(1), messageOf(2), messageOf(3, { deletedAt: at(9) }), messageOf(5)];
    expect(firstUnread(roomOf(messages, { lastReadSeq: 2, unreadCount: 1 }))).toBe(5);
  });

  test("is none when nothing is unread", () => {
    expect(firstUnread(roomOf(span(1, 3), { lastReadSeq: 3 }))).toBeNull();
  });

  test("can be older than what is loaded", () => {
    expect(firstUnread(roomOf(span(51, 100), { lastReadSeq: 20, unreadCount: 80 }))).toBe(21);
  });
});

describe("a quote", () => {
  const quote: QuoteView = {
    seq: 1,
    senderId: OTHER,
    text: "Before",
    fileName: null,
    isDeleted: false,
  };
  const answer = messageOf(3, { replyTo: quote });

  test("says what the quoted message says now, whether or not that is loaded", () => {
    const edited = messageOf(1, { senderId: OTHER, body: "After", editedAt: at(9) });
    for (const loaded of [
      [messageOf(1), messageOf(2), answer],
      [messageOf(2), answer],
    ]) {
      const { messages } = receive(roomOf(loaded), [edited]);
      expect(messages.at(-1)?.replyTo).toEqual({ ...quote, text: "After" });
    }
  });

  test("says that the quoted message was deleted, and nothing else of it", () => {
    const deleted = messageOf(1, { senderId: OTHER, body: "", deletedAt: at(9) });
    const { messages } = receive(roomOf([messageOf(2), answer]), [deleted]);
    expect(messages.at(-1)?.replyTo).toEqual({ ...quote, text: "", isDeleted: true });
  });
});
