import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { KEEP_EVERY_MS, PAGES_MAX, PATIENCE_MS, type PushMessage, SETTLE_MS } from "../policy.ts";
import { startWorker } from "./app-worker.ts";
import { withAsOf } from "./document.ts";
import type { SharedThings } from "./notices.ts";
import { markOf, type Vault } from "./vault.ts";
import type { Build, FetchEvent, MessageEventOfTab, WorkerScope } from "./worker-scope.ts";

const ORIGIN = "https://work.example";
const ANA = "a".repeat(64);
const BEN = "b".repeat(64);
const NOBODY = "";
const CONTRACT = `/contracts/ctr_${"1".repeat(26)}`;
const JOB = `job_${"2".repeat(26)}`;
const TALK = `cnv_${"3".repeat(26)}`;
const BUILD: Build = {
  id: "one",
  files: ["/_next/static/shell.js", "/_next/static/look.css"],
  parts: ["/_next/static/menu.js"],
  look: { root: ' lang="en" class="letters"', styles: ["/_next/static/look.css"] },
};

/** One cache of a browser, whose entries are found by their addresses. */
class MemoryCache implements Cache {
  readonly entries = new Map<string, Response>();
  readonly #fetch: (address: string) => Promise<Response>;

  constructor(fetch: (address: string) => Promise<Response>) {
    this.#fetch = fetch;
  }

  async match(asked: RequestInfo | URL): Promise<Response | undefined> {
    return this.entries.get(addressOf(asked))?.clone();
  }

  async put(asked: RequestInfo | URL, response: Response): Promise<void> {
    this.entries.set(addressOf(asked), response);
  }

  async delete(asked: RequestInfo | URL): Promise<boolean> {
    return this.entries.delete(addressOf(asked));
  }

  async keys(): Promise<Request[]> {
    return [...this.entries.keys()].map((address) => new Request(address));
  }

  async matchAll(): Promise<Response[]> {
    return [...this.entries.values()].map((response) => response.clone());
  }

  async add(asked: RequestInfo | URL): Promise<void> {
    await this.put(asked, await this.#fetch(addressOf(asked)));
  }

  async addAll(asked: Iterable<RequestInfo>): Promise<void> {
    for (const one of asked) await this.add(one);
  }
}

function addressOf(asked: RequestInfo | URL): string {
  return new URL(asked instanceof Request ? asked.url : asked, ORIGIN).href;
}

/** The caches of one browser: they outlive its workers. */
class MemoryCaches implements CacheStorage {
  readonly all = new Map<string, MemoryCache>();
  readonly #fetch: (address: string) => Promise<Response>;

  constructor(fetch: (address: string) => Promise<Response>) {
    this.#fetch = fetch;
  }

