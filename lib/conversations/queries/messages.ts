import { and, asc, between, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { getDb, type Reader } from "#db/client";
import { files, messageReactions, messages } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { listMessageFiles } from "#lib/files/queries/attached";
import type { Id } from "#lib/ids";
import { findHints } from "#lib/shield/policy";
import { FIRST_MESSAGES, REACTIONS } from "../policy.ts";
import { oneLine } from "../quote.ts";
import {
  type MessagePage,
  type MessagePageInput,
  type MessageView,
  messagePageInput,
  type QuoteView,
  type ReactionView,
} from "../schema.ts";
import { listContractEvents } from "./contract-events.ts";
import { BEGINNING, getConversationRecord, toConversationRow } from "./conversations.ts";

const MESSAGE_PAGE = 50;

/**
 * A page of a conversation and what happened on the contract meanwhile: before or after a message, around one, or the
 * newest. Numbers have no gaps, so a page is a range of numbers however long the conversation is. Throws not_found.
 */
export async function listMessages(
  actor: Actor,
  conversationId: string,
  input: MessagePageInput = {},
  reader: Reader = getDb(),
): Promise<MessagePage> {
  const wanted = messagePageInput.parse(input);
  const record = await getConversationRecord(reader, actor, conversationId);
  const { id, lastSeq } = record.conversation;
  const { first, last } = spanOf(wanted, lastSeq);
  // One more on either side, for the times between which the events are.
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

/** The numbers of the wanted page; empty (`last` before `first`) when there is nothing on that side. */
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

/** The key of one message. */
export type MessageKey = { readonly conversationId: Id<"cnv">; readonly seq: number };

const hasFiles = sql<boolean>`exists (
  select 1 from ${files}
  where ${files.conversationId} = ${messages.conversationId} and ${files.messageSeq} = ${messages.seq})`;

/** The messages of a conversation from number `first` to number `last`, oldest first. Numbers have no gaps. */
async function listMessageSpan(
  reader: Reader,
  conversationId: Id<"cnv">,
  first: number,
  last: number,
): Promise<MessageView[]> {
  const rows = await selectMessages(reader)
    .where(and(eq(messages.conversationId, conversationId), between(messages.seq, first, last)))
    .orderBy(asc(messages.seq));
  return toViews(reader, rows);
}

/** One message as it is now, or null. */
export async function findMessage(
  reader: Reader,
  { conversationId, seq }: MessageKey,
): Promise<MessageView | null> {
  const [message] = await listMessageSpan(reader, conversationId, seq, seq);
  return message ?? null;
}

/** Messages of several conversations as they are now, in no order. The caller knows that they may be read. */
export async function listMessagesByKey(
  reader: Reader,
  keys: readonly MessageKey[],
): Promise<MessageView[]> {
  if (keys.length === 0) return [];
  // As JSON, so that the statement is the same for any number of keys.
  const wanted = JSON.stringify(
    keys.map(({ conversationId, seq }) => ({ id: conversationId, seq })),
  );
  const rows = await selectMessages(reader).innerJoin(
    sql`jsonb_to_recordset(${wanted}::jsonb) as wanted(id text, seq bigint)`,
    sql`wanted.id = ${messages.conversationId} and wanted.seq = ${messages.seq}`,
  );
  return toViews(reader, rows);
}

function selectMessages(reader: Reader) {
  return reader
    .select({
      conversationId: messages.conversationId,
      seq: messages.seq,
      senderId: messages.senderId,
      clientId: messages.clientId,
      body: messages.body,
      createdAt: messages.createdAt,
      editedAt: messages.editedAt,
      deletedAt: messages.deletedAt,
      replyToSeq: messages.replyToSeq,
      reactionChanges: messages.reactionChanges,
      hasFiles,
    })
    .from(messages)
    .$dynamic();
}

type MessageRow = Awaited<ReturnType<typeof selectMessages>>[number];

async function toViews(reader: Reader, rows: readonly MessageRow[]): Promise<MessageView[]> {
  const [filesOf, quoteOf, reactionsOf] = await Promise.all([
    listFiles(reader, rows),
    listQuotes(reader, rows),
    listReactions(reader, rows),
  ]);
  return rows.map((row) =>
    toMessageView(row, {
      files: filesOf.get(row.conversationId)?.get(row.seq) ?? [],
      replyTo: quoteOf.get(`${row.conversationId} ${row.replyToSeq}`) ?? null,
      reactions: reactionsOf.get(`${row.conversationId} ${row.seq}`) ?? [],
    }),
  );
}

/** Most messages have no files, so files are queried only for those that do. */
async function listFiles(reader: Reader, rows: readonly MessageRow[]) {
  const seqsWithFiles = new Map<Id<"cnv">, number[]>();
  for (const { conversationId, seq, hasFiles } of rows) {
    if (!hasFiles) continue;
    const seqs = seqsWithFiles.get(conversationId) ?? [];
    seqsWithFiles.set(conversationId, [...seqs, seq]);
  }
  const found = await Promise.all(
    [...seqsWithFiles].map(
      async ([conversationId, seqs]) =>
        [conversationId, await listMessageFiles(reader, conversationId, seqs)] as const,
    ),
  );
  return new Map(found);
}

const firstFileName = sql<string | null>`(
  select ${files.name} from ${files}
  where ${files.conversationId} = ${messages.conversationId} and ${files.messageSeq} = ${messages.seq}
  order by ${files.position} limit 1)`;

/** The reactions to these messages, by conversation and number. Most have none. */
async function listReactions(reader: Reader, rows: readonly MessageRow[]) {
  const keys = rows.flatMap(({ conversationId, seq, reactionChanges }) =>
    reactionChanges === 0 ? [] : { id: conversationId, seq },
  );
  const reactionsOf = new Map<string, ReactionView[]>();
  if (keys.length === 0) return reactionsOf;
  const { conversationId, seq, userId, reaction } = messageReactions;
  const found = await reader
    .select({ conversationId, seq, userId, reaction })
    .from(messageReactions)
    .innerJoin(
      sql`jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as wanted(id text, seq bigint)`,
      sql`wanted.id = ${conversationId} and wanted.seq = ${seq}`,
    )
    .orderBy(asc(userId));
  for (const [key, own] of Map.groupBy(found, (row) => `${row.conversationId} ${row.seq}`)) {
    const byKind = Map.groupBy(own, (row) => row.reaction);
    const views = REACTIONS.flatMap((kind) => {
      const userIds = byKind.get(kind)?.map((row) => row.userId);
      return userIds ? { reaction: kind, userIds } : [];
    });
    reactionsOf.set(key, views);
  }
  return reactionsOf;
}

/** The messages that these answer, as they are now, by conversation and number. Most answer none. */
async function listQuotes(reader: Reader, rows: readonly MessageRow[]) {
  const keys = rows.flatMap(({ conversationId, replyToSeq }) =>
    replyToSeq === null ? [] : { id: conversationId, seq: replyToSeq },
  );
  if (keys.length === 0) return new Map<string, QuoteView>();
  const quoted = await reader
    .select({
      conversationId: messages.conversationId,
      seq: messages.seq,
      senderId: messages.senderId,
      beginning: sql<string>`left(${messages.body}, ${sql.raw(String(BEGINNING))})`,
      fileName: firstFileName,
      deletedAt: messages.deletedAt,
    })
    .from(messages)
    .innerJoin(
      sql`(select distinct id, seq from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as key(id text, seq bigint)) as wanted`,
      sql`wanted.id = ${messages.conversationId} and wanted.seq = ${messages.seq}`,
    );
  return new Map(
    quoted.map(({ conversationId, beginning, deletedAt, ...quote }): [string, QuoteView] => [
      `${conversationId} ${quote.seq}`,
      { ...quote, text: oneLine(beginning), isDeleted: deletedAt !== null },
    ]),
  );
}

/** A message's row as its two people see it. */
export function toMessageView(
  row: Omit<MessageRow, "hasFiles" | "replyToSeq">,
  beside: Partial<Pick<MessageView, "files" | "replyTo" | "reactions">> = {},
): MessageView {
  const { files = [], replyTo = null, reactions = [] } = beside;
  return {
    conversationId: row.conversationId,
    seq: row.seq,
    senderId: row.senderId,
    clientId: row.clientId,
    body: row.body,
    ...hintsIn(row),
    files,
    createdAt: row.createdAt.toISOString(),
    editedAt: row.editedAt?.toISOString() ?? null,
    deletedAt: row.deletedAt?.toISOString() ?? null,
    replyTo: row.deletedAt ? null : replyTo,
    reactions: row.deletedAt ? [] : reactions,
    reactionChanges: row.reactionChanges,
  };
}

function hintsIn({ seq, body }: Pick<MessageRow, "seq" | "body">): Pick<MessageView, "hints"> {
  const hints = seq <= FIRST_MESSAGES ? findHints(body) : [];
  return hints.length > 0 ? { hints } : {};
}
