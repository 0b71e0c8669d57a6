import { and, asc, between, eq, sql } from "drizzle-orm";
import type { Reader } from "#db/client";
import { files, messages } from "#db/schema";
import { listMessageFiles } from "#lib/files/queries";
import type { FileView } from "#lib/files/schema";
import type { Id } from "#lib/ids";
import type { MessageView } from "../schema.ts";

/** What names one message. */
export type MessageKey = { readonly conversationId: Id<"cnv">; readonly seq: number };

const hasFiles = sql<boolean>`exists (
  select 1 from ${files}
  where ${files.conversationId} = ${messages.conversationId} and ${files.messageSeq} = ${messages.seq})`;

/** The messages of a conversation from number `first` to number `last`, oldest first. Numbers have no gaps. */
export async function listMessageSpan(
  reader: Reader,
  conversationId: Id<"cnv">,
  first: number,
  last: number,
): Promise<MessageView[]> {
  const rows = await selectMessages(reader)
    .where(and(eq(messages.conversationId, conversationId), between(messages.seq, first, last)))
    .orderBy(asc(messages.seq));
  return withFiles(reader, rows);
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
  // As JSON, so that the statement is the same one for every number of keys.
  const wanted = JSON.stringify(
    keys.map(({ conversationId, seq }) => ({ id: conversationId, seq })),
  );
  const rows = await selectMessages(reader).innerJoin(
    sql`jsonb_to_recordset(${wanted}::jsonb) as wanted(id text, seq bigint)`,
    sql`wanted.id = ${messages.conversationId} and wanted.seq = ${messages.seq}`,
  );
  return withFiles(reader, rows);
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
      hasFiles,
    })
    .from(messages)
    .$dynamic();
}

type MessageRow = Awaited<ReturnType<typeof selectMessages>>[number];

/** Most messages have no files: only those that do are asked about. */
async function withFiles(reader: Reader, rows: readonly MessageRow[]): Promise<MessageView[]> {
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
  const filesOf = new Map(found);
  return rows.map((row) => toMessageView(row, filesOf.get(row.conversationId)?.get(row.seq) ?? []));
}

/** A message's row as its two people see it. */
export function toMessageView(
  row: Omit<MessageRow, "hasFiles">,
  files: readonly FileView[],
): MessageView {
  return {
    conversationId: row.conversationId,
    seq: row.seq,
    senderId: row.senderId,
    clientId: row.clientId,
    body: row.body,
    files,
    createdAt: row.createdAt.toISOString(),
    editedAt: row.editedAt?.toISOString() ?? null,
    deletedAt: row.deletedAt?.toISOString() ?? null,
  };
}
