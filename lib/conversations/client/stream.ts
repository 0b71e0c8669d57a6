import type { Id } from "#lib/ids";
import type { InboxSignal, MessageView } from "../schema.ts";
import { isGone, isLate } from "./pace.ts";
import { hasLocks, joinTabs, type Notice } from "./tabs.ts";

const FIRST_RETRY_MS = 10_000;
const LONGEST_RETRY_MS = 300_000;
const LOOK_MS = 2_500;
/** No timer pauses this long while the page is visible: the computer was asleep. */
const SLEPT_MS = 10_000;

type Listener = {
  readonly onSignal: (signal: InboxSignal) => void;
  readonly onState: (isUp: boolean) => void;
  /** The computer has slept: it is unknown what was missed. */
  readonly onWake: () => void;
  /** Another tab has sent this message. */
  readonly onStored: (message: MessageView) => void;
};

/**
 * One stream for all tabs of a person in this browser (browsers allow six connections per host): the tab that has the
 * lock holds it and passes on what it says, including its beats. When that tab closes or dies, the lock goes to the
 * next one. A stream that misses a beat counts as down, and one that misses two is reopened.
 */
export class SharedStream {
  readonly #viewerId: Id<"usr">;
  readonly #listener: Listener;
  #channel: BroadcastChannel | null = null;
  #source: EventSource | null = null;
  #stopping = new AbortController();
  #looking: ReturnType<typeof setInterval> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #heardAt = 0;
  #lookedAt = 0;
  #refusals = 0;
  #isUp = false;

  constructor(viewerId: Id<"usr">, listener: Listener) {
    this.#viewerId = viewerId;
    this.#listener = listener;
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  start(): void {
    // Without locks every tab would hold its own connection, and the seventh tab would wait for ever; so poll.
    if (this.#channel || !hasLocks()) return;
    this.#stopping = new AbortController();
    this.#channel = joinTabs(this.#viewerId, (notice) => this.#hear(notice));
    this.#tell({ kind: "who" });
    this.#lookedAt = Date.now();
    this.#looking = setInterval(() => this.#look(), LOOK_MS);
    const { signal } = this.#stopping;
    navigator.locks
      .request(`workhub:${this.#viewerId}:stream`, { signal }, () => this.#lead(signal))
      .catch(() => {
        // Stopped while waiting for the lock.
      });
  }

  stop(): void {
    this.#stopping.abort();
    this.#closeSource();
    clearInterval(this.#looking);
    this.#channel?.close();
    this.#channel = null;
    this.#setUp(false);
  }

  /** Shows a message that this tab has sent in the other tabs too. */
  tellStored(message: MessageView): void {
    this.#tell({ kind: "stored", message });
  }

  /** The page is looked at again, or the network has changed: a stream that may be dead is not waited for. */
  wake({ isOtherNetwork }: { isOtherNetwork: boolean }): void {
    this.#lookedAt = Date.now();
    if (!this.#source) this.#judge();
    else if (isOtherNetwork || isLate(Date.now() - this.#heardAt)) this.#open();
  }

  #tell(notice: Notice): void {
    this.#channel?.postMessage(notice);
  }

  #hear(notice: Notice): void {
    switch (notice.kind) {
      case "signal":
        this.#heardAt = Date.now();
        this.#setUp(true);
        this.#listener.onSignal(notice.signal);
        break;
      case "stored":
        this.#listener.onStored(notice.message);
        break;
      case "who":
        if (this.#source) this.#tell({ kind: "stream", isUp: this.#isUp });
        break;
      case "stream":
        this.#heardAt = Date.now();
        this.#setUp(notice.isUp);
        break;
    }
  }

  /** Holds the lock, and with it the stream, until this tab stops. */
  #lead(signal: AbortSignal): Promise<void> {
    this.#refusals = 0;
    this.#open();
    return new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
  }

  /** Timers stand still while a computer sleeps: only a jump in time reveals it. */
  #look(): void {
    const hasSlept = !document.hidden && Date.now() - this.#lookedAt > SLEPT_MS;
    this.#lookedAt = Date.now();
    if (hasSlept) {
      this.wake({ isOtherNetwork: false });
      this.#listener.onWake();
    } else {
      this.#judge();
    }
  }

  #judge(): void {
    const silentMs = Date.now() - this.#heardAt;
    const isOpen = this.#source !== null && this.#source.readyState !== EventSource.CLOSED;
    if (isOpen && isGone(silentMs)) this.#open();
    else if (this.#isUp && isLate(silentMs)) this.#announce(false);
  }

  #open(): void {
    this.#source?.close();
    clearTimeout(this.#retry);
    this.#heardAt = Date.now();
    const source = new EventSource("/api/inbox/stream");
    this.#source = source;
    source.onopen = () => this.#arrived();
    source.onmessage = ({ data }: MessageEvent<string>) => {
      this.#arrived();
      const signal = parseSignal(data);
      if (!signal) return;
      this.#tell({ kind: "signal", signal });
      this.#listener.onSignal(signal);
    };
    source.onerror = () => {
      this.#announce(false);
      // Otherwise the browser connects again by itself.
      if (source.readyState === EventSource.CLOSED) this.#openLater();
    };
  }

  #arrived(): void {
    this.#heardAt = Date.now();
    this.#refusals = 0;
    if (!this.#isUp) this.#announce(true);
  }

  #openLater(): void {
    const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#refusals);
    this.#refusals += 1;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#open(), wait);
  }

  #closeSource(): void {
    clearTimeout(this.#retry);
    if (!this.#source) return;
    this.#source.close();
    this.#source = null;
    this.#tell({ kind: "stream", isUp: false });
  }

  /** Only the tab that holds the stream reports its state; the others just stop relying on it. */
  #announce(isUp: boolean): void {
    if (this.#source) this.#tell({ kind: "stream", isUp });
    this.#setUp(isUp);
  }

  #setUp(isUp: boolean): void {
    if (this.#isUp === isUp) return;
    this.#isUp = isUp;
    this.#listener.onState(isUp);
  }
}

function parseSignal(text: string): InboxSignal | null {
  try {
    const signal: InboxSignal = JSON.parse(text);
    return ["beat", "changed", "typing"].includes(signal.kind) ? signal : null;
  } catch {
    return null;
  }
}