  async open(name: string): Promise<MemoryCache> {
    const cache = this.all.get(name) ?? new MemoryCache(this.#fetch);
    this.all.set(name, cache);
    return cache;
  }

  async match(asked: RequestInfo | URL): Promise<Response | undefined> {
    for (const cache of this.all.values()) {
      const found = await cache.match(asked);
      if (found) return found;
    }
    return undefined;
  }

  async has(name: string): Promise<boolean> {
    return this.all.has(name);
  }

  async delete(name: string): Promise<boolean> {
    return this.all.delete(name);
  }

  async keys(): Promise<string[]> {
    return [...this.all.keys()];
  }
}

type Listener = (event: never) => void;
type Sent = { kind: string };

/** A browser with one tab, a server behind it, and a worker that can be stopped and started again. */
class Device {
  readonly caches = new MemoryCaches((address) => this.#serve(address));
  readonly asked: string[] = [];
  readonly told: unknown[] = [];
  readonly toWaiting: unknown[] = [];
  vault: Vault | null = null;
  /** The browser lets nothing be stored in its database. */
  isForbidden = false;
  isOnline = true;
  hasWaiting = false;
  hasTakenOver = false;
  /** The documents of the server, by path: for whom they are made, and what is in them. */
  documents: Record<string, { deviceKey: string; text?: string; status?: number }> = {};
  /** Holds back the server's next answers. */
  gate: Promise<void> = Promise.resolve();
  gone = new Set<string>();
  /** The tabs that are open, by their paths, and what becomes of them. */
  tabs: string[] = [];
  readonly opened: string[] = [];
  /** What stands on the screen. */
  shown: { title: string; how: NotificationOptions }[] = [];
  isSubscribed = false;
  #listeners = new Map<string, Listener>();
  #work: Promise<unknown>[] = [];

  start(build: Build = BUILD): this {
    this.#listeners = new Map();
    const scope: WorkerScope = {
      location: { origin: ORIGIN },
      caches: this.caches,
      clients: {
        claim: async () => {},
        matchAll: async () => this.tabs.map((path) => this.#tab(path)),
        openWindow: async (address) => this.opened.push(new URL(address).pathname),
        get: async (id) => (id === "tab" ? this.#tab("/") : undefined),
      },
      registration: this.#registration(),
      fetch: (request) => this.#serve(typeof request === "string" ? request : request.url),
      skipWaiting: async () => {
        this.hasTakenOver = true;
      },
      addEventListener: (kind, listener) => {
        this.#listeners.set(kind, listener);
      },
    };
    startWorker(scope, build, {
      read: async () => {
        if (this.isForbidden) throw new Error("The operation is insecure.");
        return this.vault;
      },
      write: async (vault) => {
        this.vault = vault;
      },
      clear: async () => {
        this.vault = null;
      },
    });
    return this;
  }

  /** What the browser does with a new worker. */
  async install(build: Build = BUILD): Promise<this> {
    this.start(build);
    await this.#dispatch("install", {});
    await this.#dispatch("activate", {});
    return this;
  }

  /** Opens an address as a person does; what the tab then shows. */
  async open(path: string): Promise<{ text: string; answer: Response }> {
    const answer = await this.ask({ path, mode: "navigate" });
    if (!answer) throw new Error(`The worker left ${path} to the browser`);
    const location = answer.headers.get("location");
    if (location) return this.open(location);
    const text = await answer.text();
    await this.settle();
    return { text, answer };
  }

  /** What the worker answers, or null when it leaves the request to the browser. */
  async ask(how: {
    path: string;
    method?: string;
    mode?: RequestMode;
    headers?: Record<string, string>;
    form?: FormData;
  }): Promise<Response | null> {
    const { path, method = "GET", mode = "cors", headers = {}, form = new FormData() } = how;
    let answer: Promise<Response> | null = null;
    const event: FetchEvent = {
      request: {
        method,
        mode,
        headers: new Headers(headers),
        url: new URL(path, ORIGIN).href,
        formData: async () => form,
      },
      clientId: "tab",
      respondWith: (given) => {
        answer = given;
      },
      waitUntil: (work) => this.#work.push(work),
    };
    this.#call("fetch", event);
    return answer;
  }

  async tell(data: unknown): Promise<unknown> {
    let heard: unknown;
    const channel = new MessageChannel();
    channel.port1.postMessage = (message: unknown) => {
      heard = message;
    };
    const event: MessageEventOfTab = {
      data,
      ports: [channel.port1],
      waitUntil: (work) => this.#work.push(work),
    };
    this.#call("message", event);
    await this.settle();
    channel.port1.close();
    channel.port2.close();
    return heard;
  }

  /** The push service delivers this; what then stands on the screen. */
  async push(text: string | null): Promise<string[]> {
    await this.#dispatch("push", { data: text === null ? null : { text: () => text } });
    return this.shown.map(({ title }) => title);
  }

  /** The person presses what was shown last. */
  async press(): Promise<void> {
    await this.#dispatch("notificationclick", { notification: this.#screen().at(-1) });
  }

  #screen() {
    return this.shown.map((one) => ({
      data: one.how.data,
      close: () => {
        this.shown = this.shown.filter((other) => other !== one);
      },
    }));
  }

  #tab(path: string) {
    return {
      url: new URL(path, ORIGIN).href,
      postMessage: (sent: unknown) => this.told.push(sent),
      focus: async () => this.opened.push(`focus ${path}`),
    };
  }

  /** Until the worker has done everything that it had begun. */
  async settle(): Promise<void> {
    while (this.#work.length > 0) await Promise.all(this.#work.splice(0));
  }

  /** Everything on this device that is not part of a build, as text. */
  async kept(): Promise<string[]> {
    const cache = this.caches.all.get("workhub-kept");
    if (!cache) return [];
    return Promise.all(
      [...cache.entries].map(
        async ([address, response]) => address + (await response.clone().text()),
      ),
    );
  }

  #registration(): WorkerScope["registration"] {
    const device = this;
    return {
      pushManager: {
        getSubscription: async () =>
          device.isSubscribed
            ? {
                unsubscribe: async () => {
                  device.isSubscribed = false;
                  return true;
                },
              }
            : null,
      },
      showNotification: async (title, how) => {
        const others = device.shown.filter((one) => one.how.tag !== how.tag);
        device.shown = [...others, { title, how }];
      },
      getNotifications: async () => device.#screen(),
      get waiting() {
        return device.hasWaiting
          ? { postMessage: (sent: unknown) => device.toWaiting.push(sent) }
          : null;
      },
    };
  }

  async #dispatch(kind: string, event: object): Promise<void> {
    this.#call(kind, { ...event, waitUntil: (work: Promise<unknown>) => this.#work.push(work) });
    await this.settle();
  }

