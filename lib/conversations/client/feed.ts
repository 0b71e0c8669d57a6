import { QueryObserver } from "@tanstack/query-core";
import type { Id } from "#lib/ids";
import type { InboxDelta, InboxPage, InboxSignal } from "../schema.ts";
import type { Connection } from "./connection.ts";
import type { Loading } from "./loading.ts";
import type { OpenRooms } from "./open-rooms.ts";
import { pollInterval } from "./pace.ts";
import { inboxClient, inboxKeys } from "./query-client.ts";
import { RequestFailure } from "./request.ts";
import { type InboxStore, idsOf } from "./store.ts";

/** From this many missed changes on, it is cheaper to load again what is shown. */
const FAR_BEHIND = 500;
const HIDDEN_WAIT_MS = 1_000;

/** Asks again and again what has changed, at a fitting pace, and brings everything that is loaded up to date. */
export class Feed {
  readonly #connection: Connection;
  readonly #store: InboxStore;
  readonly #loading: Loading;
  readonly #rooms: OpenRooms;
  #signalled = 0;
  #isWanted = false;
  #activeAt = Date.now();
  #intervalMs = 0;
  #observer: QueryObserver<number> | null = null;
  #leave: (() => void)[] = [];
  #later: ReturnType<typeof setTimeout> | undefined;
  /** Conversations with changes since the last complete answer: what is missing there is fetched after it. */
  readonly #touched = new Set<Id<"cnv">>();

  constructor(connection: Connection, store: InboxStore, loading: Loading, rooms: OpenRooms) {
    this.#connection = connection;
    this.#store = store;
    this.#loading = loading;
    this.#rooms = rooms;
  }

  start(): void {
    inboxClient.mount();
    this.#setPace();
    this.#trustStart();
    const observer = new QueryObserver<number>(inboxClient, this.#options());
    this.#observer = observer;
    const { signals, storedElsewhere, streamChanges, returns } = this.#connection;
    this.#leave = [
      observer.subscribe(() => {}),
      signals.add(this.#hear),
      storedElsewhere.add((message) => void this.#loading.show(message)),
      streamChanges.add(this.#look),
      returns.add(this.#look),
    ];
  }

  /**
   * The page has said how things stood, and the stream asks once it is up: asking before that as well would only be
   * asking twice. Should no stream come up, the pace asks.
   */
  #trustStart(): void {
    const { viewerId, expectsStream } = this.#connection;
    if (this.#store.seq === null || !expectsStream) return;
    inboxClient.setQueryData(inboxKeys.feed(viewerId), this.#store.seq);
  }

  stop(): void {
    clearTimeout(this.#later);
    for (const leave of this.#leave.splice(0)) leave();
    this.#observer = null;
    inboxClient.unmount();
  }

  #options() {
    return {
      queryKey: inboxKeys.feed(this.#connection.viewerId),
      queryFn: () => this.#pull(),
      refetchInterval: () => this.#intervalMs,
      refetchIntervalInBackground: false,
      // Without an answer so far it asks anyway.
      refetchOnMount: false,
      refetchOnWindowFocus: "always",
      refetchOnReconnect: "always",
      retry: false,
      // A browser can be wrong about being offline; asking tells.
      networkMode: "always",
      gcTime: Number.POSITIVE_INFINITY,
    } as const;
  }

  /** Asks now, or once more if it is already asking: something has changed since that question. */
  poke = async (): Promise<void> => {
    this.#isWanted = true;
    await this.#observer?.refetch({ cancelRefetch: false });
  };

  /** The person has done something here: shows the result, and what else is new. */
  refresh(): Promise<void> {
    this.quicken();
    return this.poke();
  }

  #look = (): void => void this.refresh();

  /** The stream reports a change with this number. A hidden tab is in no hurry, and asks once for many. */
  #hear = (signal: InboxSignal): void => {
    if (signal.kind !== "changed") return;
    this.#signalled = Math.max(this.#signalled, signal.seq);
    if (signal.seq <= this.#seq) return;
    if (!document.hidden) void this.poke();
    else this.#later ??= setTimeout(() => this.#catchUp(), HIDDEN_WAIT_MS);
  };

  #catchUp(): void {
    this.#later = undefined;
    if (this.#signalled > this.#seq) void this.poke();
  }

  /** The person does something here, or a conversation was opened: polling that has slowed down speeds up again. */
  quicken = (): void => {
    this.#activeAt = Date.now();
    this.#setPace();
    this.#observer?.setOptions(this.#options());
  };

  #setPace(): void {
    this.#intervalMs = pollInterval(
      {
        isStreamUp: this.#connection.isStreamUp,
        hasOpenConversation: !this.#rooms.isEmpty,
        idleMs: Date.now() - this.#activeAt,
        failures: this.#connection.failures,
      },
      Math.random(),
    );
  }

  async #pull(): Promise<number> {
    try {
      if (this.#store.seq === null) await this.#startOver();
      while (await this.#step());
      this.#settle(0);
      for (const conversationId of this.#touched) void this.#loading.closeGap(conversationId);
      this.#touched.clear();
    } catch (error) {
      this.#connection.noteRefusal(error);
      this.#settle(this.#connection.failures + 1);
      throw error;
    }
    return this.#seq;
  }

  #settle(failures: number): void {
    this.#connection.countFailures(failures);
    this.#setPace();
  }

  /** Takes in one answer. True when there is more to ask for. */
  async #step(): Promise<boolean> {
    const since = this.#seq;
    this.#isWanted = false;
    const delta = await this.#ask(since);
    if (delta === "unchanged") return this.#isWanted;
    if (delta === "too far" || delta.latestSeq - delta.seq > FAR_BEHIND || !follows(delta, since)) {
      await this.#startOver();
      return this.#isWanted;
    }
    this.#take(delta);
    const isMore = delta.seq < Math.max(delta.latestSeq, this.#signalled);
    return this.#isWanted || (isMore && delta.seq > since);
  }

  async #ask(since: number): Promise<InboxDelta | "unchanged" | "too far"> {
    try {
      const response = await this.#connection.ask(`/api/inbox?since=${since}`, {
        headers: { "if-none-match": `"${since}"` },
      });
      if (response.status === 304) return "unchanged";
      const delta: InboxDelta = await response.json();
      return delta;
    } catch (error) {
      if (error instanceof RequestFailure && error.status === 410) return "too far";
      throw error;
    }
  }

  #take(delta: InboxDelta): void {
    this.#store.apply(delta);
    if (delta.changes.length === 0) return;
    this.#activeAt = Date.now();
    for (const conversationId of idsOf(delta)) this.#touched.add(conversationId);
    for (const { kind, conversationId } of delta.changes) {
      if (conversationId && (kind === "event" || kind === "blocking")) {
        // Without an answer the conversation stays as it is; the next opening loads it again.
        this.#loading.around(conversationId).catch(() => {});
      }
    }
  }

  /** Loads again what is shown, from a moment whose number is known, and continues from there. */
  async #startOver(): Promise<void> {
    const path = "/api/inbox/conversations?filter=all";
    this.#store.startOver(await this.#connection.askJson<InboxPage>(path));
  }

  get #seq(): number {
    return this.#store.seq ?? -1;
  }
}

/** True when the answer begins right after `since` and skips no number. */
function follows({ changes, seq }: InboxDelta, since: number): boolean {
  const isComplete = changes.every((change, index) => change.seq === since + 1 + index);
  return isComplete && seq === since + changes.length;
}
