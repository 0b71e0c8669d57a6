import { beforeEach, expect, test } from "vitest";
import { renewSubscription } from "./renew-subscription.ts";
import type { PushManagerOfWorker, SubscriptionOfWorker, WorkerScope } from "./worker-scope.ts";

const did: string[] = [];
let statuses: Record<string, number> = {};
let isPermitted = true;

beforeEach(() => {
  did.length = 0;
  statuses = {};
  isPermitted = true;
});

function made(name: string): SubscriptionOfWorker {
  return {
    toJSON: () => ({ endpoint: name, keys: { p256dh: "p", auth: "a" } }),
    unsubscribe: async () => {
      did.push(`unsubscribe ${name}`);
      return true;
    },
  };
}

const pushManager: PushManagerOfWorker = {
  getSubscription: async () => null,
  subscribe: async ({ userVisibleOnly, applicationServerKey }) => {
    if (!isPermitted) throw new Error("Registration failed - permission denied");
    did.push(`subscribe ${applicationServerKey} ${userVisibleOnly}`);
    return made("made");
  },
};

function scope(manager?: PushManagerOfWorker): WorkerScope {
  const nothing = async () => {};
  return {
    location: { origin: "https://work.example" },
    caches: {
      open: async () => Promise.reject(new Error("Nothing is kept here")),
      match: async () => undefined,
      has: async () => false,
      delete: async () => false,
      keys: async () => [],
    },
    clients: {
      claim: nothing,
      matchAll: async () => [],
      openWindow: nothing,
      get: async () => undefined,
    },
    registration: {
      waiting: null,
      ...(manager && { pushManager: manager }),
      showNotification: nothing,
      getNotifications: async () => [],
    },
    fetch: async (address, { method = "GET", body } = {}) => {
      did.push([method, address, body].filter(Boolean).join(" "));
      return Response.json({ publicKey: "ours" }, { status: statuses[method] ?? 200 });
    },
    skipWaiting: nothing,
    addEventListener: () => {},
  };
}

const told = (endpoint: string) =>
  `PUT /api/push {"endpoint":"${endpoint}","keys":{"p256dh":"p","auth":"a"}}`;

test("a subscription that the browser brings along is told to WorkHub", async () => {
  await renewSubscription(scope(pushManager), made("brought"));
  expect(did).toEqual([told("brought")]);
});

test("one that it leaves to be made is made for our key, and told", async () => {
  await renewSubscription(scope(pushManager), null);
  expect(did).toEqual(["GET /api/push", "subscribe ours true", told("made")]);
});

test.each([401, 403, 503])(
  "what WorkHub does not take (%s) is not kept by the browser",
  async (status) => {
    statuses = { PUT: status };
    await renewSubscription(scope(pushManager), made("brought"));
    expect(did).toEqual([told("brought"), "unsubscribe brought"]);
  },
);

test("where nobody is signed in, or may be told, nothing is made", async () => {
  statuses = { GET: 401 };
  await renewSubscription(scope(pushManager), null);
  expect(did).toEqual(["GET /api/push"]);
  statuses = {};
  isPermitted = false;
  await renewSubscription(scope(pushManager), null);
  await renewSubscription(scope(), null);
  expect(did).toEqual(["GET /api/push", "GET /api/push", "GET /api/push"]);
});
