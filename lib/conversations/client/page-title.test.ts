import { expect, test } from "vitest";
import { withCount } from "./page-title.ts";

test("the number precedes the title once, however often it is added", () => {
  expect(withCount("Inbox · WorkHub", 2)).toBe("(2) Inbox · WorkHub");
  expect(withCount("(2) Inbox · WorkHub", 3)).toBe("(3) Inbox · WorkHub");
  expect(withCount("(99+) Inbox", 100)).toBe("(99+) Inbox");
});

test("with nothing unread the title is as the page wrote it", () => {
  expect(withCount("(99+) Inbox", 0)).toBe("Inbox");
  expect(withCount("(Draft) Inbox", 0)).toBe("(Draft) Inbox");
});
