import type { Id } from "#lib/ids";
import type { Reaction } from "../policy.ts";
import type { ConversationRow } from "../schema.ts";
import type { Connection } from "./connection.ts";
import type { Feed } from "./feed.ts";
import { inboxClient, inboxKeys } from "./query-client.ts";
import type { Reading } from "./reading.ts";
import { isUnanswered, type Sending } from "./request.ts";
import type { InboxStore } from "./store.ts";

const RETRY_PAUSES_MS = [500, 2_000];

/** What a person does to existing messages and conversations. Each throws an error with a sentence for people. */
export class Commands {
  readonly #connection: Connection;
  readonly #store: InboxStore;
  readonly #feed: Feed;
  readonly #reading: Reading;

  constructor(connection: Connection, store: InboxStore, feed: Feed, reading: Reading) {
    this.#connection = connection;
    this.#store = store;
    this.#feed = feed;
    this.#reading = reading;
  }

  async edit(conversationId: Id<"cnv">, seq: number, body: string): Promise<void> {
    await this.#change(`/api/conversations/${conversationId}/messages/${seq}`, "PATCH", { body });
  }

  async remove(conversationId: Id<"cnv">, seq: number): Promise<void> {
    await this.#change(`/api/conversations/${conversationId}/messages/${seq}`, "DELETE");
  }

  async react(
    conversationId: Id<"cnv">,
    seq: number,
    reaction: Reaction,
    isOn: boolean,
  ): Promise<void> {
    const path = `/api/conversations/${conversationId}/messages/${seq}/reactions/${reaction}`;
    await this.#change(path, isOn ? "PUT" : "DELETE");
  }

  /** Archives or marks at once on this screen; reverts it when the server refuses. */
  async file(
    conversationId: Id<"cnv">,
    change: { isArchived: boolean } | { isMarkedUnread: true },
  ): Promise<void> {
    if ("isMarkedUnread" in change) await this.#reading.settle(conversationId);
    const before = this.#store.findRow(conversationId);
    if (before) this.#store.takeRows([{ ...before, ...change }]);
    try {
      await this.#change(`/api/conversations/${conversationId}`, "PATCH", change);
    } catch (error) {
      if (before) this.#restore(before);
      throw error;
    }
  }

  #restore(before: ConversationRow): void {
    this.#store.takeRows([before]);
    void inboxClient.invalidateQueries({ queryKey: inboxKeys.lists(this.#connection.viewerId) });
  }

  async setBlocked(userId: Id<"usr">, isBlocked: boolean): Promise<void> {
    await this.#change(`/api/blocks/${userId}`, isBlocked ? "PUT" : "DELETE");
  }

  /** The person has this page in front of them. When it gets no answer, the next look says so again. */
  seePage(path: string): void {
    this.#connection
      .ask("/api/notifications/seen", { method: "POST", body: { path } })
      .then(() => this.#feed.poke())
      .catch((error: unknown) => this.#connection.noteRefusal(error));
  }

  /** Changes something on the server and shows the result. Throws a `RequestFailure` with a sentence. */
  async #change(
    path: string,
    method: "POST" | "PUT" | "PATCH" | "DELETE",
    body?: object,
  ): Promise<void> {
    try {
      await this.#askPatiently(path, body ? { method, body } : { method });
    } catch (error) {
      this.#connection.noteRefusal(error);
      throw error;
    }
    await this.#feed.refresh().catch(() => {
      // It is done; the feed keeps trying to show it.
    });
  }

  /** Each of these sets a state, so asking again when no answer came does nothing twice. */
  async #askPatiently(path: string, how: Sending): Promise<void> {
    for (const pauseMs of RETRY_PAUSES_MS) {
      try {
        await this.#connection.ask(path, how);
        return;
      } catch (error) {
        if (!isUnanswered(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    }
    await this.#connection.ask(path, how);
  }
}