  #call(kind: string, event: object): void {
    const listener = this.#listeners.get(kind);
    if (listener) Reflect.apply(listener, undefined, [event]);
  }

  async #serve(address: string): Promise<Response> {
    const { pathname, search } = new URL(address, ORIGIN);
    this.asked.push(pathname + search);
    await this.gate;
    if (!this.isOnline) throw new TypeError("Failed to fetch");
    if (this.gone.has(pathname)) return new Response("gone", { status: 404 });
    if (pathname.startsWith("/_next/") || /\.\w+$/.test(pathname)) return new Response(pathname);
    const found = this.documents[pathname + search] ?? this.documents[pathname];
    if (!found) return new Response("{}", { headers: { "content-type": "application/json" } });
    const { deviceKey, text = pathname, status = 200 } = found;
    return new Response(documentOf(deviceKey, text), {
      status,
      headers: {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": "script-src 'nonce-1'",
      },
    });
  }
}

function documentOf(deviceKey: string, text: string): string {
  return `<!DOCTYPE html><html lang="en" class="letters"><head><meta name="device-key" content="${deviceKey}"/><link rel="stylesheet" href="/_next/static/look.css"/><title>${text} · WorkHub</title></head><body class="x"><main>${text}</main><script src="/_next/static/part.js"></script></body></html>`;
}

