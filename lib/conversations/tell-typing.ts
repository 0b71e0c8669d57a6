import { and, eq, or, sql } from "drizzle-orm";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { getDb } from "#db/client";
import { blocks, conversations } from "#db/schema";
import type { Actor, VerifiedActor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { formatTypingNotice, TYPING_CHANNEL } from "./internal/announce.ts";
import { type ConversationInput, conversationInput } from "./schema.ts";

/** A browser says it every few seconds. Notices that come more often are not passed on. */
const limiter = new RateLimiterMemory({ points: 20, duration: 20 });

/**
 * Tells the other person of a conversation that the actor is typing, if their browser is listening now. Leaves nothing
 * behind, and says nothing while either has blocked the other. Throws not_found.
 */
export async function tellTyping(actor: VerifiedActor, input: ConversationInput): Promise<void> {
  const { conversationId } = conversationInput.parse(input);
  const [talk] = await getDb()
    .select({
      clientId: conversations.clientId,
      freelancerId: conversations.freelancerId,
      isBlocked: sql<boolean>`exists (
        select 1 from ${blocks}
        where (${blocks.blockerId} = ${conversations.clientId} and ${blocks.blockedId} = ${conversations.freelancerId})
          or (${blocks.blockerId} = ${conversations.freelancerId} and ${blocks.blockedId} = ${conversations.clientId}))`,
    })
    .from(conversations)
    .where(
      and(
        eq(conversations.id, conversationId),
        or(eq(conversations.clientId, actor.userId), eq(conversations.freelancerId, actor.userId)),
      ),
    );
  if (!talk) throw new DomainError("not_found");
  if (talk.isBlocked || !(await isWithinLimit(actor))) return;
  const userId = talk.clientId === actor.userId ? talk.freelancerId : talk.clientId;
  const notice = formatTypingNotice({ userId, conversationId });
  await getDb().execute(sql`select pg_notify(${TYPING_CHANNEL}, ${notice})`);
}

async function isWithinLimit({ userId }: Actor): Promise<boolean> {
  try {
    await limiter.consume(userId);
    return true;
  } catch (error) {
    if (error instanceof RateLimiterRes) return false;
    throw error;
  }
}
