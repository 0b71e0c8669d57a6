import { now } from "#lib/time";
import {
  handlingOf,
  isKeptPage,
  KEEP_EVERY_MS,
  kindOf,
  otherPageFor,
  PATIENCE_MS,
  pageBehind,
  pageName,
  SETTLE_MS,
} from "../policy.ts";
import { BuildFiles } from "./build-files.ts";
import { asOfText, OFFLINE_HEADERS, offlinePage, withAsOf } from "./document.ts";
import { type KeptPage, KeptPages, type Reign } from "./kept-pages.ts";
import { type NoticeToPage, type NoticeToWorker, readNotice } from "./notices.ts";
import { renewSubscription } from "./renew-subscription.ts";
import { keepShared, takeShared } from "./shared-things.ts";
import { readMessage, ToldThings } from "./told-things.ts";
import { storedVault, type VaultStore } from "./vault-store.ts";
import type {
  Build,
  FetchEvent,
  MessageEventOfTab,
  PressEvent,
  PushEvent,
  WorkerScope,
} from "./worker-scope.ts";

/**
 * WorkHub's service worker. Pages come from the server; without one, as they were last read. Files of the build come
 * from here. It answers nothing that changes something, and sends nothing but where its device is told: messages that wait
 * are in the outbox of the pages (lib/conversations/client/outbox.ts).
 */
export function startWorker(scope: WorkerScope, build: Build, store: VaultStore = storedVault) {
  const worker = new AppWorker(scope, build, store);
  scope.addEventListener("install", (event) => event.waitUntil(worker.install()));
  scope.addEventListener("activate", (event) => event.waitUntil(worker.begin()));
  scope.addEventListener("message", (event) => worker.hear(event));
  scope.addEventListener("fetch", (event) => worker.receive(event));
  scope.addEventListener("push", (event) => event.waitUntil(worker.tell(event.data)));
  scope.addEventListener("pushsubscriptionchange", (event) =>
    event.waitUntil(renewSubscription(scope, event.newSubscription ?? null)),
  );
  scope.addEventListener("notificationclick", (event) => event.waitUntil(worker.follow(event)));
}

/** A server that cannot be reached, as a proxy in front of it says it. */
const AWAY = [502, 503, 504];
const LISTED_MAX = 30;

class AppWorker {
  readonly #scope: WorkerScope;
  readonly #build: Build;
  readonly #files: BuildFiles;
  readonly #pages: KeptPages;
  readonly #told: ToldThings;
  /** When a page was last asked for in order to keep it. */
  readonly #askedAt = new Map<string, number>();
  readonly #planned = new Set<string>();