async function deviceOf(documents: Device["documents"]): Promise<Device> {
  const device = new Device();
  device.documents = documents;
  return device.install();
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 10, 26, 14, 2), toFake: ["Date", "setTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("without a connection", () => {
  test.each(["/jobs?q=tide", `/jobs/${JOB}`, `/inbox/${TALK}`, CONTRACT, "/wallet", "/home"])(
    "%s is shown as it was read, says as of when, and keeps its security headers",
    async (path) => {
      const device = await deviceOf({ [path]: { deviceKey: ANA, text: "The pilot waits." } });
      await device.open(path);
      device.isOnline = false;
      vi.setSystemTime(new Date(2026, 10, 26, 17, 0));
      const { text, answer } = await device.open(path);
      expect(text).toContain("<main>The pilot waits.</main>");
      expect(text).toContain('<body class="x"><as-of-note role="status">');
      expect(text).toContain("As of 14:02.");
      expect(answer.headers.get("content-security-policy")).toBe("script-src 'nonce-1'");
    },
  );

  test("a page of another day says which day", async () => {
    const device = await deviceOf({ "/wallet": { deviceKey: ANA } });
    await device.open("/wallet");
    device.isOnline = false;
    vi.setSystemTime(new Date(2026, 10, 28, 9, 0));
    expect((await device.open("/wallet")).text).toContain("As of 26 Nov 14:02.");
  });

  test("the worker that kept a page need not be the one that shows it", async () => {
    const device = await deviceOf({ [CONTRACT]: { deviceKey: ANA, text: "Held." } });
    await device.open(CONTRACT);
    device.isOnline = false;
    expect((await device.start().open(CONTRACT)).text).toContain("Held.");
  });

  test("a page that was never read says so in its own words, and lists what can be read", async () => {
    const device = await deviceOf({
      [CONTRACT]: { deviceKey: ANA, text: "Chart the &lt;shoals&gt;" },
    });
    await device.open(CONTRACT);
    device.isOnline = false;
    const { text, answer } = await device.open("/settings");
    expect(text).toContain("This page has not been read on this device yet.");
    expect(text).toContain(`href="${CONTRACT}"`);
    expect(text).toContain("<bdi>Chart the &lt;shoals&gt;</bdi>");
    expect(text).toContain("as of 14:02");
    expect(text).toContain('<html lang="en" class="letters">');
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("script-src");
  });

  test("somebody who has read nothing is told when pages are kept", async () => {
    const device = await deviceOf({});
    device.isOnline = false;
    const { text } = await device.open("/jobs");
    expect(text).toContain("Nothing can be read here yet");
    expect(text).toContain('<link rel="stylesheet" href="/_next/static/look.css">');
  });

  test("a job that was opened beside the list is read on its own page", async () => {
    const device = await deviceOf({
      [`/jobs/${JOB}`]: { deviceKey: ANA, text: "The whole job." },
      "/home": { deviceKey: ANA },
    });
    await device.open("/home");
    await device.ask({ path: `/api/jobs/${JOB}` });
    await vi.advanceTimersByTimeAsync(SETTLE_MS);
    await device.settle();
    device.isOnline = false;
    expect((await device.open(`/jobs?q=x&job=${JOB}`)).text).toContain("The whole job.");
  });

  test("a server that a proxy cannot reach is no server", async () => {
    const device = await deviceOf({ "/wallet": { deviceKey: ANA, text: "€40.00" } });
    await device.open("/wallet");
    device.documents = { "/wallet": { deviceKey: NOBODY, text: "Bad gateway", status: 502 } };
    expect((await device.open("/wallet")).text).toContain("€40.00");
  });

  test("a server that does not begin to answer is not waited for", async () => {
    const device = await deviceOf({ "/wallet": { deviceKey: ANA, text: "€40.00" } });
    await device.open("/wallet");
    let letPass = () => {};
    device.gate = new Promise((resolve) => {
      letPass = resolve;
    });
    const opened = device.ask({ path: "/wallet", mode: "navigate" });
    await vi.advanceTimersByTimeAsync(PATIENCE_MS);
    expect(await (await opened)?.text()).toContain("As of 14:02.");
    letPass();
    await device.settle();
  });

  test("where nothing may be stored, pages come from the server, and without one there are plain words", async () => {
    const device = new Device();
    device.isForbidden = true;
    device.documents = { "/wallet": { deviceKey: ANA, text: "€40.00" } };
    await device.start();
    expect((await device.open("/wallet")).text).toContain("€40.00");
    device.isOnline = false;
    expect((await device.open("/wallet")).text).toContain("This page has not been read");
  });

  test("a page that is damaged on the device counts as never read", async () => {
    const device = await deviceOf({ "/wallet": { deviceKey: ANA, text: "€40.00" } });
    await device.open("/wallet");
    const cache = await device.caches.open("workhub-kept");
    for (const address of cache.entries.keys()) {
      await cache.put(address, new Response("x".repeat(64)));
    }
    device.isOnline = false;
    expect((await device.open("/wallet")).text).toContain("This page has not been read");
  });

  test("a page is not shown any more once its session would have ended", async () => {
    const device = await deviceOf({ "/wallet": { deviceKey: ANA, text: "€40.00" } });
    await device.open("/wallet");
    device.isOnline = false;
    vi.setSystemTime(new Date(2026, 11, 11));
    expect((await device.open("/wallet")).text).not.toContain("€40.00");
  });
});

describe("what is left to the browser", () => {
  test.each([
    ["a form", { path: "/wallet/withdraw", method: "POST", headers: { "next-action": "x" } }],
    ["a form without scripts", { path: "/wallet/add-funds", method: "POST", mode: "navigate" }],
    ["a message", { path: `/api/conversations/${TALK}/messages`, method: "POST" }],
    ["what became of a form", { path: "/api/forms/key", method: "POST" }],
    ["changes of the inbox", { path: "/api/inbox?since=1" }],
    ["the stream", { path: "/api/inbox/stream" }],
    ["an upload", { path: "/api/uploadthing/ingest/key", method: "PUT" }],
    ["a file", { path: "/files/fil_1", mode: "navigate" }],
    ["a part of a page", { path: "/wallet", headers: { rsc: "1" } }],
    ["another site", { path: "https://other.example/" }],
  ] as const)("%s", async (_, request) => {
    const device = await deviceOf({ "/home": { deviceKey: ANA } });
    expect(await device.ask(request)).toBeNull();
  });

  test("and nothing of that is ever sent by the worker", async () => {
    const device = await deviceOf({ "/home": { deviceKey: ANA } });
    await device.open("/home");
    const before = device.asked.length;
    device.isOnline = false;
    await device.ask({ path: "/wallet/withdraw", method: "POST", headers: { "next-action": "x" } });
    device.isOnline = true;
    await vi.advanceTimersByTimeAsync(KEEP_EVERY_MS);
    await device.settle();
    expect(device.asked.slice(before)).toEqual([]);
  });
});

