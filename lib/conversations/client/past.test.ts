import { describe, expect, test } from "vitest";
import type { MessagePage, MessageView } from "../schema.ts";
import { extendPast, isBeforeLoaded, joinPast, refreshPast } from "./past.ts";
import type { Room } from "./room.ts";

const TALK = "cnv_00000000000000000000000001";

function messageOf(seq: number, changes: Partial<MessageView> = {}): MessageView {
  return {
    conversationId: TALK,
    seq,
    senderId: "usr_other",
    clientId: `client-${seq}`,
    body: `Message ${seq}`,
    files: [],
    createdAt: new Date(seq * 1_000).toISOString(),
    editedAt: null,
    deletedAt: null,
    replyTo: null,
    reactions: [],
    reactionChanges: 0,
    ...changes,
  };
}

function span(first: number, last: number): MessageView[] {
  return Array.from({ length: last - first + 1 }, (_, index) => messageOf(first + index));
}

function pageOf(first: number, last: number): MessagePage {
  return { messages: span(first, last), events: [], hasOlder: first > 1, hasNewer: true };
}

/** A conversation of which the messages from `first` to the newest are loaded. */
function roomFrom(first: number, last: number): Room {
  const view: Room["view"] = {
    conversationId: TALK,
    other: { userId: "usr_other", name: "Eva", handle: "eva", role: "client", avatarFileId: null },
    jobId: "job_00000000000000000000000001",
    jobTitle: "A job",
    lastSeq: last,
    lastMessageAt: null,
    preview: null,
    lastReadSeq: last,
    otherReadSeq: last,
    unreadCount: 0,
    isMarkedUnread: false,
    isArchived: false,
    viewerId: "usr_me",
    viewerRole: "freelancer",
    contractId: null,
    proposalId: null,
    writingRefusal: null,
    isInvitation: false,
  };
  return { view, messages: span(first, last), ahead: [], events: [], hasOlder: first > 1 };
}

const seqsOf = ({ messages }: { messages: readonly MessageView[] }) =>
  messages.map(({ seq }) => seq);

describe("the past of a conversation", () => {
  test("is asked for only when the message is older than what is loaded", () => {
    const room = roomFrom(50, 90);
    expect(isBeforeLoaded(room, 49)).toBe(true);
    expect(isBeforeLoaded(room, 50)).toBe(false);
    expect(isBeforeLoaded(room, 900)).toBe(false);
    expect(isBeforeLoaded({ ...room, messages: [] }, 1)).toBe(false);
  });

  test("grows at both ends, without a message twice", () => {
    const before = extendPast(pageOf(10, 14), pageOf(5, 10), "before");
    expect(seqsOf(before)).toEqual([5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
    const both = extendPast(before, { ...pageOf(14, 16), hasNewer: false }, "after");
    expect(seqsOf(both).at(-1)).toBe(16);
    expect(both).toMatchObject({ hasOlder: true, hasNewer: false });
  });

  test("becomes one with the rest when nothing is missing in between", () => {
    const room = roomFrom(20, 22);
    expect(joinPast(room, pageOf(10, 18))).toBeNull();
    const joined = joinPast(room, { ...pageOf(17, 20), hasOlder: true });
    expect(joined && seqsOf(joined)).toEqual([17, 18, 19, 20, 21, 22]);
    expect(joinPast(room, { ...pageOf(1, 19), hasOlder: false })?.hasOlder).toBe(false);
  });

  test("takes in what was changed, and nothing that it does not have", () => {
    const edited = messageOf(11, { body: "New", editedAt: new Date(99_000).toISOString() });
    const past = refreshPast(pageOf(10, 12), [edited, messageOf(40)]);
    expect(past.messages.map(({ body }) => body)).toEqual(["Message 10", "New", "Message 12"]);
  });
});
