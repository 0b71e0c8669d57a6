"use client";

import type { ReportInput } from "#lib/conversations/schema";
import type { Id } from "#lib/ids";
import type { InboxEngine } from "./inbox-engine.ts";
import { withEngine } from "./inbox-session.ts";

export type ConversationActions = {
  setArchived(conversationId: Id<"cnv">, isArchived: boolean): Promise<void>;
  markUnread(conversationId: Id<"cnv">): Promise<void>;
  setBlocked(userId: Id<"usr">, isBlocked: boolean): Promise<void>;
  report(input: ReportInput): Promise<void>;
};

/** What can be done with a conversation as a whole. Each throws an error whose message is a sentence for people. */
export function useConversationActions(): ConversationActions {
  return actions;
}

const actions: ConversationActions = {
  setArchived: (id, isArchived) => run((engine) => engine.commands.file(id, { isArchived })),
  markUnread: (id) => run((engine) => engine.commands.file(id, { isMarkedUnread: true })),
  setBlocked: (userId, isBlocked) => run((engine) => engine.commands.setBlocked(userId, isBlocked)),
  report: ({ conversationId, seq, reason }) =>
    run((engine) =>
      engine.commands.report(
        conversationId,
        seq === undefined ? { reason } : { seq: Number(seq), reason },
      ),
    ),
};

/** Runs it with the engine, and waits for that where the page is younger than the engine. */
export function run(work: (engine: InboxEngine) => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) =>
    withEngine((engine) => work(engine).then(resolve, reject)),
  );
}
