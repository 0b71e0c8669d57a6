import { expect, test } from "vitest";
import { newId } from "#lib/new-id";
import { formatTypingNotice, parseChangeNotices, parseTypingNotice } from "./announce.ts";

const [ana, kim] = [newId("usr"), newId("usr")];

test("a notice names every person with the number of their newest change", () => {
  expect(parseChangeNotices(`${ana}:12 ${kim}:7`)).toEqual([
    { userId: ana, seq: 12 },
    { userId: kim, seq: 7 },
  ]);
});

test("what is not a notice is left out, and the rest is kept", () => {
  expect(parseChangeNotices("")).toEqual([]);
  expect(parseChangeNotices(`${ana} ${ana}:x usr_1:2 ${ana}:0 ${kim}:7`)).toEqual([
    { userId: kim, seq: 7 },
  ]);
});

test("a typing notice reads back as it was written", () => {
  const notice = { userId: ana, conversationId: newId("cnv") };
  expect(parseTypingNotice(formatTypingNotice(notice))).toEqual(notice);
  expect(parseTypingNotice("")).toBeNull();
  expect(parseTypingNotice(`${ana} elsewhere`)).toBeNull();
});
