import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  askToInstall,
  installWay,
  isFirstOffer,
  noteOffer,
  subscribeInstall,
  watchInstall,
} from "./install.ts";

let page: EventTarget;
let stop: () => void;

beforeEach(() => {
  page = new EventTarget();
  vi.stubGlobal("window", page);
  vi.stubGlobal("navigator", {});
  const items = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => items.set(key, value),
  });
  stop = watchInstall();
});
afterEach(() => {
  page.dispatchEvent(new Event("appinstalled"));
  stop();
  vi.unstubAllGlobals();
});

function canInstall() {
  const event = new Event("beforeinstallprompt", { cancelable: true });
  return Object.assign(event, { prompt: vi.fn(async () => {}) });
}

test("WorkHub asks at its own moment, and each time only once", async () => {
  const told = vi.fn();
  subscribeInstall(told);
  expect(installWay()).toBeNull();
  const event = canInstall();
  page.dispatchEvent(event);
  expect(event.defaultPrevented).toBe(true);
  expect(installWay()).toBe("asked");
  expect(told).toHaveBeenCalledOnce();
  await askToInstall();
  await askToInstall();
  expect(event.prompt).toHaveBeenCalledOnce();
  expect(installWay()).toBeNull();
});

test("what is installed is offered no more", () => {
  page.dispatchEvent(canInstall());
  page.dispatchEvent(new Event("appinstalled"));
  expect(installWay()).toBeNull();
});

test("where only the person can install, they are told how, until they have", () => {
  vi.stubGlobal("navigator", { standalone: false });
  expect(installWay()).toBe("by-hand");
  vi.stubGlobal("navigator", { standalone: true });
  expect(installWay()).toBeNull();
});

test("it is offered once on a device, and never where that cannot be remembered", () => {
  expect(isFirstOffer()).toBe(true);
  noteOffer();
  expect(isFirstOffer()).toBe(false);
  vi.stubGlobal("localStorage", undefined);
  expect(isFirstOffer()).toBe(false);
  expect(() => noteOffer()).not.toThrow();
});