describe("what is kept", () => {
  test("names and contents are sealed", async () => {
    const device = await deviceOf({ [CONTRACT]: { deviceKey: ANA, text: "The pilot waits." } });
    await device.open(CONTRACT);
    const kept = await device.kept();
    expect(kept).toHaveLength(1);
    expect(kept.join()).not.toMatch(/pilot|contracts|ctr_|device-key/);
    expect(device.vault?.sealing.extractable).toBe(false);
    expect(device.vault?.naming.extractable).toBe(false);
    expect(JSON.stringify(device.vault)).not.toContain(ANA);
  });

  test("forms, settings and the admin's pages are not kept, nor what leads elsewhere or failed", async () => {
    const device = await deviceOf({
      "/home": { deviceKey: ANA, text: '<template data-dgst="NEXT_REDIRECT;/x"></template>' },
      "/settings": { deviceKey: ANA },
      "/wallet/withdraw": { deviceKey: ANA },
      "/admin": { deviceKey: ANA },
      "/wallet": { deviceKey: ANA, status: 500 },
    });
    for (const path of Object.keys(device.documents)) await device.open(path);
    expect(await device.kept()).toEqual([]);
  });

  test("a page reached by the router is kept as a document, once for many of its requests", async () => {
    const device = await deviceOf({
      "/home": { deviceKey: ANA },
      "/wallet": { deviceKey: ANA, text: "€40.00" },
    });
    await device.open("/home");
    for (let times = 0; times < 5; times += 1) {
      await device.ask({ path: "/wallet?_rsc=1", headers: { rsc: "1" } });
    }
    await vi.advanceTimersByTimeAsync(SETTLE_MS);
    await device.settle();
    expect(device.asked.filter((path) => path === "/wallet")).toHaveLength(1);
    device.isOnline = false;
    expect((await device.open("/wallet")).text).toContain("€40.00");
  });

  test("what the router fetches ahead is not kept: nobody has read it", async () => {
    const device = await deviceOf({ "/home": { deviceKey: ANA }, "/wallet": { deviceKey: ANA } });
    await device.open("/home");
    await device.ask({ path: "/wallet", headers: { rsc: "1", "next-router-prefetch": "1" } });
    await vi.advanceTimersByTimeAsync(KEEP_EVERY_MS);
    await device.settle();
    expect(device.asked).not.toContain("/wallet");
  });

  test("strangers cost the server nothing", async () => {
    const device = await deviceOf({ "/": { deviceKey: NOBODY }, "/jobs": { deviceKey: NOBODY } });
    await device.open("/");
    await device.ask({ path: "/jobs", headers: { rsc: "1" } });
    await vi.advanceTimersByTimeAsync(KEEP_EVERY_MS);
    await device.settle();
    expect(device.asked).not.toContain("/jobs");
    expect(await device.kept()).toEqual([]);
  });

  test("a conversation that was read or written in is kept again", async () => {
    const path = `/inbox/${TALK}`;
    const device = await deviceOf({ [path]: { deviceKey: ANA, text: "One." } });
    await device.open(path);
    device.documents = { [path]: { deviceKey: ANA, text: "One. Two." } };
    await device.ask({ path: `/api/conversations/${TALK}/read`, method: "POST" });
    await vi.advanceTimersByTimeAsync(KEEP_EVERY_MS);
    await device.settle();
    device.isOnline = false;
    expect((await device.open(path)).text).toContain("One. Two.");
  });

  test("the first page of a visit, which loaded before the worker was in charge", async () => {
    const device = await deviceOf({ "/wallet": { deviceKey: ANA, text: "€40.00" } });
    await device.tell({ kind: "here", deviceKey: ANA, address: `${ORIGIN}/wallet` });
    device.isOnline = false;
    expect((await device.open("/wallet")).text).toContain("€40.00");
    // The page's own scripts too.
    expect(await device.ask({ path: "/_next/static/part.js" })).not.toBeNull();
  });

  test("no more pages than anyone looks up: the one longest unread goes", async () => {
    const device = await deviceOf({ "/jobs": { deviceKey: ANA, text: "A page" } });
    for (let at = 0; at <= PAGES_MAX; at += 1) {
      vi.setSystemTime(Date.now() + 1000);
      await device.open(`/jobs?q=${at}`);
    }
    expect(await device.kept()).toHaveLength(PAGES_MAX);
    device.isOnline = false;
    expect((await device.open("/jobs?q=0")).text).not.toContain("<main>A page");
    expect((await device.open("/jobs?q=1")).text).toContain("<main>A page");
  });
});

