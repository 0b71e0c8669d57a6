import { and, eq, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Reader } from "#db/client";
import {
  clientProfiles,
  conversations,
  files,
  jobs,
  messages,
  participants,
  users,
} from "#db/schema";
import type { ConversationRow, OtherView } from "../schema.ts";

const PREVIEW_MAX = 140;
/** Enough for a preview even when much of it is space. */
const PREVIEW_READ = 4 * PREVIEW_MAX;

/** The reader's own side; `others` is that of the other person. */
export const own = alias(participants, "own");
const others = alias(participants, "others");
const other = alias(users, "other");
const newest = alias(messages, "newest");

/** How the other person is called: a client by the company's name. */
export const otherName = sql<string>`coalesce(${clientProfiles.companyName}, ${other.name})`;
export const previewBody = sql<
  string | null
>`left(${newest.body}, ${sql.raw(String(PREVIEW_READ))})`;

const firstFileName = sql<string | null>`(
  select ${files.name} from ${files}
  where ${files.conversationId} = ${newest.conversationId} and ${files.messageSeq} = ${newest.seq}
  order by ${files.position} limit 1)`;

/** What every view of a conversation has, seen from each of its two sides: the caller asks for the reader's (`own`). */
export function selectConversationRows(reader: Reader) {
  return reader
    .select({
      conversation: conversations,
      own,
      otherReadSeq: others.lastReadSeq,
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

export type ConversationRecord = Awaited<ReturnType<typeof selectConversationRows>>[number];

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
    text: previewText(newest.body),
    fileName: newest.fileName,
  };
}

/** The beginning of a message in one line: whole characters, at most 140 of them. */
function previewText(body: string): string {
  const line = body.replace(/\s+/g, " ").trim();
  const characters = [...line.slice(0, 2 * PREVIEW_MAX)];
  return characters.length > PREVIEW_MAX
    ? `${characters
        .slice(0, PREVIEW_MAX - 1)
        .join("")
        .trimEnd()}…`
    : line.slice(0, 2 * PREVIEW_MAX);
}
