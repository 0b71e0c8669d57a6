import { afterEach, beforeEach, vi } from "vitest";
import { startWorker } from "#lib/phone/client/app-worker";
import type { Vault } from "#lib/phone/client/vault";
import type {
  Build,
  FetchEvent,
  MessageEventOfTab,
  WorkerScope,
} from "#lib/phone/client/worker-scope";

export const ORIGIN = "https://work.example";
export const ANA = "a".repeat(64);
export const BEN = "b".repeat(64);
export const NOBODY = "";
export const CONTRACT = `/contracts/ctr_${"1".repeat(26)}`;
export const JOB = `job_${"2".repeat(26)}`;
export const TALK = `cnv_${"3".repeat(26)}`;
export const BUILD: Build = {
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
export type Sent = { kind: string };

/** A browser with one tab, a server behind it, and a worker that can be stopped and started again. */
export class Device {
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
                toJSON: () => ({}),
                unsubscribe: async () => {
                  device.isSubscribed = false;
                  return true;
                },
              }
            : null,
        subscribe: async () => {
          throw new Error("Nobody asks for it here");
        },
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

export async function deviceOf(documents: Device["documents"]): Promise<Device> {
  const device = new Device();
  device.documents = documents;
  return device.install();
}

/** It is 14:02 on 26 November 2026, wherever this runs, until a test says otherwise. */
export function useStillClock(): void {
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date(2026, 10, 26, 14, 2), toFake: ["Date", "setTimeout"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
}
