import { now } from "#lib/time";
import { KEPT_MS, PAGES_MAX } from "../policy.ts";
import { type Document, type Look, readDocument } from "./document.ts";
import {
  type Bytes,
  bytesOf,
  hideName,
  makeVault,
  markOf,
  seal,
  unseal,
  type Vault,
} from "./vault.ts";
import type { VaultStore } from "./vault-store.ts";
import type { WorkerScope } from "./worker-scope.ts";

export const KEPT_CACHE = "workhub-kept";
const KEPT_AT = "x-kept-at";
const KEPT_BY = "x-kept-by";
const PAGE = "page ";

/** A page as it was read. */
export type KeptPage = {
  readonly name: string;
  readonly html: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly title: string;
  readonly look: Look;
  readonly readAtMs: number;
};

/** Says under which reign something was asked for: the reign of a person ends when they leave. */
export type Reign = number;

/**
 * What one person has read on this device, sealed for them. Every document of ours says for whom it was made: it is
 * kept for that person, and when it was made for nobody or for somebody else, everything kept before it goes.
 */
export class KeptPages {
  readonly #caches: CacheStorage;
  readonly #store: VaultStore;
  readonly #origin: string;
  readonly #buildId: string;
  readonly #onGone: () => Promise<void>;
  #vault: Vault | null | undefined;
  #reign = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    { caches, location }: Pick<WorkerScope, "caches" | "location">,
    store: VaultStore,
    buildId: string,
    onGone: () => Promise<void>,
  ) {
    this.#caches = caches;
    this.#store = store;
    this.#origin = location.origin;
    this.#buildId = buildId;
    this.#onGone = onGone;
  }

  get reign(): Reign {
    return this.#reign;
  }

  /**
   * Takes in what a document says about who is here, and keeps the page if it has a name. A document that was asked for
   * under an earlier reign says nothing any more. Returns the document when it was kept.
   */
  async note(response: Response, name: string | null, reign: Reign): Promise<Document | null> {
    const html = await response.text();
    const document = readDocument(html);
    return this.#inTurn(async () => {
      if (document.deviceKey === null || reign !== this.#reign) return null;
      await this.#admit(document.deviceKey);
      if (!this.#vault || name === null || !document.isPage) return null;
      const { title, look } = document;
      const headers = [...response.headers].filter(([header]) => !isAboutTransport(header));
      const readAtMs = now().getTime();
      const page: KeptPage = { name, html, headers, title, look, readAtMs };
      await this.#put(PAGE + name, bytesOf(JSON.stringify(page)));
      await this.#prune();
      return document;
    });
  }

  /** Whether it is known who is here. */
  isSomebodyHere(): Promise<boolean> {
    return this.#inTurn(async () => (await this.#open()) !== null);
  }

  /** Whether this is the mark of the person who is here. */
  isMarkOf(mark: string): Promise<boolean> {
    return this.#inTurn(async () => (await this.#open())?.mark === mark);
  }

  /** A page says for whom it was made; needed for documents that the worker did not see. */
  meet(deviceKey: string): Promise<void> {
    return this.#inTurn(() => this.#admit(deviceKey));
  }

  /** The person has gone: nothing of theirs stays. */
  forget(): Promise<void> {
    // At once, so that no answer that is still to come is taken for news.
    this.#reign += 1;
    return this.#inTurn(() => this.#clear());
  }

  /** The page as it was read, unless that is too long ago. What cannot be opened counts as not read. */
  find(name: string): Promise<KeptPage | null> {
    return this.#inTurn(async () => {
      const found = await this.#get(PAGE + name).catch(() => null);
      return found && isFresh(found.keptAtMs) ? parsePage(found.contents) : null;
    });
  }

  /** All pages that can be read, the latest first. */
  list(): Promise<KeptPage[]> {
    return this.#inTurn(async () => {
      const vault = await this.#open().catch(() => null);
      if (!vault) return [];
      const pages: KeptPage[] = [];
      for (const { response, request } of await this.#entries()) {
        const sealed = new Uint8Array(await response.arrayBuffer());
        const contents = await unseal(vault, nameIn(request), sealed).catch(() => null);
        const page = contents && parsePage(contents);
        if (page && isFresh(page.readAtMs)) pages.push(page);
      }
      return pages.sort((one, other) => other.readAtMs - one.readAtMs);
    });
  }

  /** Keeps something else for this person; false when nobody is here. */
  put(name: string, contents: Bytes): Promise<boolean> {
    return this.#inTurn(async () => {
      if (!(await this.#open())) return false;
      await this.#put(name, contents);
      return true;
    });
  }

  /** Gives it out and no longer keeps it. */
  take(name: string): Promise<Bytes | null> {
    return this.#inTurn(async () => {
      const found = await this.#get(name);
      if (found) await (await this.#cache()).delete(found.request);
      return found?.contents ?? null;
    });
  }

  /** Removes pages of builds whose files are no longer here. */
  dropBuilds(ids: readonly string[]): Promise<void> {
    return this.#inTurn(async () => {
      const cache = await this.#cache();
      for (const { request, response } of await this.#entries()) {
        if (!ids.includes(response.headers.get(KEPT_BY) ?? "")) await cache.delete(request);
      }
    });
  }

  /** One thing at a time: nobody reads while somebody else's pages are being removed. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => {});
    return turn;
  }

  async #admit(deviceKey: string): Promise<void> {
    const vault = await this.#open();
    if (vault && deviceKey !== "" && vault.mark === (await markOf(deviceKey))) return;
    if (vault || deviceKey === "") {
      this.#reign += vault ? 1 : 0;
      await this.#clear();
    }
    if (deviceKey === "") return;
    this.#vault = await makeVault(deviceKey);
    await this.#store.write(this.#vault);
  }

  async #open(): Promise<Vault | null> {
    if (this.#vault === undefined) this.#vault = await this.#store.read();
    return this.#vault;
  }

  async #clear(): Promise<void> {
    this.#vault = null;
    await this.#caches.delete(KEPT_CACHE);
    await this.#store.clear();
    await this.#onGone();
  }

  async #put(name: string, contents: Bytes): Promise<void> {
    const vault = await this.#open();
    if (!vault) return;
    const hidden = await hideName(vault, name);
    const headers = { [KEPT_AT]: String(now().getTime()), [KEPT_BY]: this.#buildId };
    const sealed = new Response(await seal(vault, hidden, contents), { headers });
    await (await this.#cache()).put(this.#address(hidden), sealed);
  }

  async #get(name: string) {
    const vault = await this.#open();
    if (!vault) return null;
    const hidden = await hideName(vault, name);
    const request = this.#address(hidden);
    const response = await (await this.#cache()).match(request);
    if (!response) return null;
    const sealed = new Uint8Array(await response.arrayBuffer());
    return {
      request,
      contents: await unseal(vault, hidden, sealed),
      keptAtMs: keptAt(response),
    };
  }

  async #prune(): Promise<void> {
    const cache = await this.#cache();
    const entries = await this.#entries();
    const latest = entries.sort((one, other) => keptAt(other.response) - keptAt(one.response));
    for (const [index, { request, response }] of latest.entries()) {
      if (index >= PAGES_MAX || !isFresh(keptAt(response))) await cache.delete(request);
    }
  }

  async #entries(): Promise<{ request: Request; response: Response }[]> {
    const cache = await this.#cache();
    const requests = await cache.keys();
    const entries = requests.map(async (request) => {
      const response = await cache.match(request);
      return response ? [{ request, response }] : [];
    });
    return (await Promise.all(entries)).flat();
  }

  #cache(): Promise<Cache> {
    return this.#caches.open(KEPT_CACHE);
  }

  #address(hidden: string): string {
    return `${this.#origin}/kept/${hidden}`;
  }
}

function nameIn({ url }: Request): string {
  return url.slice(url.lastIndexOf("/") + 1);
}

function keptAt({ headers }: Response): number {
  return Number(headers.get(KEPT_AT));
}

function isFresh(keptAtMs: number): boolean {
  return now().getTime() - keptAtMs < KEPT_MS;
}

function isAboutTransport(header: string): boolean {
  return /^(?:content-encoding|content-length|transfer-encoding|connection|keep-alive|date|set-cookie|link)$/.test(
    header,
  );
}

/** Guarantee: only `note` writes under this kind of name, sealed for the person who reads. */
function parsePage(contents: Bytes): KeptPage | null {
  try {
    const page: KeptPage = JSON.parse(new TextDecoder().decode(contents));
    return typeof page.html === "string" ? page : null;
  } catch {
    return null;
  }
}
