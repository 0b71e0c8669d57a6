import { createHash } from "node:crypto";
import { driverOf, inTransaction, type Tx } from "#db/client";
import type { Actor, VerifiedActor } from "#lib/auth/actor";
import { operatorLimits } from "#lib/chosen";
import { DomainError } from "#lib/errors";
import { attachFiles } from "#lib/files/attach-files";
import type { Id } from "#lib/ids";
import { notify } from "#lib/notifications/notify";
import { requireStanding } from "#lib/standing/require-standing";
import { MINUTE_MS, now } from "#lib/time";
import { announce } from "./internal/announce.ts";
import { otherOf, type Pair } from "./policy.ts";
import { findMessage, toMessageView } from "./queries/messages.ts";
import { type MessageView, type SendMessageInput, sendMessageInput } from "./schema.ts";

const MANY_MESSAGES = 300;
const FLOOD_MS = 10 * MINUTE_MS;

export type Sent = { readonly message: MessageView; readonly isReplay: boolean };

/**
 * Stores a message as the next one of its conversation, for good. It is numbered under the lock on the conversation's
 * row, so numbers have no gap and times never run backwards. The same `clientId` again is the same message, as it is
 * now, whether or not the person may still write. What it answers is a message of the same conversation, which may have
 * been deleted meanwhile. Throws `not_found`, `blocked`, `person_left`, `client_id_reused`, `file_unavailable`,
 * `rate_limited`, and `restricted` for the first message of a conversation.
 */
export async function sendMessage(
  actor: VerifiedActor,
  input: SendMessageInput,
  tx?: Tx,
): Promise<Sent> {
  const { conversationId, clientId, body, fileIds, replyTo } = sendMessageInput.parse(input);
  const requestHash = hashOf({ conversationId, body, fileIds, ...(replyTo && { replyTo }) });
  return inTransaction(tx, async (tx) => {
    const locked = await lockForSending(tx, actor, { conversationId, clientId });
    const { pair, lastSeq, lastMessageAt, isBlocked, earlier } = locked;
    if (earlier) return replay(tx, earlier, requestHash);
    const otherId = otherOf(actor.userId, pair);
    if (!otherId) throw new DomainError("not_found");
    if (isBlocked) throw new DomainError("blocked");
    if (locked.hasLeft) throw new DomainError("person_left");
    if (locked.isBusy) await refuseFlood(tx, actor.userId, conversationId, lastSeq);
    const seq = lastSeq + 1;
    if (seq === 1) await requireStanding(tx, actor, "write_first");
    const replyToSeq = replyTo ?? null;
    // Numbers have no gaps, so every number up to the last one is a message of this conversation.
    if (replyToSeq !== null && (replyToSeq < 1 || replyToSeq > lastSeq)) {
      throw new DomainError("not_found");
    }
    // Two servers' clocks differ a little; the order of the messages does not.
    const createdAt = latest(now(), lastMessageAt);
    const written = { clientId, body, replyToSeq, createdAt };
    const message = { conversationId, seq, senderId: actor.userId, ...written };
    const announcement = {
      to: [actor.userId, otherId],
      conversationId,
      kind: "message",
      messageSeq: seq,
      at: createdAt,
    } as const;
    const stored = storeMessage(tx, message, requestHash);
    const told = notify(tx, {
      kind: locked.isInvitation && seq === 1 ? "invitation" : "message",
      to: otherId,
      about: conversationId,
      by: actor.userId,
      jobId: locked.jobId,
      facts: {},
    });
    if (fileIds.length === 0 && replyToSeq === null) {
      await Promise.all([stored, told, announce(tx, announcement)]);
      return { message: viewOf(message), isReplay: false };
    }
    await Promise.all([stored, told]);
    const to = { conversationId, messageSeq: seq };
    await attachFiles(tx, { ownerId: actor.userId, fileIds, purpose: "message", to });
    const [view] = await Promise.all([
      findMessage(tx, { conversationId, seq }),
      announce(tx, announcement),
    ]);
    if (!view) throw new Error("A message that was just stored cannot be found");
    return { message: view, isReplay: false };
  });
}

type NewMessage = Pick<
  Parameters<typeof toMessageView>[0],
  "conversationId" | "seq" | "senderId" | "clientId" | "body" | "createdAt"
> & { readonly replyToSeq: number | null };

function viewOf(message: NewMessage): MessageView {
  return toMessageView({ ...message, editedAt: null, deletedAt: null, reactionChanges: 0 });
}

/** What was sent, so that a retry can be told from another message under the same `clientId`. */
function hashOf(request: {
  conversationId: string;
  body: string;
  fileIds: readonly string[];
  replyTo?: number | undefined;
}) {
  return createHash("sha256").update(JSON.stringify(request)).digest();
}

function latest(moment: Date, other: Date | null): Date {
  return other && other > moment ? other : moment;
}

type Earlier = { conversationId: Id<"cnv">; seq: number; requestHash: Buffer };

/**
 * A client's first message about a live proposal answers it. Before the conversation's lock: whoever decides on a
 * proposal holds it while the inboxes are told.
 */
async function noteAnswer(tx: Tx, actor: Actor, conversationId: Id<"cnv">): Promise<void> {
  if (actor.role !== "client") return;
  const at = now().toISOString();
  await driverOf(tx)`
    update proposals set answered_at = ${at}, read_at = coalesce(read_at, ${at})
    from conversations c
    where c.id = ${conversationId} and c.client_id = ${actor.userId} and proposals.job_id = c.job_id
      and proposals.freelancer_id = c.freelancer_id and proposals.status = 'submitted'
      and proposals.answered_at is null`;
}