describe("when a person goes, nothing of theirs stays", () => {
  const readByAna = async () => {
    const device = await deviceOf({
      [CONTRACT]: { deviceKey: ANA, text: "Secret of Ana." },
      "/home": { deviceKey: ANA },
    });
    await device.open(CONTRACT);
    await device.open("/home");
    expect(await device.kept()).toHaveLength(2);
    return device;
  };
  const expectNothing = async (device: Device) => {
    expect(await device.kept()).toEqual([]);
    expect(device.vault).toBeNull();
    device.isOnline = false;
    expect((await device.open(CONTRACT)).text).not.toContain("Ana");
  };

  test("by signing out", async () => {
    const device = await readByAna();
    await device.tell({ kind: "forget" });
    await expectNothing(device);
  });

  test("in another tab, or elsewhere: the next document is made for nobody, whatever page it is", async () => {
    const device = await readByAna();
    device.documents = { "/sign-in": { deviceKey: NOBODY } };
    await device.open("/sign-in");
    await expectNothing(device);
  });

  test("because somebody else is here now, who keeps their own", async () => {
    const device = await readByAna();
    device.documents = { "/home": { deviceKey: BEN, text: "Home of Ben." } };
    await device.open("/home");
    expect(await device.kept()).toHaveLength(1);
    device.isOnline = false;
    const { text } = await device.open(CONTRACT);
    expect(text).not.toContain("Ana");
    expect(text).not.toContain(CONTRACT);
    expect((await device.open("/home")).text).toContain("Home of Ben.");
  });

  test("also when a page that the worker did not see says who is here", async () => {
    const device = await readByAna();
    device.documents = {};
    await device.tell({ kind: "here", deviceKey: BEN, address: `${ORIGIN}/settings` });
    expect(await device.kept()).toEqual([]);
  });

  test("and a document that was asked for before does not bring it back", async () => {
    const device = await readByAna();
    let letPass = () => {};
    device.gate = new Promise((resolve) => {
      letPass = resolve;
    });
    const late = device.ask({ path: CONTRACT, mode: "navigate" });
    const forgotten = device.tell({ kind: "forget" });
    letPass();
    await Promise.all([late, forgotten]);
    await device.settle();
    await expectNothing(device);
  });

  test("but not because of what is no page of ours, or an error", async () => {
    const device = await readByAna();
    device.documents = { "/settings": { deviceKey: NOBODY, status: 500 } };
    await device.open("/settings");
    await device.open("/nothing");
    expect(await device.kept()).toHaveLength(2);
  });
});

