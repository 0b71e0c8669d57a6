/** What is known of something that is loaded. What was loaded once stays known while newer data is on its way. */
export type Known<Data> =
  | { readonly state: "ready"; readonly data: Data }
  /** `offline`: there is no connection, so it loads by itself when there is one again. */
  | { readonly state: "loading" | "offline" | "failed"; readonly data?: undefined };

const LOADING = { state: "loading" } as const;
const RETRIES = 3;
const FIRST_PAUSE_MS = 1_000;
const MOST_KEPT = 100;

/**
 * Loads things by their ids when somebody wants them, keeps them, and loads them again once they are no longer fresh.
 * For the browser: it waits while there is no connection, and tries again when loading fails.
 */
export class FreshCache<Data> {
  readonly #load: (id: string) => Promise<Data>;
  readonly #freshMs: number;
  readonly #known = new Map<string, Known<Data>>();
  readonly #loadedAtMs = new Map<string, number>();
  readonly #running = new Set<string>();
  readonly #listeners = new Set<() => void>();

  constructor(load: (id: string) => Promise<Data>, freshMs: number) {
    this.#load = load;
    this.#freshMs = freshMs;
  }

  /** The same object until something changes. */
  read(id: string): Known<Data> {
    return this.#known.get(id) ?? LOADING;
  }

  /** It came by another way. */
  put(id: string, data: Data): void {
    this.#loadedAtMs.set(id, Date.now());
    this.#note(id, { state: "ready", data });
  }

  /** Loads it, unless it is fresh or on its way. */
  want(id: string): void {
    const ageMs = Date.now() - (this.#loadedAtMs.get(id) ?? Number.NEGATIVE_INFINITY);
    if (ageMs < this.#freshMs || this.#running.has(id)) return;
    this.#running.add(id);
    void this.#loadPatiently(id).finally(() => this.#running.delete(id));
  }

  /** Wants it now, and again when the connection or the person comes back; until the returned function is called. */
  keepFresh(id: string): () => void {
    const want = () => {
      if (document.visibilityState === "visible") this.want(id);
    };
    want();
    window.addEventListener("online", want);
    document.addEventListener("visibilitychange", want);
    return () => {
      window.removeEventListener("online", want);
      document.removeEventListener("visibilitychange", want);
    };
  }

  /** Calls back after every change, until the returned function is called. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  async #loadPatiently(id: string): Promise<void> {
    this.#noteState(id, "loading");
    for (let failures = 0; failures <= RETRIES; failures += 1) {
      if (failures > 0) await pause(FIRST_PAUSE_MS * 2 ** (failures - 1));
      if (!navigator.onLine) {
        this.#noteState(id, "offline");
        await connection();
        this.#noteState(id, "loading");
      }
      try {
        return this.put(id, await this.#load(id));
      } catch {
        // Tried again, and in the end said: the caller shows the state.
      }
    }
    this.#noteState(id, "failed");
  }

  #noteState(id: string, state: "loading" | "offline" | "failed"): void {
    if (this.read(id).state !== "ready") this.#note(id, { state });
  }

  #note(id: string, known: Known<Data>): void {
    this.#known.delete(id);
    this.#known.set(id, known);
    // A Map iterates in insertion order: what changed longest ago comes first.
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= MOST_KEPT) break;
      this.#known.delete(oldest);
      this.#loadedAtMs.delete(oldest);
    }
    for (const listener of this.#listeners) listener();
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function connection(): Promise<void> {
  return new Promise((resolve) =>
    window.addEventListener("online", () => resolve(), { once: true }),
  );
}