type Standing = {
  lastMessageAt: string | null;
  lastManyAt: string | null;
  isBlocked: boolean;
  hasLeft: boolean;
};

/**
 * Locks the conversation's row, then looks for a message with this `clientId` and reads everything that the rules ask
 * for. Sent together; each statement sees the rows as they are after the lock. Written for the driver, because all
 * writers of a conversation wait for this and `storeMessage`.
 */
async function lockForSending(
  tx: Tx,
  actor: Actor,
  { conversationId, clientId }: { conversationId: Id<"cnv">; clientId: string },
) {
  const sql = driverOf(tx);
  const me = actor.userId;
  const [, [pair], [earlier], [standing]] = await Promise.all([
    noteAnswer(tx, actor, conversationId),
    sql<(Pair & { jobId: Id<"job">; isInvitation: boolean; lastSeq: string })[]>`
      select client_id as "clientId", freelancer_id as "freelancerId", last_seq as "lastSeq", job_id as "jobId",
        invited_at is not null as "isInvitation" from conversations
      where id = ${conversationId} and (client_id = ${me} or freelancer_id = ${me}) for no key update`,
    sql<{ conversationId: Id<"cnv">; seq: string; requestHash: Buffer }[]>`
      select conversation_id as "conversationId", seq, request_hash as "requestHash" from messages
      where sender_id = ${me} and client_id = ${clientId}`,
    sql<Standing[]>`
      select own.last_message_at as "lastMessageAt", (
        select messages.created_at from messages join conversations on conversations.id = conversation_id
        where conversation_id = own.conversation_id and seq = last_seq - ${manyMessages() - 1}
      ) as "lastManyAt", exists (
        select 1 from participants other join blocks on
          (blocker_id = own.user_id and blocked_id = other.user_id)
          or (blocker_id = other.user_id and blocked_id = own.user_id)
        where other.conversation_id = own.conversation_id and other.user_id <> own.user_id) as "isBlocked", exists (
        select 1 from participants other join users on users.id = other.user_id
        where other.conversation_id = own.conversation_id and users.left_at is not null) as "hasLeft"
      from participants own where own.conversation_id = ${conversationId} and own.user_id = ${me}`,
  ]);
  if (!pair || !standing) throw new DomainError("not_found");
  return {
    pair,
    jobId: pair.jobId,
    isInvitation: pair.isInvitation,
    lastSeq: Number(pair.lastSeq),
    lastMessageAt: standing.lastMessageAt === null ? null : new Date(standing.lastMessageAt),
    isBlocked: standing.isBlocked,
    hasLeft: standing.hasLeft,
    isBusy: standing.lastManyAt !== null && isRecent(new Date(standing.lastManyAt)),
    earlier: earlier && { ...earlier, seq: Number(earlier.seq) },
  };
}

/** This many messages from both people within the period, two thirds of them from one person, are a flood. */
function manyMessages(): number {
  return MANY_MESSAGES * operatorLimits().personFactor;
}

function isRecent(moment: Date): boolean {
  return now().getTime() - moment.getTime() < FLOOD_MS;
}

/** Nobody types this fast; a person who floods another has to wait. Throws `rate_limited`. */
async function refuseFlood(
  tx: Tx,
  senderId: Id<"usr">,
  conversationId: Id<"cnv">,
  lastSeq: number,
) {
  const many = manyMessages();
  const [row] = await driverOf(tx)<{ own: string }[]>`
    select count(*) as own from messages where conversation_id = ${conversationId}
      and seq > ${lastSeq - many} and sender_id = ${senderId}`;
  if (Number(row?.own) * 3 < many * 2) return;
  throw new DomainError("rate_limited", { retryAfter: "10 minutes" });
}

async function replay(tx: Tx, earlier: Earlier, requestHash: Buffer): Promise<Sent> {
  if (!requestHash.equals(earlier.requestHash)) throw new DomainError("client_id_reused");
  const message = await findMessage(tx, earlier);
  if (!message) throw new Error("A message that was sent already cannot be found");
  return { message, isReplay: true };
}

/**
 * The message, the conversation's number and both sides, in one statement. By writing, the sender has read everything;
 * the other person has one more unread, and the conversation comes back from their archive.
 */
async function storeMessage(tx: Tx, message: NewMessage, requestHash: Buffer): Promise<void> {
  const { conversationId, seq, senderId, clientId, body, replyToSeq } = message;
  const at = message.createdAt.toISOString();
  const stored = await driverOf(tx)`
    with stored as (
      insert into messages (conversation_id, seq, sender_id, client_id, request_hash, body, created_at, reply_to_seq)
      values (${conversationId}, ${seq}, ${senderId}, ${clientId}, ${requestHash}, ${body}, ${at}, ${replyToSeq})
      on conflict (sender_id, client_id) do nothing
      returning conversation_id, seq
    ), numbered as (
      update conversations set last_seq = stored.seq from stored where id = stored.conversation_id
    )
    update participants set
      last_message_at = ${at},
      last_read_seq = case when user_id = ${senderId} then stored.seq else last_read_seq end,
      shown_read_seq = case when user_id = ${senderId} then stored.seq else shown_read_seq end,
      unread_count = case when user_id = ${senderId} then 0 else unread_count + 1 end,
      is_marked_unread = is_marked_unread and user_id <> ${senderId},
      archived_at = case when user_id = ${senderId} then archived_at end
    from stored where participants.conversation_id = stored.conversation_id
    returning user_id`;
  // It was used at the same moment in another conversation, which this one's lock does not cover.
  if (stored.length === 0) throw new DomainError("client_id_reused");
}
