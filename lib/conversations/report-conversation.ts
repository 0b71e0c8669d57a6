import { and, eq, gt, isNull } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { reports } from "#db/schema";
import type { VerifiedActor } from "#lib/auth/actor";
import { limitPerson } from "#lib/auth/limit-person";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import { lockConversation, lockMessage } from "./internal/locks.ts";
import { type ReportInput, reportInput } from "./schema.ts";

/**
 * Tells the operator about a conversation, or about one message of it with its present words, whatever becomes of it
 * afterwards. The other person learns nothing. The same report again, while it is open, is one report. Throws
 * `not_found`, `too_many_today`.
 */
export async function reportConversation(
  actor: VerifiedActor,
  input: ReportInput,
  tx?: Tx,
): Promise<{ reportId: Id<"rpt">; isReplay: boolean }> {
  const { conversationId, seq, reason } = reportInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const locked =
      seq === undefined
        ? { conversation: await lockConversation(tx, actor, conversationId), message: null }
        : await lockMessage(tx, actor, { conversationId, seq });
    const messageSeq = locked.message?.seq ?? null;
    const [earlier] = await tx
      .select({ reportId: reports.id })
      .from(reports)
      .where(
        and(
          eq(reports.conversationId, conversationId),
          eq(reports.reporterId, actor.userId),
          eq(reports.reason, reason),
          messageSeq === null ? isNull(reports.messageSeq) : eq(reports.messageSeq, messageSeq),
          isNull(reports.resolvedAt),
        ),
      );
    if (earlier) return { ...earlier, isReplay: true };
    const reportId = newId("rpt");
    await tx.insert(reports).values({
      id: reportId,
      conversationId,
      messageSeq,
      reporterId: actor.userId,
      reason,
      quotedBody: locked.message?.body ?? null,
      createdAt: locked.conversation.at,
    });
    const { userId } = actor;
    await limitPerson(tx, userId, "reports", (since) =>
      tx.$count(reports, and(eq(reports.reporterId, userId), gt(reports.createdAt, since))),
    );
    return { reportId, isReplay: false };
  });
}
