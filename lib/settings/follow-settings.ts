import { appUrl, getDb } from "#db/client";
import { type Listening, listen } from "#db/listen";
import { chosen } from "#lib/chosen";
import { log } from "#lib/log";
import { countChanges } from "./internal/sections.ts";
import { readSettings } from "./read-settings.ts";

/** What is announced with every new version (db/migrations). */
const CHANNEL = "settings";
/** Also without hearing anything: behind a pooler nobody can listen, and a connection can be dead without saying so. */
const LOOK_MS = 10_000;

/**
 * Keeps what this process knows of the settings up to date until the returned function is called: it reads them now,
 * again whenever a change is announced, and looks every 10 seconds whether one was missed. While the database is away
 * it goes on with what it knows.
 */
export async function followSettings({
  url = appUrl(),
  lookMs = LOOK_MS,
} = {}): Promise<() => Promise<void>> {
  const following = new Following(url);
  await following.look();
  const timer = setInterval(() => void following.look(), lookMs).unref();
  return () => {
    clearInterval(timer);
    return following.end();
  };
}

class Following {
  readonly #url: string;
  #listening: Listening | null = null;
  #isPooled = false;
  #isLooking = false;

  constructor(url: string) {
    this.#url = url;
  }

  async look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      await this.#listen().catch(warn);
      if (globalThis.workhubChosen && (await countChanges(getDb())) === chosen().changes) return;
      await readSettings();
    } catch (error) {
      warn(error);
    } finally {
      this.#isLooking = false;
    }
  }

  async #listen(): Promise<void> {
    if (this.#listening || this.#isPooled) return;
    const readSoon = () => void readSettings().catch(warn);
    this.#listening = await listen(this.#url, { [CHANNEL]: readSoon }, readSoon);
    this.#isPooled = this.#listening === null;
  }

  async end(): Promise<void> {
    await this.#listening?.close();
    this.#listening = null;
  }
}

/** The next look tries again. */
function warn(error: unknown): void {
  log.warn({ err: error }, "The settings could not be read");
}
