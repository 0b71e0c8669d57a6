import { QueryObserver } from "@tanstack/react-query";
import type { InboxDelta, InboxPage } from "#lib/conversations/schema";
import type { Id } from "#lib/ids";
import { type InboxCache, idsOf } from "./inbox-cache.ts";
import { inboxClient, inboxKeys } from "./inbox-client.ts";
import type { InboxLoading } from "./inbox-loading.ts";
import { pollInterval } from "./pace.ts";
import { ask, askJson, RequestFailure } from "./request.ts";

/** From how many missed changes on it is cheaper to load again what is shown. */
const FAR_BEHIND = 500;
const HIDDEN_WAIT_MS = 1_000;

export type FeedStart = { readonly seq: number; readonly unreadConversations: number };

type FeedNeeds = {
  readonly viewerId: Id<"usr">;
  readonly cache: InboxCache;
  readonly loading: InboxLoading;
  readonly start: FeedStart | null;
  readonly onUnread: (count: number) => void;
  readonly onDelta: (delta: InboxDelta) => void;
  /** Reachability or pace has changed. */
  readonly onState: () => void;
  readonly onRefused: () => void;
  readonly hasOpenConversation: () => boolean;
  readonly isStreamUp: () => boolean;
};

/** Asks what has changed, again and again at a pace that fits, and brings everything that is loaded up to date. */
export class InboxFeed {
  readonly #needs: FeedNeeds;
  #seq: number | null;
  #signalled = 0;
  #isWanted = false;
  #failures = 0;
  #activeAt = Date.now();
  #intervalMs = 0;
  #observer: QueryObserver<number> | null = null;
  #unobserve: () => void = () => {};
  #later: ReturnType<typeof setTimeout> | undefined;
  /** Conversations with changes since the last complete answer: what is missing there is fetched after it. */
  readonly #touched = new Set<Id<"cnv">>();

  constructor(needs: FeedNeeds) {
    this.#needs = needs;
    this.#seq = needs.start?.seq ?? null;
  }

  get seq(): number {
    return this.#seq ?? -1;
  }

  /** False after two questions that got no answer; one is lost whenever a computer wakes up. */
  get isReachable(): boolean {
    return this.#failures < 2;
  }

  start(): void {
    inboxClient.mount();
    this.#setPace();
    const observer = new QueryObserver<number>(inboxClient, this.#options());
    this.#observer = observer;
    this.#unobserve = observer.subscribe(() => {});
  }

  stop(): void {
    clearTimeout(this.#later);
    this.#unobserve();
    this.#observer = null;
    inboxClient.unmount();
  }

  #options() {
    return {
      queryKey: inboxKeys.feed(this.#needs.viewerId),
      queryFn: () => this.#pull(),
      refetchInterval: () => this.#intervalMs,
      refetchIntervalInBackground: false,
      refetchOnWindowFocus: "always",
      refetchOnReconnect: "always",
      retry: false,
      // A browser can be wrong about being offline; asking tells.
      networkMode: "always",
      gcTime: Number.POSITIVE_INFINITY,
    } as const;
  }

  /** Asks now, or once more when it is just asking: something has changed after what is on its way. */
  poke = async (): Promise<void> => {
    this.#isWanted = true;
    await this.#observer?.refetch({ cancelRefetch: false });
  };

  /** The stream says that there is a change with this number. A hidden tab is in no hurry, and asks once for many. */
  hear(seq: number): void {
    this.#signalled = Math.max(this.#signalled, seq);
    if (seq <= this.seq) return;
    if (!document.hidden) void this.poke();
    else this.#later ??= setTimeout(() => this.#catchUp(), HIDDEN_WAIT_MS);
  }

  #catchUp(): void {
    this.#later = undefined;
    if (this.#signalled > this.seq) void this.poke();
  }

  /** The person does something here, or a conversation was opened: what slowed down speeds up. */
  quicken = (): void => {
    this.#activeAt = Date.now();
    this.#setPace();
    this.#observer?.setOptions(this.#options());
  };

  #setPace(): void {
    this.#intervalMs = pollInterval(
      {
        isStreamUp: this.#needs.isStreamUp(),
        hasOpenConversation: this.#needs.hasOpenConversation(),
        idleMs: Date.now() - this.#activeAt,
        failures: this.#failures,
      },
      Math.random(),
    );
  }

  async #pull(): Promise<number> {
    try {
      if (this.#seq === null) await this.#startOver();
      while (await this.#step());
      this.#settle(0);
      for (const conversationId of this.#touched) void this.#needs.loading.closeGap(conversationId);
      this.#touched.clear();
    } catch (error) {
      if (error instanceof RequestFailure && error.status === 401) this.#needs.onRefused();
      this.#settle(this.#failures + 1);
      throw error;
    }
    return this.seq;
  }

  #settle(failures: number): void {
    const wasReachable = this.isReachable;
    this.#failures = failures;
    this.#setPace();
    if (this.isReachable !== wasReachable) this.#needs.onState();
  }

  /** Takes one answer in. True when there is more to ask for. */
  async #step(): Promise<boolean> {
    const since = this.seq;
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
      const response = await ask(this.#needs.viewerId, `/api/inbox?since=${since}`, {
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
    this.#seq = delta.seq;
    this.#needs.onUnread(delta.unreadConversations);
    if (delta.changes.length === 0) return;
    this.#activeAt = Date.now();
    this.#needs.cache.apply(delta);
    for (const conversationId of idsOf(delta)) this.#touched.add(conversationId);
    for (const { kind, conversationId } of delta.changes) {
      if (kind === "event" || kind === "blocking") {
        // Without an answer the room stays as it is; the next opening loads it again.
        this.#needs.loading.around(conversationId).catch(() => {});
      }
    }
    this.#needs.onDelta(delta);
  }

  /** Loads again what is shown, from a moment whose number is known, and goes on from there. */
  async #startOver(): Promise<void> {
    const { viewerId, cache, onUnread } = this.#needs;
    const page = await askJson<InboxPage>(viewerId, "/api/inbox/conversations?filter=all");
    this.#seq = page.seq;
    cache.startOver(page.seq);
    onUnread(page.unreadConversations);
    void inboxClient.invalidateQueries({ queryKey: inboxKeys.lists(viewerId) });
    void inboxClient.invalidateQueries({ queryKey: inboxKeys.rooms(viewerId) });
  }
}

/** True when the answer begins right after `since` and leaves no number out. */
function follows({ changes, seq }: InboxDelta, since: number): boolean {
  const isComplete = changes.every((change, index) => change.seq === since + 1 + index);
  return isComplete && seq === since + changes.length;
}
