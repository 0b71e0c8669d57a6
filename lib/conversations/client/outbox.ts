import { ulid } from "ulid";
import {
  isStillDeviceOf,
  listStored,
  removeStored,
  subscribeStored,
  writeStored,
} from "#lib/device-storage";
import type { FileView } from "#lib/files/schema";
import type { Id } from "#lib/ids";
import { now } from "#lib/time";
import type { MessageView, QuoteView } from "../schema.ts";
import type { Connection } from "./connection.ts";
import type { Feed } from "./feed.ts";
import { Listeners } from "./listeners.ts";
import type { Loading } from "./loading.ts";
import {
  inOrder,
  nextPosition,
  nextToSend,
  parseQueued,
  type QueuedMessage,
} from "./outbox-queue.ts";
import { backOff } from "./pace.ts";
import { isPassing, RequestFailure } from "./request.ts";
import type { Outgoing } from "./room.ts";
import { takeTurn } from "./tabs.ts";

const NAME = "outbox:";
const NONE: readonly Outgoing[] = [];

/**
 * What this person has written and the server does not have yet. It is in the device's storage, so it survives a
 * reload. One tab at a time sends, in order within each conversation, until the server has accepted or refused each
 * message.
 */
export class Outbox {
  readonly changes = new Listeners();
  readonly #connection: Connection;
  readonly #loading: Loading;
  readonly #feed: Feed;
  readonly #inFlight = new Set<string>();
  /** Stored by the server, not yet shown among its messages: still shown as being sent. */
  readonly #arriving = new Map<string, QueuedMessage>();
  #lines = new Map<Id<"cnv">, readonly Outgoing[]>();
  /** Rounds in a row that ended with something held up. */
  #failures = 0;
  #askedToWaitMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isRunning = false;
  #isStopped = false;
  #leave: (() => void)[] = [];

  constructor(connection: Connection, loading: Loading, feed: Feed) {
    this.#connection = connection;
    this.#loading = loading;
    this.#feed = feed;
  }

  start(): void {
    this.#leave = [
      subscribeStored(() => this.#refresh()),
      this.#connection.returns.add(this.#wake),
    ];
    this.#refresh();
    this.#wake();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    for (const leave of this.#leave.splice(0)) leave();
    this.#arriving.clear();
    this.#lines = new Map();
    this.changes.tell();
  }

  /** What is being sent in this conversation; the same array until that changes. */
  linesOf(conversationId: Id<"cnv">): readonly Outgoing[] {
    return this.#lines.get(conversationId) ?? NONE;
  }

