import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeStorage } from "#db/testing/browser-storage";
import { readStored, writeStored } from "#lib/device-storage";
import { readDraft, writeDraft } from "./drafts.ts";
import {
  askInbox,
  beginSession,
  beginWithout,
  currentInbox,
  currentViewer,
  forgetPerson,
  withInbox,
} from "./session.ts";

const ANA = "usr_ana";
const BEN = "usr_ben";
const KEY = "07".repeat(32);

let reloads: number;
let shown: (number | null)[];
let isLeaving: boolean;

const frame = {
  showUnread: (count: number | null) => shown.push(count),
  showBell: () => {},
  isLeaving: () => isLeaving,
};

beforeEach(() => {
  [reloads, shown, isLeaving] = [0, [], false];
  vi.stubGlobal("localStorage", makeStorage());
  vi.stubGlobal(
    "window",
    Object.assign(new EventTarget(), {
      location: {
        reload: () => {
          reloads += 1;
        },
      },
    }),
  );
  vi.stubGlobal(
    "document",
    Object.assign(new EventTarget(), {
      hidden: false,
      title: "",
      body: { hidden: false },
      hasFocus: () => true,
    }),
  );
  vi.stubGlobal(
    "MutationObserver",
    class {
      observe(): void {}
      disconnect(): void {}
    },
  );
  // Without locks there is no stream: these tests are about who is here.
  vi.stubGlobal("navigator", { onLine: true });
  vi.stubGlobal("fetch", async () => new Response(null, { status: 304 }));
});

afterEach(async () => {
  await forgetPerson({ userId: ANA, deviceKey: KEY });
  vi.unstubAllGlobals();
});

const arrive = (viewerId: typeof ANA | typeof BEN) =>
  beginSession(
    { viewerId, deviceKey: KEY, start: { seq: 0, unreadConversations: 2, unreadNotifications: 0 } },
    frame,
  );
const running = () => new Promise((resolve) => withInbox(resolve));

test("what a page asks for before the inbox runs is done once it runs, and fails if it fails", async () => {
  arrive(ANA);
  expect(currentInbox()).toBeNull();
  const done = askInbox(async ({ viewerId }) => expect(viewerId).toBe(ANA));
  const failed = askInbox(() => Promise.reject(new Error("Not now.")));
  await done;
  await expect(failed).rejects.toThrow("Not now.");
  expect(currentInbox()?.viewerId).toBe(ANA);
  expect(shown).toEqual([2]);
});

test("another person on the same page begins with a new document", async () => {
  arrive(ANA);
  await running();
  arrive(BEN);
  expect(reloads).toBe(1);
  expect(currentViewer()).toBeNull();
  expect(currentInbox()).toBeNull();
  expect(shown.at(-1)).toBeNull();
});

test("the same person again changes nothing", async () => {
  arrive(ANA);
  const first = await running();
  arrive(ANA);
  expect(currentInbox()).toBe(first);
  expect(reloads).toBe(0);
});

test("a page for nobody ends a running inbox, and starts afresh only if there was one", async () => {
  beginWithout(frame);
  expect(reloads).toBe(0);
  arrive(ANA);
  await running();
  beginWithout(frame);
  expect(currentInbox()).toBeNull();
  expect(reloads).toBe(1);
});

test("a person who leaves on purpose leaves nothing on the device", async () => {
  arrive(ANA);
  writeStored(ANA, "draft:cnv_1", "secret");
  await forgetPerson({ userId: ANA, deviceKey: KEY });
  expect(readStored(ANA, "draft:cnv_1")).toBeNull();
  expect(Object.keys(localStorage)).toEqual([]);
});

test("a session that the server has ended shows nothing, keeps what was written sealed, and starts afresh", async () => {
  arrive(ANA);
  writeStored(ANA, "draft:cnv_1", "secret");
  await running();
  vi.stubGlobal("fetch", async () => new Response("{}", { status: 401 }));
  await expect(askInbox(({ commands }) => commands.setBlocked(BEN, true))).rejects.toThrow();
  expect(reloads).toBe(1);
  expect(currentViewer()).toBeNull();
  expect(readStored(ANA, "draft:cnv_1")).toBe("secret");
  expect(JSON.stringify(localStorage)).not.toMatch(/secret|usr_ana/);
});

test("once another tab has made the device another person's, this one shows nothing any more", async () => {
  arrive(ANA);
  await running();
  localStorage.setItem("workhub:viewer", BEN);
  window.dispatchEvent(new Event("storage"));
  expect(document.body.hidden).toBe(true);
  expect(currentViewer()).toBeNull();
  expect(reloads).toBe(1);
});

test("a person who leaves on purpose leaves nothing, even if another tab first noticed that the session is over", async () => {
  arrive(ANA);
  await running();
  writeStored(ANA, "draft:cnv_1", "secret");
  isLeaving = true;
  localStorage.removeItem("workhub:viewer");
  window.dispatchEvent(new Event("storage"));
  await forgetPerson({ userId: ANA, deviceKey: KEY });
  expect(Object.keys(localStorage)).toEqual([]);
});

test("a person who leaves on purpose leaves nothing, even if the page was rendered for nobody before the answer came", async () => {
  arrive(ANA);
  await running();
  writeStored(ANA, "draft:cnv_1", "secret");
  isLeaving = true;
  beginWithout(frame);
  await forgetPerson({ userId: ANA, deviceKey: KEY });
  expect(Object.keys(localStorage)).toEqual([]);
});

test("an inbox that comes to life while its person signs out does not take the device again", async () => {
  isLeaving = true;
  await forgetPerson({ userId: ANA, deviceKey: KEY });
  arrive(ANA);
  expect(currentViewer()).toBeNull();
  expect(Object.keys(localStorage)).toEqual([]);
});

test("while a person signs out nothing starts afresh: the page goes anyway", async () => {
  arrive(ANA);
  await running();
  isLeaving = true;
  arrive(BEN);
  expect(reloads).toBe(0);
});

test("a draft begun before the person was known becomes theirs with the next letter", () => {
  writeDraft("draft:cnv_1", "Hel");
  expect(readDraft("draft:cnv_1")).toBe("Hel");
  arrive(ANA);
  expect(readDraft("draft:cnv_1")).toBe("Hel");
  writeDraft("draft:cnv_1", "Hello");
  expect(readStored(ANA, "draft:cnv_1")).toBe("Hello");
  expect(readDraft("draft:cnv_1")).toBe("Hello");
  writeDraft("draft:cnv_1", "");
  expect(readStored(ANA, "draft:cnv_1")).toBeNull();
});
