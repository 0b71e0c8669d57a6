import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { decline, findStanding, isDeclined, switchOff, switchOn } from "./this-device.ts";

const ANA = "usr_01";
const did: string[] = [];
let hasSubscription = false;
let permission = "default";
let answers: Record<string, number> = {};

const subscription = {
  toJSON: () => ({ endpoint: "https://push.example/1", keys: { p256dh: "p", auth: "a" } }),
  unsubscribe: async () => {
    did.push("unsubscribe");
    hasSubscription = false;
    return true;
  },
};

beforeEach(() => {
  did.length = 0;
  hasSubscription = false;
  permission = "default";
  answers = {};
  const pushManager = {
    getSubscription: async () => (hasSubscription ? subscription : null),
    subscribe: async ({ applicationServerKey }: { applicationServerKey: string }) => {
      did.push(`subscribe ${applicationServerKey}`);
      hasSubscription = true;
      return subscription;
    },
  };
  vi.stubGlobal("navigator", {
    serviceWorker: { getRegistration: async () => ({ pushManager }) },
  });
  vi.stubGlobal("Notification", {
    get permission() {
      return permission;
    },
    requestPermission: async () => {
      did.push("ask the person");
      return permission;
    },
  });
  vi.stubGlobal("window", { PushManager: {}, Notification: {} });
  vi.stubGlobal("fetch", async (path: string, { method }: { method: string }) => {
    did.push(`${method} ${path}`);
    const status = answers[method] ?? 200;
    return Response.json({ publicKey: "ours" }, { status });
  });
});
afterEach(() => vi.unstubAllGlobals());

test("the person is asked before anything else, and an earlier subscription gives way", async () => {
  permission = "granted";
  hasSubscription = true;
  expect(await switchOn(ANA)).toBe("on");
  expect(did).toEqual([
    "ask the person",
    "GET /api/push",
    "unsubscribe",
    "subscribe ours",
    "PUT /api/push",
  ]);
  expect(await findStanding()).toBe("on");
});

test("a person who says no is asked no server, and it stays as it is", async () => {
  permission = "denied";
  expect(await switchOn(ANA)).toBe("denied");
  expect(did).toEqual(["ask the person"]);
});

test("what WorkHub does not take, the browser does not keep", async () => {
  permission = "granted";
  answers = { PUT: 503 };
  await expect(switchOn(ANA)).rejects.toThrow("503");
  expect(hasSubscription).toBe(false);
});

test("switched off, the browser forgets it even when WorkHub does not answer", async () => {
  permission = "granted";
  await switchOn(ANA);
  answers = { DELETE: 503 };
  await expect(switchOff(ANA)).rejects.toThrow("503");
  expect(await findStanding()).toBe("off");
});

test("a browser without push, or without a worker, cannot be told", async () => {
  vi.stubGlobal("navigator", { serviceWorker: { getRegistration: async () => undefined } });
  expect(await findStanding()).toBe("missing");
  vi.stubGlobal("window", { Notification: {} });
  expect(await findStanding()).toBe("missing");
});

test("“Not now” is kept, and where nothing can be kept nobody is asked", () => {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
  expect(isDeclined()).toBe(false);
  decline();
  expect(isDeclined()).toBe(true);
  vi.stubGlobal("localStorage", undefined);
  expect(isDeclined()).toBe(true);
});