  add(
    conversationId: Id<"cnv">,
    body: string,
    files: readonly FileView[],
    replyTo: QuoteView | null = null,
  ): void {
    this.#write({
      clientId: ulid(),
      conversationId,
      body,
      files,
      replyTo,
      createdAt: now().toISOString(),
      position: nextPosition(this.#queue(), conversationId),
      problem: null,
    });
    this.#wake();
  }

  /** Sends a refused message again, after what is now waiting. */
  retry(clientId: string): void {
    const queue = this.#queue();
    const message = queue.find((queued) => queued.clientId === clientId);
    if (message) {
      const position = nextPosition(queue, message.conversationId);
      this.#write({ ...message, position, problem: null });
    }
    this.#wake();
  }

  discard(clientId: string): void {
    if (!this.#inFlight.has(clientId)) removeStored(this.#viewerId, NAME + clientId);
  }

  /** Tries now: something new was written, or the connection is back. */
  #wake = (): void => {
    clearTimeout(this.#timer);
    void this.#run();
  };

  async #run(): Promise<void> {
    if (this.#isRunning || this.#isStopped) return;
    this.#isRunning = true;
    try {
      let isHeldUp = false;
      while (this.#maySend() && !isHeldUp && this.#sendable().length > 0) {
        await takeTurn(this.#viewerId, "outbox", () => this.#sendAll());
        isHeldUp = this.#failures > 0;
      }
      if (isHeldUp) this.#tryLater();
    } finally {
      this.#isRunning = false;
    }
  }

  #maySend(): boolean {
    return !this.#isStopped && isStillDeviceOf(this.#viewerId);
  }

  #tryLater(): void {
    if (this.#isStopped) return;
    clearTimeout(this.#timer);
    const wait = Math.max(this.#askedToWaitMs, backOff(this.#failures, Math.random()));
    this.#timer = setTimeout(this.#wake, wait);
  }

  /** Until everything is sent or held up. The queue is read again each time, because other tabs write to it. */
  async #sendAll(): Promise<void> {
    const heldUp = new Set<Id<"cnv">>();
    let failures = 0;
    while (this.#maySend()) {
      const message = nextToSend(this.#queue(), heldUp);
      if (!message) break;
      const failure = await this.#sendOne(message);
      if (!failure) continue;
      failures += 1;
      heldUp.add(message.conversationId);
      this.#askedToWaitMs = failure.retryAfterMs ?? 0;
      // No connection, or too fast: this affects every conversation.
      if (failure.status === 0 || failure.status === 429) break;
    }
    this.#failures = failures === 0 ? 0 : this.#failures + 1;
    this.#refresh();
  }

  /** The failure when it has to be tried again later; null when the server has decided. */
  async #sendOne(message: QueuedMessage): Promise<RequestFailure | null> {
    this.#inFlight.add(message.clientId);
    this.#refresh();
    try {
      const stored = await this.#send(message);
      this.#arriving.set(message.clientId, message);
      removeStored(this.#viewerId, NAME + message.clientId);
      void this.#place(stored).finally(() => {
        this.#arriving.delete(message.clientId);
        this.#refresh();
      });
      return null;
    } catch (error) {
      if (!(error instanceof RequestFailure)) throw error;
      // Signed out meanwhile: the next session decides whether anything of this stays.
      if (isPassing(error) || error.status === 401) return error;
      this.#write({ ...message, problem: error.message });
      return null;
    } finally {
      this.#inFlight.delete(message.clientId);
      this.#refresh();
    }
  }

  /** Gives the message to the server; the same one sent twice is stored once. */
  async #send(message: QueuedMessage): Promise<MessageView> {
    const { conversationId, clientId, body, files, replyTo } = message;
    const fileIds = files.map(({ fileId }) => fileId);
    try {
      return await this.#connection.askJson<MessageView>(
        `/api/conversations/${conversationId}/messages`,
        { method: "POST", body: { clientId, body, fileIds, replyTo: replyTo?.seq } },
      );
    } catch (error) {
      this.#connection.noteRefusal(error);
      throw error;
    }
  }

  /** Shows the stored message in every tab; resolves when it is shown among the others. */
  async #place(message: MessageView): Promise<void> {
    this.#connection.tellStored(message);
    await this.#loading.show(message);
    void this.#feed.poke();
  }

  get #viewerId(): Id<"usr"> {
    return this.#connection.viewerId;
  }

  #queue(): QueuedMessage[] {
    const stored = listStored(this.#viewerId, NAME).flatMap((text) => parseQueued(text) ?? []);
    return inOrder(stored);
  }

  #sendable(): QueuedMessage[] {
    return this.#queue().filter(({ problem }) => problem === null);
  }

  #write(message: QueuedMessage): void {
    writeStored(this.#viewerId, NAME + message.clientId, JSON.stringify(message));
  }

  #refresh(): void {
    if (this.#isStopped) return;
    const shown = inOrder([...this.#arriving.values(), ...this.#queue()]);
    const byConversation = Map.groupBy(shown, ({ conversationId }) => conversationId);
    this.#lines = new Map(
      [...byConversation].map(([conversationId, messages]) => [
        conversationId,
        keepSame(
          this.linesOf(conversationId),
          messages.map((message) => this.#lineOf(message)),
        ),
      ]),
    );
    this.changes.tell();
  }

  #lineOf(message: QueuedMessage): Outgoing {
    const { clientId, body, files, replyTo = null, createdAt, problem } = message;
    const isOut = this.#inFlight.has(clientId) || this.#arriving.has(clientId);
    const isWaiting = !isOut && (this.#failures > 0 || !navigator.onLine);
    const state = problem !== null ? "failed" : isWaiting ? "waiting" : "sending";
    return { clientId, body, files, replyTo, createdAt, problem, state };
  }
}

/** The earlier array when it says the same, so that nothing is redrawn needlessly. */
function keepSame(before: readonly Outgoing[], after: readonly Outgoing[]): readonly Outgoing[] {
  return JSON.stringify(before) === JSON.stringify(after) ? before : after;
}