describe("files of the build", () => {
  test("come from the device, and from the server once", async () => {
    const device = await deviceOf({});
    for (let times = 0; times < 2; times += 1) {
      const answer = await device.ask({ path: "/_next/static/late.js" });
      expect(await answer?.text()).toBe("/_next/static/late.js");
    }
    expect(device.asked.filter((path) => path === "/_next/static/late.js")).toHaveLength(1);
    device.isOnline = false;
    expect(await (await device.ask({ path: "/_next/static/shell.js" }))?.text()).toContain("shell");
  });

  test("all scripts are here for whoever is signed in, before anybody reaches for them", async () => {
    const device = await deviceOf({});
    await device.tell({ kind: "here", deviceKey: NOBODY, address: `${ORIGIN}/` });
    expect(device.asked).not.toContain("/_next/static/menu.js");
    await device.tell({ kind: "here", deviceKey: ANA, address: `${ORIGIN}/settings` });
    device.isOnline = false;
    expect(await (await device.ask({ path: "/_next/static/menu.js" }))?.text()).toContain("menu");
  });

  test("the line is after the link to the content, which is first on every page", () => {
    const link = '<a href="#main" class="x">Go to the content</a>';
    const html = `<html><body class="y"><noscript><link/></noscript>${link}<main></main></body></html>`;
    expect(withAsOf(html, "14:02")).toContain(`${link}<as-of-note`);
  });

  test("a tab whose build is gone is told so, and nobody else", async () => {
    const device = await deviceOf({});
    device.gone.add("/_next/static/old.js");
    expect((await device.ask({ path: "/_next/static/old.js" }))?.status).toBe(404);
    expect(device.told).toEqual([{ kind: "outdated" } satisfies Sent]);
    device.isOnline = false;
    await expect(device.ask({ path: "/_next/static/other.js" })).rejects.toThrow();
    expect(device.told).toHaveLength(1);
  });

  test("of the build before stay for the tabs that are open; older ones go, with their pages", async () => {
    const device = await deviceOf({ "/wallet": { deviceKey: ANA, text: "€40.00" } });
    await device.open("/wallet");
    const next = { ...BUILD, id: "two", files: ["/_next/static/two.js"] };
    await device.install(next);
    device.isOnline = false;
    expect(await (await device.ask({ path: "/_next/static/shell.js" }))?.text()).toContain("shell");
    expect((await device.open("/wallet")).text).toContain("€40.00");
    device.isOnline = true;
    await device.install({ ...next, id: "three", files: ["/_next/static/three.js"] });
    expect(await device.caches.keys()).not.toContain("workhub-build-one");
    expect(await device.kept()).toEqual([]);
  });
});

test("a newer worker waits until a document is opened, and then takes over", async () => {
  const device = await deviceOf({ "/home": { deviceKey: ANA } });
  device.hasWaiting = true;
  await device.ask({ path: "/settings", headers: { rsc: "1" } });
  await device.ask({ path: "/_next/static/shell.js" });
  expect(device.toWaiting).toEqual([]);
  await device.open("/home");
  expect(device.toWaiting).toEqual([{ kind: "take-over" } satisfies Sent]);
  expect(device.hasTakenOver).toBe(false);
  await device.tell({ kind: "take-over" });
  expect(device.hasTakenOver).toBe(true);
});

test.each([
  null,
  7,
  "forget",
  {},
  { kind: "here" },
  { kind: "here", deviceKey: "x", address: "/" },
])("what no page of ours says does nothing: %j", async (data) => {
  const device = await deviceOf({ "/home": { deviceKey: ANA } });
  await device.open("/home");
  await device.tell(data);
  expect(await device.kept()).toHaveLength(1);
});

describe("what is shared with WorkHub", () => {
  const share = async (device: Device, form: FormData) => {
    const answer = await device.ask({ path: "/share", method: "POST", mode: "navigate", form });
    return answer?.headers.get("location");
  };
  const aForm = () => {
    const form = new FormData();
    form.set("title", "Tides");
    form.set("text", "of the estuary");
    form.set("url", "");
    form.append("files", new File(["1,2,3"], "tides.csv", { type: "text/csv" }));
    form.append("files", new File(["\u0000\u00ff"], "map.png", { type: "image/png" }));
    return form;
  };

  test("waits, sealed, without being sent, and is given out once", async () => {
    const device = await deviceOf({ "/home": { deviceKey: ANA } });
    await device.open("/home");
    expect(await share(device, aForm())).toBe("/share");
    expect(device.asked).not.toContain("/share");
    expect((await device.kept()).join()).not.toMatch(/tides|estuary/i);
    const things = await device.tell({ kind: "take-shared" });
    const { text, files } = readThings(things);
    expect(text).toBe("Tides\nof the estuary");
    expect(files.map(({ name, type }) => [name, type])).toEqual([
      ["tides.csv", "text/csv"],
      ["map.png", "image/png"],
    ]);
    expect(await files[0]?.text()).toBe("1,2,3");
    expect(await files[1]?.text()).toBe("\u0000\u00ff");
    expect(await device.tell({ kind: "take-shared" })).toBeNull();
  });

  test("goes with the person", async () => {
    const device = await deviceOf({ "/home": { deviceKey: ANA } });
    await device.open("/home");
    await share(device, aForm());
    device.documents = { "/home": { deviceKey: BEN } };
    await device.open("/home");
    expect(await device.tell({ kind: "take-shared" })).toBeNull();
  });

  test("is not kept for nobody, nor when it is too much; the page says which", async () => {
    const device = await deviceOf({ "/home": { deviceKey: ANA } });
    expect(await share(device, aForm())).toBe("/share?nobody");
    await device.open("/home");
    const form = new FormData();
    for (let at = 0; at < 11; at += 1) form.append("files", new File(["x"], `${at}.txt`));
    expect(await share(device, form)).toBe("/share?too-much");
    expect(await device.tell({ kind: "take-shared" })).toBeNull();
  });
});

