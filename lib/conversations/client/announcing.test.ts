import { expect, test } from "vitest";
import type { MessageView } from "../schema.ts";
import { sayNew } from "./announcing.ts";

function message(seq: number, body: string, change: Partial<MessageView> = {}): MessageView {
  return {
    conversationId: "cnv_1",
    seq,
    senderId: "usr_other",
    clientId: `message-${seq}`,
    body,
    files: [],
    createdAt: "2026-11-22T10:00:00.000Z",
    editedAt: null,
    deletedAt: null,
    replyTo: null,
    reactions: [],
    reactionChanges: 0,
    ...change,
  };
}

test("three messages that arrive at once are all announced, in order, but not those from before", () => {
  const lines = [message(4, "old"), message(5, "one"), message(6, "two"), message(7, "three")];
  expect(sayNew([], lines, 4).map(({ text }) => text)).toEqual(["one", "two", "three"]);
});

test("the second of two equal messages is announced too", () => {
  const first = sayNew([], [message(1, "Yes")], 0);
  expect(sayNew(first, [message(1, "Yes"), message(2, "Yes")], 0)).toHaveLength(2);
});

test("an edit or a deletion changes nothing that was announced and announces nothing new", () => {
  const said = sayNew([], [message(1, "Tuesday"), message(2, "Yes")], 0);
  const edited = message(1, "Wednesday", { editedAt: "2026-11-22T10:01:00.000Z" });
  const deleted = message(2, "", { deletedAt: "2026-11-22T10:01:00.000Z" });
  expect(sayNew(said, [edited, deleted], 0)).toBe(said);
});

test("a message deleted before it could be announced is skipped, and those after it are announced", () => {
  const deleted = message(1, "", { deletedAt: "2026-11-22T10:01:00.000Z" });
  expect(sayNew([], [deleted, message(2, "Hello")], 0)).toEqual([{ seq: 2, text: "Hello" }]);
});
