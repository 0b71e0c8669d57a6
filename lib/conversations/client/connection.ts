import type { Id } from "#lib/ids";
import type { InboxSignal, MessageView } from "../schema.ts";
import { Listeners } from "./listeners.ts";
import { ask, askJson, RequestFailure, type Sending } from "./request.ts";
import { SharedStream } from "./stream.ts";
import { hasLocks } from "./tabs.ts";

/** Whether changes arrive at once, every few seconds, or not at all. */
export type ConnectionState = "live" | "polling" | "offline";

/**
 * The way to the server and back, as one person: requests go out, and signals come in on the stream that all tabs
 * share. It does not know what they are about; other parts register for them.
 */
export class Connection {
  readonly viewerId: Id<"usr">;
  /** Something is new on the server, or the other person is typing. */
  readonly signals = new Listeners<[InboxSignal]>();
  /** Another tab has sent this message, and the server has it. */
  readonly storedElsewhere = new Listeners<[MessageView]>();
  /** The stream has come up or gone down. */
  readonly streamChanges = new Listeners();
  /** The page is visible again; it is unknown what was missed. */
  readonly returns = new Listeners();
  /** `state` may have changed. */
  readonly stateChanges = new Listeners();
  readonly #onRefused: () => void;
  readonly #stream: SharedStream;
  #failures = 0;

  /** `onRefused`: the server no longer accepts this browser as this person. */
  constructor(viewerId: Id<"usr">, onRefused: () => void) {
    this.viewerId = viewerId;
    this.#onRefused = onRefused;
    this.#stream = new SharedStream(viewerId, {
      onSignal: (signal) => this.signals.tell(signal),
      onState: this.#streamChanged,
      onWake: this.#cameBack,
      onStored: (message) => this.storedElsewhere.tell(message),
    });
  }

  start(): void {
    this.#stream.start();
    window.addEventListener("online", this.#cameOnline);
    window.addEventListener("offline", this.#changed);
    document.addEventListener("visibilitychange", this.#cameBack);
  }

  stop(): void {
    window.removeEventListener("online", this.#cameOnline);
    window.removeEventListener("offline", this.#changed);
    document.removeEventListener("visibilitychange", this.#cameBack);
    this.#stream.stop();
  }

  /** While the browser keeps a page aside, the page holds no connection and no lock. */
  pause(): void {
    this.#stream.stop();
  }

  resume(): void {
    this.#stream.start();
    this.#cameBack();
  }

  get state(): ConnectionState {
    if (!navigator.onLine || !this.#isReachable) return "offline";
    return this.isStreamUp ? "live" : "polling";
  }

  /** False where this browser is never told anything, and can only ask. */
  get expectsStream(): boolean {
    return hasLocks();
  }

  get isStreamUp(): boolean {
    return this.#stream.isUp;
  }

  /** How many of the feed's questions in a row got no answer. */
  get failures(): number {
    return this.#failures;
  }

  /** False after two unanswered questions; one is lost whenever a computer wakes up. */
  get #isReachable(): boolean {
    return this.#failures < 2;
  }

  countFailures(failures: number): void {
    const wasReachable = this.#isReachable;
    this.#failures = failures;
    if (this.#isReachable !== wasReachable) this.#changed();
  }

  ask(path: string, how?: Sending): Promise<Response> {
    return ask(this.viewerId, path, how);
  }

  askJson<T>(path: string, how?: Sending): Promise<T> {
    return askJson<T>(this.viewerId, path, how);
  }

  /** Reports that the session is over when the request failed because of that. */
  noteRefusal(error: unknown): void {
    if (error instanceof RequestFailure && error.status === 401) this.#onRefused();
  }

  /** Shows a message that this tab has sent in the other tabs too. */
  tellStored(message: MessageView): void {
    this.#stream.tellStored(message);
  }

  #streamChanged = (): void => {
    this.streamChanges.tell();
    this.#changed();
  };

  #cameOnline = (): void => {
    this.#stream.wake({ isOtherNetwork: true });
    this.#cameBack();
  };

  #cameBack = (): void => {
    if (document.hidden) return;
    this.#stream.wake({ isOtherNetwork: false });
    this.returns.tell();
    this.#changed();
  };

  #changed = (): void => this.stateChanges.tell();
}