/** Guarantee: the worker answers `take-shared` with this. */
function readThings(answer: unknown): SharedThings {
  return answer as SharedThings;
}

describe("what is told while WorkHub is closed", () => {
  const messageTo = async (deviceKey: string, more: Partial<PushMessage> = {}) =>
    JSON.stringify({
      mark: await markOf(deviceKey),
      tag: "one",
      title: "Ben wrote to you",
      body: "Chart the sandbanks",
      path: `/inbox/${TALK}`,
      alsoAt: [],
      ...more,
    });
  const deviceOfAna = async () => {
    const device = await deviceOf({ "/": { deviceKey: ANA }, "/jobs": { deviceKey: NOBODY } });
    await device.open("/");
    device.isSubscribed = true;
    return device;
  };

  test("is shown to the person who is here, also by a worker that was started for it", async () => {
    const device = (await deviceOfAna()).start();
    expect(await device.push(await messageTo(ANA))).toEqual(["Ben wrote to you"]);
    expect(device.shown[0]?.how.body).toBe("Chart the sandbanks");
  });

  test.each([
    ["for another person", () => messageTo(BEN)],
    ["that cannot be read", async () => "{"],
    ["that leads to another site", () => messageTo(ANA, { path: "//elsewhere.example" })],
    ["without contents", async () => null],
  ])("a push %s shows something, and says nothing", async (_, textOf) => {
    const device = await deviceOfAna();
    expect(await device.push(await textOf())).toEqual(["Something new in WorkHub"]);
    await device.press();
    expect(device.opened).toEqual(["/notifications"]);
  });

  test("where the browser lets nothing be stored, nobody is known to be here", async () => {
    const device = (await deviceOfAna()).start();
    device.isForbidden = true;
    expect(await device.push(await messageTo(ANA))).toEqual(["Something new in WorkHub"]);
  });

  test("what was pressed opens its page, in the tab that has it", async () => {
    const device = await deviceOfAna();
    await device.push(await messageTo(ANA));
    device.tabs = ["/wallet"];
    await device.press();
    await device.push(await messageTo(ANA));
    device.tabs = ["/wallet", `/inbox/${TALK}`];
    await device.press();
    expect(device.opened).toEqual([`/inbox/${TALK}`, `focus /inbox/${TALK}`]);
    expect(device.shown).toEqual([]);
  });

  test("what was read leaves the screen", async () => {
    const device = await deviceOfAna();
    await device.push(await messageTo(ANA));
    await device.push(await messageTo(ANA, { tag: "two", path: CONTRACT, alsoAt: ["/wallet"] }));
    await device.push(await messageTo(ANA, { tag: "three", path: "/searches" }));
    await device.tell({ kind: "read", path: `/inbox/${TALK}`, isAll: false });
    await device.tell({ kind: "read", path: "/wallet", isAll: false });
    expect(device.shown.map(({ how }) => how.tag)).toEqual(["three"]);
    await device.tell({ kind: "read", path: "/home", isAll: true });
    expect(device.shown).toEqual([]);
  });

  test.each([
    ["signed out", (device: Device) => device.tell({ kind: "forget" })],
    ["is found to be gone", (device: Device) => device.open("/jobs")],
    [
      "has made room for another",
      (device: Device) => device.tell({ kind: "here", deviceKey: BEN, address: ORIGIN }),
    ],
  ])(
    "once the person %s, nothing of theirs is on the screen, and nothing more comes",
    async (_, leave) => {
      const device = await deviceOfAna();
      await device.push(await messageTo(ANA));
      await leave(device);
      expect([device.shown, device.isSubscribed]).toEqual([[], false]);
      // What was on its way already.
      expect(await device.push(await messageTo(ANA))).toEqual(["Something new in WorkHub"]);
    },
  );
});
