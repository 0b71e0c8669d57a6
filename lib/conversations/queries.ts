import { and, desc, eq, isNotNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { driverOf, getDb, type Reader } from "#db/client";
import { contracts, inboxes, participants, proposals } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { type Id, isId } from "#lib/ids";
import { writingRefusal } from "./policy.ts";
import { listBlocksBetween } from "./queries/blocks.ts";
import { listContractEvents } from "./queries/contract-events.ts";
import { own, selectConversationRows, toConversationRow } from "./queries/conversation-rows.ts";
import { listChangesSince } from "./queries/inbox-changes.ts";
import {
  afterCursor,
  isOneOf,
  isUnread,
  matchesFilter,
  matchesWords,
} from "./queries/inbox-filters.ts";
import { listMessageSpan, listMessagesByKey, type MessageKey } from "./queries/message-views.ts";
import {
  type ConversationRow,
  type ConversationView,
  type InboxDelta,
  type InboxPage,
  type InboxPageInput,
  inboxPageInput,
  type MessagePage,
  type MessagePageInput,
  messagePageInput,
} from "./schema.ts";

const INBOX_PAGE = 40;
const MESSAGE_PAGE = 50;

/** The number of the person's newest change, 0 before the first. One row by its key: polls that find nothing end here. */
export async function getInboxSeq({ userId }: Actor, reader: Reader = getDb()): Promise<number> {
  // Written for the driver: every open browser asks this every few seconds.
  const [row] = await driverOf(reader)<{ seq: string }[]>`
    select last_seq as seq from inboxes where user_id = ${userId}`;
  return Number(row?.seq ?? 0);
}

/**
 * What changed for the person after change `since`, a bounded part of it, in order and without a gap; messages and
 * rows as they are now, so applying a change twice or late does no harm. Throws `resync_required`.
 */
export async function getInboxDelta(
  actor: Actor,
  since: number,
  reader: Reader = getDb(),
): Promise<InboxDelta> {
  const { latestSeq, unreadConversations, changes } = await listChangesSince(reader, actor, since);
  const conversationIds = [...new Set(changes.map(({ conversationId }) => conversationId))];
  const keys = new Map<string, MessageKey>(
    changes.flatMap(({ kind, conversationId, messageSeq }) =>
      messageSeq !== null && (kind === "message" || kind === "edit" || kind === "delete")
        ? [[`${conversationId} ${messageSeq}`, { conversationId, seq: messageSeq }] as const]
        : [],
    ),
  );
  const [found, rows] = await Promise.all([
    listMessagesByKey(reader, [...keys.values()]),
    listRows(reader, actor, conversationIds),
  ]);
  const messageOf = new Map(
    found.map((message) => [`${message.conversationId} ${message.seq}`, message]),
  );
  return {
    changes: changes.map(({ seq, conversationId, kind, messageSeq }) => {
      const key = `${conversationId} ${messageSeq}`;
      const message = keys.has(key) && kind !== "read" ? (messageOf.get(key) ?? null) : null;
      return { seq, conversationId, kind, message };
    }),
    rows,
    seq: changes.at(-1)?.seq ?? latestSeq,
    latestSeq,
    unreadConversations,
  };
}

async function listRows(
  reader: Reader,
  actor: Actor,
  conversationIds: readonly Id<"cnv">[],
): Promise<ConversationRow[]> {
  if (conversationIds.length === 0) return [];
  // As JSON, so that the statement is the same one for every number of conversations.
  const wanted = sql`select jsonb_array_elements_text(${JSON.stringify(conversationIds)}::jsonb)`;
  const records = await selectConversationRows(reader).where(isOneOf(actor, wanted));
  return records.map(toConversationRow);
}

/** How the inbox stands: the number of its newest change, and how many conversations have something unread. */
export async function getInboxStanding(
  { userId }: Actor,
  reader: Reader = getDb(),
): Promise<Pick<InboxPage, "seq" | "unreadConversations">> {
  const [numbers] = await reader
    .select({
      seq: sql<number>`coalesce((
        select ${inboxes.lastSeq} from ${inboxes} where ${inboxes.userId} = ${userId}), 0)`.mapWith(
        Number,
      ),
      unread: sql<number>`count(*)::int`,
    })
    .from(participants)
    .where(and(eq(participants.userId, userId), isUnread(participants)));
  return { seq: numbers?.seq ?? 0, unreadConversations: numbers?.unread ?? 0 };
}

/**
 * One page of the inbox, newest message first; a cursor stays valid while conversations move up. `q` is looked for in
 * the other person's name, the job's title and the preview.
 */
export async function listInbox(
  actor: Actor,
  input: InboxPageInput = {},
  reader: Reader = getDb(),
): Promise<InboxPage> {
  const { filter, q, cursor } = inboxPageInput.parse(input);
  // First, so that `seq` is never ahead of the rows: what happens in between comes again as a change.
  const standing = await getInboxStanding(actor, reader);
  const side = q === "" ? participants : own;
  const inOrder = sql`${side.lastMessageAt} desc nulls last, ${side.conversationId} desc nulls last`;
  const isWanted = and(
    eq(side.userId, actor.userId),
    isNotNull(side.lastMessageAt),
    matchesFilter(side, filter),
    afterCursor(side, cursor),
  );
  // Words need all that is joined; otherwise the page is found by one side's index, and only its rows are joined.
  const page = sql`
    select ${participants.conversationId} from ${participants} where ${isWanted} order by ${inOrder} limit ${INBOX_PAGE + 1}`;
  const records = await selectConversationRows(reader)
    .where(q === "" ? isOneOf(actor, page) : and(isWanted, matchesWords(q)))
    .orderBy(sql`${own.lastMessageAt} desc nulls last, ${own.conversationId} desc nulls last`)
    .limit(INBOX_PAGE + 1);
  const shown = records.slice(0, INBOX_PAGE);
  const last = shown.at(-1)?.own;
  return {
    rows: shown.map(toConversationRow),
    nextCursor:
      last?.lastMessageAt && records.length > INBOX_PAGE
        ? `${last.lastMessageAt.getTime()}~${last.conversationId}`
        : null,
    ...standing,
  };
}

/** A conversation with everything beside its messages, for one of its two people. Throws not_found. */
export async function getConversation(
  actor: Actor,
  conversationId: string,
  reader: Reader = getDb(),
): Promise<ConversationView> {
  const record = await getRecord(reader, actor, conversationId);
  const row = toConversationRow(record);
  const { jobId, freelancerId, invitedAt } = record.conversation;
  const [[contract], [proposal], blocked] = await Promise.all([
    reader
      .select({ contractId: contracts.id })
      .from(contracts)
      .where(and(eq(contracts.jobId, jobId), eq(contracts.freelancerId, freelancerId))),
    reader
      .select({ proposalId: proposals.id })
      .from(proposals)
      .where(and(eq(proposals.jobId, jobId), eq(proposals.freelancerId, freelancerId)))
      .orderBy(sql`${proposals.status} = 'withdrawn'`, desc(proposals.createdAt))
      .limit(1),
    listBlocksBetween(reader, actor.userId, row.other.userId),
  ]);
  return {
    ...row,
    viewerId: actor.userId,
    viewerRole: row.other.role === "client" ? "freelancer" : "client",
    contractId: contract?.contractId ?? null,
    proposalId: proposal?.proposalId ?? null,
    writingRefusal: writingRefusal(blocked),
    isInvitation: invitedAt !== null && !proposal,
  };
}

async function getRecord(reader: Reader, actor: Actor, conversationId: string) {
  if (!isId("cnv", conversationId)) throw new DomainError("not_found");
  const [record] = await selectConversationRows(reader).where(
    and(eq(own.userId, actor.userId), eq(own.conversationId, conversationId)),
  );
  if (!record) throw new DomainError("not_found");
  return record;
}

/**
 * A page of a conversation and what happened on the contract meanwhile: before or after a message, around one, or the
 * newest. Numbers have no gaps, so a page is a span of numbers however long the conversation is. Throws not_found.
 */
export async function listMessages(
  actor: Actor,
  conversationId: string,
  input: MessagePageInput = {},
  reader: Reader = getDb(),
): Promise<MessagePage> {
  const wanted = messagePageInput.parse(input);
  const record = await getRecord(reader, actor, conversationId);
  const { id, lastSeq } = record.conversation;
  const { first, last } = spanOf(wanted, lastSeq);
  // One more on either side, for the moments between which the events are.
  const rows = await listMessageSpan(reader, id, first - 1, last + 1);
  const hasOlder = first > 1;
  const hasNewer = last < lastSeq;
  const momentOf = (seq: number) => {
    const row = rows.find((message) => message.seq === seq);
    return row ? new Date(row.createdAt) : null;
  };
  const { other } = toConversationRow(record);
  const events = await listContractEvents(reader, id, other, {
    from: hasOlder ? momentOf(wanted.after === undefined ? first : first - 1) : null,
    to: hasNewer ? momentOf(last + 1) : null,
  });
  const messages = rows.filter(({ seq }) => seq >= first && seq <= last);
  return { messages, events, hasOlder, hasNewer };
}

/** The numbers of the wanted page; empty (`last` before `first`) where there is nothing on that side. */
function spanOf(wanted: z.output<typeof messagePageInput>, lastSeq: number) {
  const { before, after, around } = wanted;
  if (after !== undefined) {
    const first = Math.min(after, lastSeq) + 1;
    return { first, last: Math.min(first + MESSAGE_PAGE - 1, lastSeq) };
  }
  if (around !== undefined) {
    const first = Math.max(1, Math.min(around, lastSeq) - MESSAGE_PAGE / 2);
    return { first, last: Math.min(first + MESSAGE_PAGE - 1, lastSeq) };
  }
  const last = before === undefined ? lastSeq : Math.max(0, Math.min(before - 1, lastSeq));
  return { first: Math.max(1, last - MESSAGE_PAGE + 1), last };
}
