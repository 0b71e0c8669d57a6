import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeStorage } from "#db/testing/browser-storage";

/** These tests are about what is written, not about the inbox beside it. */
vi.mock("./inbox.ts", () => ({
  Inbox: class {
    start(): void {}
    stop(): void {}
  },
}));

const ANA = { userId: "usr_ana", deviceKey: "07".repeat(32) } as const;
const BEN = { userId: "usr_ben", deviceKey: "08".repeat(32) } as const;
const DRAFT = "draft:cnv_1";

beforeEach(() => vi.stubGlobal("localStorage", makeStorage()));
afterEach(() => vi.unstubAllGlobals());

/** A page as a document loads it: it knows only what is on the device. The person has not come to life on it yet. */
async function openDocument({ userId, deviceKey }: typeof ANA | typeof BEN) {
  vi.resetModules();
  const location = { reload: vi.fn() };
  vi.stubGlobal("window", Object.assign(new EventTarget(), { location }));
  vi.stubGlobal("document", Object.assign(new EventTarget(), { hidden: false, title: "" }));
  const drafts = await import("./drafts.ts");
  const session = await import("./session.ts");
  const storage = await import("#lib/device-storage");
  drafts.subscribeDrafts(() => {});
  const around = { showUnread: () => {}, showBell: () => {}, isLeaving: () => false };
  return {
    ...drafts,
    arrive: () => session.beginSession({ viewerId: userId, deviceKey, start: null }, around),
    isOpen: () => vi.waitFor(() => expect(storage.isStillClosed(userId)).toBe(false)),
    isSealed: () => vi.waitFor(() => expect(Object.keys(localStorage).join()).toContain("sealed")),
    leave: () => session.forgetPerson({ userId, deviceKey }),
  };
}

/** Leaves a draft on the device. */
async function leaveDraft(person: typeof ANA | typeof BEN, text: string): Promise<void> {
  const page = await openDocument(person);
  page.arrive();
  page.writeDraft(DRAFT, text);
  await page.isSealed();
}

test("a first draft is sealed as soon as the cipher has come, and never stored as it is", async () => {
  const page = await openDocument(ANA);
  page.arrive();
  page.writeDraft(DRAFT, "Two coats");
  expect(page.readDraft(DRAFT)).toBe("Two coats");
  expect(JSON.stringify(localStorage)).not.toContain("Two coats");
  await page.isSealed();
  expect(page.readDraft(DRAFT)).toBe("Two coats");
  expect(JSON.stringify(localStorage)).not.toContain("Two coats");
  const later = await openDocument(ANA);
  later.arrive();
  await later.isOpen();
  expect(later.readDraft(DRAFT)).toBe("Two coats");
});

test.each([
  ["before the person is known", true],
  ["before what was left is open", false],
])("what is written %s comes after what was left", async (_, isFirst) => {
  await leaveDraft(ANA, "Two coats");
  const page = await openDocument(ANA);
  if (isFirst) page.writeDraft(DRAFT, "And the");
  page.arrive();
  if (!isFirst) page.writeDraft(DRAFT, "And the");
  page.writeDraft(DRAFT, "And the lamp");
  expect(page.readDraft(DRAFT)).toBe("And the lamp");
  await page.isOpen();
  await vi.waitFor(() => expect(page.readDraft(DRAFT)).toBe("Two coats\nAnd the lamp"));
});

test("what is written and removed again before that changes nothing", async () => {
  await leaveDraft(ANA, "Two coats");
  const page = await openDocument(ANA);
  page.arrive();
  page.writeDraft(DRAFT, "A");
  page.writeDraft(DRAFT, "");
  await page.isOpen();
  await vi.waitFor(() => expect(page.readDraft(DRAFT)).toBe("Two coats"));
});

test("who leaves takes along what they left earlier, unread, and nobody else's", async () => {
  await leaveDraft(ANA, "Two coats");
  const theirs = { ...localStorage };
  await leaveDraft(BEN, "Three chairs");
  const page = await openDocument(BEN);
  await page.leave();
  const { "workhub:viewer": _, ...left } = theirs;
  expect({ ...localStorage }).toEqual(left);
});
