import type { ConversationRow } from "#lib/conversations/schema";
import type { Id } from "#lib/ids";
import type { InboxCache } from "./inbox-cache.ts";
import { inboxClient, inboxKeys } from "./inbox-client.ts";
import { ask } from "./request.ts";

type CommandNeeds = {
  readonly viewerId: Id<"usr">;
  readonly cache: InboxCache;
  readonly refresh: () => Promise<void>;
  readonly onFailure: (error: unknown) => void;
};

/** What a person does to messages and conversations that are there. Each throws an error with a sentence for people. */
export class InboxCommands {
  readonly #needs: CommandNeeds;

  constructor(needs: CommandNeeds) {
    this.#needs = needs;
  }

  async edit(conversationId: Id<"cnv">, seq: number, body: string): Promise<void> {
    await this.#change(`/api/conversations/${conversationId}/messages/${seq}`, "PATCH", { body });
  }

  async remove(conversationId: Id<"cnv">, seq: number): Promise<void> {
    await this.#change(`/api/conversations/${conversationId}/messages/${seq}`, "DELETE");
  }

  /** Archives or marks at once on this screen; puts it back when the server refuses. */
  async file(
    conversationId: Id<"cnv">,
    change: { isArchived: boolean } | { isMarkedUnread: true },
  ): Promise<void> {
    const before = this.#needs.cache.findRow(conversationId);
    if (before) this.#needs.cache.takeRows([{ ...before, ...change }]);
    try {
      await this.#change(`/api/conversations/${conversationId}`, "PATCH", change);
    } catch (error) {
      if (before) this.#restore(before);
      throw error;
    }
  }

  #restore(before: ConversationRow): void {
    this.#needs.cache.takeRows([before]);
    void inboxClient.invalidateQueries({ queryKey: inboxKeys.lists(this.#needs.viewerId) });
  }

  async setBlocked(userId: Id<"usr">, isBlocked: boolean): Promise<void> {
    await this.#change(`/api/blocks/${userId}`, isBlocked ? "PUT" : "DELETE");
  }

  async report(conversationId: Id<"cnv">, body: { seq?: number; reason: string }): Promise<void> {
    await this.#change(`/api/conversations/${conversationId}/report`, "POST", body);
  }

  /** Changes something on the server and shows what came of it. Throws a `RequestFailure` with a sentence. */
  async #change(
    path: string,
    method: "POST" | "PUT" | "PATCH" | "DELETE",
    body?: object,
  ): Promise<void> {
    try {
      await ask(this.#needs.viewerId, path, body ? { method, body } : { method });
    } catch (error) {
      this.#needs.onFailure(error);
      throw error;
    }
    await this.#needs.refresh().catch(() => {
      // It is done; the feed goes on trying to show it.
    });
  }
}
