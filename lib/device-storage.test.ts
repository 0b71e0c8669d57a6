import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeStorage } from "#db/testing/browser-storage";
import {
  claimDevice,
  clearDevice,
  listStored,
  readStored,
  releaseDevice,
  unlockDevice,
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
