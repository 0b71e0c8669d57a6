import { count, desc, eq } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import { files } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { describeFile, FILE_COLUMNS } from "#lib/files/queries/file-row";
import type { FileView } from "#lib/files/schema";
import { getConversation } from "./conversations.ts";

/** The newest files of a conversation, and how many it has in all; for its two people. Throws not_found. */
export async function listSharedFiles(
  actor: Actor,
  conversationId: string,
  limit = 5,
  reader: Reader = getDb(),
): Promise<{ files: FileView[]; total: number }> {
  const { conversationId: id } = await getConversation(actor, conversationId, reader);
  const isShared = eq(files.conversationId, id);
  const [newest, [all]] = await Promise.all([
    reader
      .select(FILE_COLUMNS)
      .from(files)
      .where(isShared)
      .orderBy(desc(files.messageSeq), files.position)
      .limit(limit),
    reader.select({ total: count() }).from(files).where(isShared),
  ]);
  return { files: newest.map(describeFile), total: all?.total ?? 0 };
}
