import { and, desc, eq, ne, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { getDb, type Reader } from "#db/client";
import {
  clientProfiles,
  contracts,
  conversations,
  files,
  jobs,
  messages,
  participants,
  proposals,
  users,
} from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { type Id, isId } from "#lib/ids";
import { writingRefusal } from "../policy.ts";
import { oneLine, QUOTE_MAX } from "../quote.ts";
import type { ConversationRow, ConversationView, OtherView } from "../schema.ts";
import { hasLeft, listBlocksBetween } from "./blocks.ts";

/** A conversation with everything beside its messages, for one of its two people. Throws not_found. */
export async function getConversation(
  actor: Actor,
  conversationId: string,
  reader: Reader = getDb(),
): Promise<ConversationView> {
  const record = await getConversationRecord(reader, actor, conversationId);
  const row = toConversationRow(record);
  const { jobId, freelancerId, invitedAt } = record.conversation;
  const [[contract], [proposal], blocked, otherHasLeft] = await Promise.all([
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
    hasLeft(reader, row.other.userId),
  ]);
  return {
    ...row,
    viewerId: actor.userId,
    viewerRole: row.other.role === "client" ? "freelancer" : "client",
    contractId: contract?.contractId ?? null,
    proposalId: proposal?.proposalId ?? null,
    writingRefusal: writingRefusal({ ...blocked, hasLeft: otherHasLeft }),
    isInvitation: invitedAt !== null && !proposal,
  };
}

/** What every view of it is made from, for one of its two people. Throws not_found. */
export async function getConversationRecord(reader: Reader, actor: Actor, conversationId: string) {
  if (!isId("cnv", conversationId)) throw new DomainError("not_found");
  const [record] = await selectConversationRows(reader).where(
    and(eq(own.userId, actor.userId), eq(own.conversationId, conversationId)),
  );
  if (!record) throw new DomainError("not_found");
  return record;
}

/** The person's rows of these conversations, in no order; those that are not theirs are left out. */
export async function listConversationRows(
  reader: Reader,
  actor: Actor,
  conversationIds: readonly Id<"cnv">[],
): Promise<ConversationRow[]> {
  if (conversationIds.length === 0) return [];
  // As JSON, so that the statement is the same for any number of conversations.
  const wanted = sql`select jsonb_array_elements_text(${JSON.stringify(conversationIds)}::jsonb)`;
  const records = await selectConversationRows(reader).where(isOneOf(actor, wanted));
  return records.map(toConversationRow);
}

/** The actor's sides of these conversations, each looked up by its key. */
export function isOneOf(actor: Actor, conversationIds: SQL): SQL | undefined {
  return and(
    eq(own.userId, actor.userId),
    sql`${own.conversationId} = any(array(${conversationIds}))`,
  );
}

/** Enough of a message for one line of it, even when much of it is space. */
export const BEGINNING = 4 * QUOTE_MAX;

/** The reader's own side; `others` is that of the other person. */
export const own = alias(participants, "own");
const others = alias(participants, "others");
const other = alias(users, "other");
const newest = alias(messages, "newest");

/** The other person's name: a client by the company's name. */
const otherName = sql<string>`coalesce(${clientProfiles.companyName}, ${other.name})`;
const previewBody = sql<string | null>`left(${newest.body}, ${sql.raw(String(BEGINNING))})`;

const firstFileName = sql<string | null>`(
  select ${files.name} from ${files}
  where ${files.conversationId} = ${newest.conversationId} and ${files.messageSeq} = ${newest.seq}
  order by ${files.position} limit 1)`;

/** What every view of a conversation has, seen from each of its two sides; the caller selects the reader's (`own`). */
export function selectConversationRows(reader: Reader) {
  return reader
    .select({
      conversation: conversations,
      own,
      otherReadSeq: others.shownReadSeq,
      other: {
        userId: other.id,
        name: otherName,
        handle: other.handle,
        avatarFileId: other.avatarFileId,
      },
      jobTitle: jobs.title,
      newest: {
        senderId: newest.senderId,
        body: previewBody,
        deletedAt: newest.deletedAt,
        fileName: firstFileName,
      },
    })
    .from(own)
    .innerJoin(conversations, eq(conversations.id, own.conversationId))
    .innerJoin(
      others,
      and(eq(others.conversationId, own.conversationId), ne(others.userId, own.userId)),
    )
    .innerJoin(other, eq(other.id, others.userId))
    .leftJoin(clientProfiles, eq(clientProfiles.userId, other.id))
    .innerJoin(jobs, eq(jobs.id, conversations.jobId))
    .leftJoin(
      newest,
      and(eq(newest.conversationId, conversations.id), eq(newest.seq, conversations.lastSeq)),
    )
    .$dynamic();
}

type ConversationRecord = Awaited<ReturnType<typeof selectConversationRows>>[number];

export function toConversationRow(record: ConversationRecord): ConversationRow {
  const { conversation, own, other, jobTitle, otherReadSeq } = record;
  const role: OtherView["role"] = other.userId === conversation.clientId ? "client" : "freelancer";
  return {
    conversationId: conversation.id,
    other: { ...other, role },
    jobId: conversation.jobId,
    jobTitle,
    lastSeq: conversation.lastSeq,
    lastMessageAt: own.lastMessageAt?.toISOString() ?? null,
    preview: toPreview(record),
    lastReadSeq: own.lastReadSeq,
    otherReadSeq,
    unreadCount: own.unreadCount,
    isMarkedUnread: own.isMarkedUnread,
    isArchived: own.archivedAt !== null,
  };
}

function toPreview({ newest, own }: ConversationRecord): ConversationRow["preview"] {
  if (!newest || newest.body === null) return null;
  return {
    isMine: newest.senderId === own.userId,
    isDeleted: newest.deletedAt !== null,
    text: oneLine(newest.body),
    fileName: newest.fileName,
  };
}
