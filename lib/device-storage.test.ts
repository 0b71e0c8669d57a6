import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeStorage } from "#db/testing/browser-storage";
import { unlockDevice } from "./device-seal.ts";
import {
  claimDevice,
  clearDevice,
  listStored,
  readStored,
  releaseDevice,
  writeStored,
} from "./device-storage.ts";

const ANA = "usr_ana";
const KEY = "a".repeat(64);
let items: Record<string, string>;

beforeEach(() => {
  items = makeStorage();
  vi.stubGlobal("localStorage", items);
  unlockDevice(ANA, KEY);
  claimDevice(ANA);
});
afterEach(() => {
  clearDevice(ANA);
  vi.unstubAllGlobals();
});

test("a tab that is left open writes nothing more for a person who has signed out in another one", () => {
  writeStored(ANA, "draft", "Two coats");
  // The other tab.
  for (const key of Object.keys(items)) delete items[key];
  writeStored(ANA, "draft", "Two coats, and the lamp");
  expect(Object.keys(items)).toEqual([]);
  expect(listStored(ANA, "")).toEqual([]);
});

test("a page that is being left writes nothing more for a person who has just signed out there", () => {
  writeStored(ANA, "draft", "Two coats");
  clearDevice(ANA);
  writeStored(ANA, "draft", "Two coats, and the lamp");
  expect(Object.keys(items)).toEqual([]);
  claimDevice(ANA);
  writeStored(ANA, "draft", "Back again");
  expect(readStored(ANA, "draft")).toBe("Back again");
});

test("a session that ended while they were writing takes nothing of it away", () => {
  releaseDevice();
  writeStored(ANA, "draft", "Two coats, and the lamp");
  claimDevice(ANA);
  expect(readStored(ANA, "draft")).toBe("Two coats, and the lamp");
});

/** The modules as a document loads them: it knows only what is on the device. */
async function anotherDocument() {
  vi.resetModules();
  vi.stubGlobal("window", new EventTarget());
  const storage = await import("./device-storage.ts");
  const { unlockDevice } = await import("./device-seal.ts");
  unlockDevice(ANA, KEY);
  return { ...storage, ...(await import("./device-owner.ts")) };
}

test("that something was left is known without opening it, until its owner takes everything along", async () => {
  const first = await anotherDocument();
  expect(first.isAnythingLeft()).toBe(false);
  const heard = vi.fn();
  first.hearLeft(heard);
  first.writeStored(ANA, "draft", "Two coats");
  expect(heard).toHaveBeenCalledOnce();
  expect(first.isAnythingLeft()).toBe(true);
  const second = await anotherDocument();
  expect(second.isAnythingLeft()).toBe(true);
  second.clearDevice(ANA);
  expect((await anotherDocument()).isAnythingLeft()).toBe(false);
});

test("where nothing can be stored, this document still knows that it has left something", async () => {
  const document = await anotherDocument();
  vi.stubGlobal("localStorage", undefined);
  document.writeStored(ANA, "draft", "Two coats");
  expect(document.isAnythingLeft()).toBe(true);
});