  constructor(scope: WorkerScope, build: Build, store: VaultStore) {
    this.#scope = scope;
    this.#build = build;
    this.#files = new BuildFiles(scope, build);
    this.#told = new ToldThings(scope);
    this.#pages = new KeptPages(scope, store, build.id, () =>
      // Where a browser cannot be told, there is nothing to end.
      this.#told.end().catch(() => {}),
    );
  }

  install(): Promise<void> {
    return this.#files.fill();
  }

  /** Tabs of an older build find their files as before, so taking charge of them breaks nothing. */
  async begin(): Promise<void> {
    await this.#pages.dropBuilds(await this.#files.tidy());
    await this.#scope.registration.navigationPreload?.enable();
    await this.#scope.clients.claim();
  }

  hear(event: MessageEventOfTab): void {
    const notice = readNotice(event.data);
    switch (notice?.kind) {
      case "here":
        event.waitUntil(this.#meet(notice.deviceKey, new URL(notice.address)));
        break;
      case "read":
        event.waitUntil(this.#told.close(notice.path, notice.isAll));
        break;
      case "forget":
        event.waitUntil(this.#pages.forget());
        break;
      case "take-over":
        event.waitUntil(this.#scope.skipWaiting());
        break;
      case "take-shared":
        event.waitUntil(
          takeShared(this.#pages).then((things) => event.ports[0]?.postMessage(things)),
        );
    }
  }

  /** Every push shows something: browsers take the permission from those that do not. */
  async tell(data: PushEvent["data"]): Promise<void> {
    const message = readMessage(data);
    // Where nothing can be read, nobody is known to be here.
    const isTheirs = message && (await this.#pages.isMarkOf(message.mark).catch(() => false));
    await this.#told.show(isTheirs ? message : null);
  }

  follow({ notification }: PressEvent): Promise<void> {
    return this.#told.follow(notification);
  }

  receive(event: FetchEvent): void {
    const { method, mode, headers, url } = event.request;
    const asked = { method, mode, headers, url: new URL(url) };
    if (asked.url.origin !== this.#scope.location.origin) return;
    switch (handlingOf(asked)) {
      case "page":
        event.respondWith(this.#answerPage(event, asked.url));
        break;
      case "file":
        event.respondWith(this.#answerFile(event));
        break;
      case "shared":
        event.respondWith(keepShared(this.#pages, event.request));
        break;
      case "none": {
        const name = pageBehind(asked);
        if (name) event.waitUntil(this.#keepSoon(name));
      }
    }
  }

  async #answerFile(event: FetchEvent): Promise<Response> {
    const known = await this.#files.find(event.request);
    if (known) return known;
    const response = await this.#scope.fetch(event.request);
    if (response.ok) event.waitUntil(this.#files.keep(event.request, response.clone()));
    // The server does not have it: the tab is of another build.
    else if (response.status === 404) await this.#tellOutdated(event);
    return response;
  }

  async #tellOutdated({ clientId }: FetchEvent): Promise<void> {
    const tab = await this.#scope.clients.get(clientId);
    tab?.postMessage({ kind: "outdated" } satisfies NoticeToPage);
  }

  /** The first page of a visit loads before the worker is in charge, so it is asked for once more. */
  async #meet(deviceKey: string, address: URL): Promise<void> {
    await this.#pages.meet(deviceKey);
    if (isKeptPage(address) && this.#waitFor(pageName(address)) === 0) {
      await this.#keep(pageName(address));
    }
    // Without a connection, menus open and messages are written only if their scripts are here.
    if (deviceKey !== "") await this.#files.collect(this.#build.parts);
  }

  async #answerPage(event: FetchEvent, url: URL): Promise<Response> {
    // A newer build waits for this moment: the document that comes now is of that build already.
    this.#scope.registration.waiting?.postMessage({
      kind: "take-over",
    } satisfies NoticeToWorker);
    const name = isKeptPage(url) ? pageName(url) : null;
    const asking = this.#askServer(event, name);
    const answer = await inTime(asking);
    if (answer && !AWAY.includes(answer.status)) return answer;
    const kept = name ? await this.#pages.find(name) : null;
    if (kept) return asRead(kept);
    // A slow server is still better than nothing.
    return (await asking.catch(() => null)) ?? this.#answerWithout(url);
  }

  /** The server's answer; if it is a document, it is kept once it is whole. */
  #askServer(event: FetchEvent, name: string | null): Promise<Response> {
    const { reign } = this.#pages;
    const { request, preloadResponse } = event;
    if (name) this.#askedAt.set(name, now().getTime());
    const asking = Promise.resolve(preloadResponse).then((preloaded) =>
      preloaded instanceof Response ? preloaded : this.#scope.fetch(request),
    );
    const taking = asking.then(async (response) => {
      if (isDocument(response)) await this.#take(response.clone(), name, reign);
    });
    // Without a connection there is nothing to keep, and without room for it nothing is kept.
    event.waitUntil(taking.catch(() => {}));
    return asking;
  }

  async #take(response: Response, name: string | null, reign: Reign): Promise<void> {
    const document = await this.#pages.note(response, name, reign);
    if (document) await this.#files.collect(document.files);
  }

  /** Nothing is known of this address: the same under another one, or what else can be read. */
  async #answerWithout(url: URL): Promise<Response> {
    const other = otherPageFor(url);
    if (other && (await this.#pages.find(other))) {
      return new Response(null, { status: 302, headers: { location: other } });
    }
    const pages = await this.#pages.list();
    // As the person has chosen it: light or dark.
    const look = pages[0]?.look ?? this.#build.look;
    const nowMs = now().getTime();
    const readable = pages.slice(0, LISTED_MAX).map(({ name, title, readAtMs }) => ({
      name,
      kind: kindOf(name),
      title,
      asOf: asOfText(readAtMs, nowMs),
    }));
    return new Response(offlinePage(look, readable), { headers: OFFLINE_HEADERS });
  }

  /** Soon, and once for many requests: the page first gets what it needs itself. */
  async #keepSoon(name: string): Promise<void> {
    if (this.#planned.has(name)) return;
    this.#planned.add(name);
    await pause(Math.max(SETTLE_MS, this.#waitFor(name)));
    this.#planned.delete(name);
    await this.#keep(name);
  }

  /** How long until this page may be asked for again. */
  #waitFor(name: string): number {
    const askedAt = this.#askedAt.get(name);
    return askedAt === undefined ? 0 : Math.max(0, askedAt + KEEP_EVERY_MS - now().getTime());
  }

  async #keep(name: string): Promise<void> {
    if (!(await this.#pages.isSomebodyHere())) return;
    const { reign } = this.#pages;
    this.#askedAt.set(name, now().getTime());
    const how = { headers: { accept: "text/html" }, redirect: "manual" } as const;
    // If it does not come, the page stays as it was last kept.
    const response = await this.#scope.fetch(name, how).catch(() => null);
    if (response && isDocument(response)) await this.#take(response, name, reign);
  }
}

/** The answer if it comes in time; null when it does not, or not at all. */
async function inTime(asking: Promise<Response>): Promise<Response | null> {
  return Promise.race([asking.catch(() => null), pause(PATIENCE_MS).then(() => null)]);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function isDocument({ status, headers }: Response): boolean {
  return status === 200 && headers.get("content-type")?.startsWith("text/html") === true;
}

function asRead({ html, headers, readAtMs }: KeptPage): Response {
  const asOf = asOfText(readAtMs, now().getTime());
  return new Response(withAsOf(html, asOf), {
    headers: headers.map(([name, value]) => [name, value]),
  });
}
