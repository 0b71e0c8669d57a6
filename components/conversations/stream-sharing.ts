import type { InboxSignal, MessageView } from "#lib/conversations/schema";
import type { Id } from "#lib/ids";
import { hasLocks } from "./locks.ts";

const FIRST_RETRY_MS = 10_000;
const LONGEST_RETRY_MS = 300_000;
const BEAT_MS = 20_000;
/** A hidden tab's timers run once a minute; who is silent for longer than two of those is gone. */
const SILENCE_MS = 150_000;

/** What the tabs of one person tell each other. */
type Notice =
  | { readonly kind: "signal"; readonly signal: InboxSignal }
  | { readonly kind: "stream"; readonly isUp: boolean }
  | { readonly kind: "who" }
  | { readonly kind: "stored"; readonly message: MessageView };

type Listener = {
  readonly onSignal: (signal: InboxSignal) => void;
  readonly onState: (isUp: boolean) => void;
  /** Another tab has sent this message. */
  readonly onStored: (message: MessageView) => void;
};

/**
 * One stream for all tabs of a person in this browser (browsers allow six connections per host): the tab that has
 * the lock holds it and passes on what it says. When that tab closes or dies, the lock goes to the next one.
 */
export class StreamSharing {
  readonly #viewerId: Id<"usr">;
  readonly #listener: Listener;
  #channel: BroadcastChannel | null = null;
  #source: EventSource | null = null;
  #stopping = new AbortController();
  #beat: ReturnType<typeof setInterval> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;
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
    // Without locks every tab would hold a connection of its own, and the seventh tab would wait for ever: poll.
    if (this.#channel || !hasLocks()) return;
    this.#stopping = new AbortController();
    this.#channel = new BroadcastChannel(`workhub:${this.#viewerId}`);
    this.#channel.onmessage = ({ data }: MessageEvent<Notice>) => this.#hear(data);
    this.#tell({ kind: "who" });
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
    clearTimeout(this.#silence);
    this.#channel?.close();
    this.#channel = null;
    this.#setUp(false);
  }

  /** Shows a message that this tab has sent in the other tabs too. */
  tellStored(message: MessageView): void {
    this.#tell({ kind: "stored", message });
  }

  #tell(notice: Notice): void {
    this.#channel?.postMessage(notice);
  }

  #hear(notice: Notice): void {
    switch (notice.kind) {
      case "signal":
        this.#listener.onSignal(notice.signal);
        break;
      case "stored":
        this.#listener.onStored(notice.message);
        break;
      case "who":
        if (this.#source) this.#tell({ kind: "stream", isUp: this.#isUp });
        break;
      case "stream":
        clearTimeout(this.#silence);
        if (notice.isUp) this.#silence = setTimeout(() => this.#setUp(false), SILENCE_MS);
        this.#setUp(notice.isUp);
        break;
    }
  }

  /** Holds the lock, and with it the stream, until this tab stops. */
  #lead(signal: AbortSignal): Promise<void> {
    clearTimeout(this.#silence);
    this.#refusals = 0;
    this.#open();
    this.#beat = setInterval(() => this.#tell({ kind: "stream", isUp: this.#isUp }), BEAT_MS);
    return new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
  }

  #open(): void {
    const source = new EventSource("/api/inbox/stream");
    this.#source = source;
    source.onopen = () => {
      this.#refusals = 0;
      this.#announce(true);
    };
    source.onmessage = ({ data }: MessageEvent<string>) => {
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

  #openLater(): void {
    this.#source?.close();
    const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#refusals);
    this.#refusals += 1;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#open(), wait);
  }

  #closeSource(): void {
    clearInterval(this.#beat);
    clearTimeout(this.#retry);
    if (!this.#source) return;
    this.#source.close();
    this.#source = null;
    this.#tell({ kind: "stream", isUp: false });
  }

  #announce(isUp: boolean): void {
    this.#tell({ kind: "stream", isUp });
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
    return signal.kind === "changed" || signal.kind === "typing" ? signal : null;
  } catch {
    return null;
  }
}
