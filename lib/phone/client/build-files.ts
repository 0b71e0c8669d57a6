import { outdatedCaches } from "../policy.ts";
import type { Build, PageRequest, WorkerScope } from "./worker-scope.ts";

const PREFIX = "workhub-build-";

/**
 * The files of this build and of the one before it. Their names say what is in them, so what is here never has to be
 * asked for again; tabs of the older build find theirs after the server has gone on.
 */
export class BuildFiles {
  readonly #scope: WorkerScope;
  readonly #build: Build;

  constructor(scope: WorkerScope, build: Build) {
    this.#scope = scope;
    this.#build = build;
  }

  /** Fetches the shell. */
  async fill(): Promise<void> {
    await (await this.#cache()).addAll([...this.#build.files]);
  }

  /** Removes what no open tab can need any more; returns the builds whose files are still here. */
  async tidy(): Promise<string[]> {
    const names = await this.#scope.caches.keys();
    const outdated = outdatedCaches(names, PREFIX, this.#name);
    for (const name of outdated) await this.#scope.caches.delete(name);
    return names
      .filter((name) => name.startsWith(PREFIX) && !outdated.includes(name))
      .map((name) => name.slice(PREFIX.length));
  }

  async find({ url }: PageRequest): Promise<Response | null> {
    return (await this.#scope.caches.match(url)) ?? null;
  }

  async keep({ url }: PageRequest, response: Response): Promise<void> {
    await (await this.#cache()).put(url, response);
  }

  /** Makes sure that these are here. What cannot be fetched now is fetched when a page asks for it. */
  async collect(paths: readonly string[]): Promise<void> {
    const cache = await this.#cache();
    for (const path of paths) {
      if (await this.#scope.caches.match(path)) continue;
      const response = await this.#scope.fetch(path).catch(() => null);
      if (response?.ok) await cache.put(path, response);
    }
  }

  get #name(): string {
    return PREFIX + this.#build.id;
  }

  #cache(): Promise<Cache> {
    return this.#scope.caches.open(this.#name);
  }
}
