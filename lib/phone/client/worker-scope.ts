/*
 * The part of a service worker's surroundings that ours uses. TypeScript's library for pages does not have it, and the
 * one for workers contradicts that of pages.
 */

import type { Look } from "./document.ts";

/** What keeps the worker alive until the promise has settled. */
export type LongEvent = { waitUntil(work: Promise<unknown>): void };

/** What the worker reads of a request; otherwise it only passes it on. */
export type PageRequest = Pick<Request, "method" | "mode" | "headers" | "url" | "formData">;

export type FetchEvent = LongEvent & {
  readonly request: PageRequest;
  /** The tab that asks; empty for a document that is just being opened. */
  readonly clientId: string;
  /** The answer to a navigation that the browser asked for while the worker was starting. */
  readonly preloadResponse?: Promise<unknown>;
  respondWith(answer: Promise<Response>): void;
};

export type MessageEventOfTab = LongEvent & {
  readonly data: unknown;
  readonly ports: readonly MessagePort[];
};

export type Tab = {
  readonly url: string;
  postMessage(message: unknown): void;
  focus(): Promise<unknown>;
};

/** The browser's push service has something for this worker, sealed on its way. */
export type PushEvent = LongEvent & { readonly data: { text(): string } | null };

/** Something on the device's screen, as far as it is ours. */
export type Shown = { readonly data: unknown; close(): void };

export type PressEvent = LongEvent & { readonly notification: Shown };

/** That this browser is told: where, and with which keys. */
export type SubscriptionOfWorker = {
  unsubscribe(): Promise<boolean>;
  toJSON(): { readonly endpoint?: string; readonly keys?: Readonly<Record<string, string>> };
};

/** The push service has replaced the subscription; not every browser brings the new one along. */
export type SubscriptionChangeEvent = LongEvent & {
  readonly newSubscription?: SubscriptionOfWorker | null;
};

/** What the browser's push service knows of this browser. */
export type PushManagerOfWorker = {
  getSubscription(): Promise<SubscriptionOfWorker | null>;
  subscribe(how: {
    userVisibleOnly: boolean;
    applicationServerKey: string;
  }): Promise<SubscriptionOfWorker>;
};

type WorkerEvents = {
  install: LongEvent;
  activate: LongEvent;
  fetch: FetchEvent;
  message: MessageEventOfTab;
  push: PushEvent;
  pushsubscriptionchange: SubscriptionChangeEvent;
  notificationclick: PressEvent;
};

export type WorkerScope = {
  readonly location: { readonly origin: string };
  readonly caches: CacheStorage;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(how?: { includeUncontrolled: boolean }): Promise<readonly Tab[]>;
    openWindow(address: string): Promise<unknown>;
    get(id: string): Promise<Tab | undefined>;
  };
  readonly registration: {
    /** The worker of a newer build, if it waits to take over. */
    readonly waiting: { postMessage(message: unknown): void } | null;
    readonly navigationPreload?: { enable(): Promise<void> };
    /** Missing where a browser cannot be told. */
    readonly pushManager?: PushManagerOfWorker;
    showNotification(title: string, how: NotificationOptions): Promise<void>;
    getNotifications(): Promise<readonly Shown[]>;
  };
  fetch(address: string | PageRequest, how?: RequestInit): Promise<Response>;
  skipWaiting(): Promise<void>;
  addEventListener<Kind extends keyof WorkerEvents>(
    kind: Kind,
    listener: (event: WorkerEvents[Kind]) => void,
  ): void;
};

/** What the build gives its worker. */
export type Build = {
  readonly id: string;
  /** The shell: what every page needs before its own parts. */
  readonly files: readonly string[];
  /** Its other scripts: parts of pages, and what is loaded when somebody reaches for it. */
  readonly parts: readonly string[];
  /** How a page of this build looks. */
  readonly look: Look;
};
