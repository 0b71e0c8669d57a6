import { and, eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { conversations, files, messages } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { isFileReliedOn } from "#lib/files/queries/room";
import { removeAttached } from "#lib/files/remove-file";
import { type FileInput, fileInput } from "#lib/files/schema";
import type { Id } from "#lib/ids";
import { lockJob } from "#lib/jobs/lock-job";
import { announce } from "./internal/announce.ts";
import { emptyMessage } from "./internal/empty-message.ts";
import { keepWords } from "./internal/keep-words.ts";
import { lockMessage } from "./internal/locks.ts";

/**
 * Removes a file from an own message, unless the two work together on its job: then it stays until that is over. The
 * message counts as edited or, if it was only this file, as deleted. Throws `not_found`, `file_relied_on`.
 */
export async function withdrawFile(actor: Actor, input: FileInput, tx?: Tx): Promise<void> {
  const { fileId } = fileInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const { conversationId, seq, jobId } = await findPlace(tx, actor, fileId);
    // No hire on it happens meanwhile.
    await lockJob(tx, jobId, "share");
    const { conversation, message } = await lockMessage(tx, actor, { conversationId, seq });
    const { at, everybody } = conversation;
    const attached = await tx
      .select({ fileId: files.id, name: files.name })
      .from(files)
      .where(and(eq(files.conversationId, conversationId), eq(files.messageSeq, seq)));
    const file = attached.find((one) => one.fileId === fileId);
    if (!file) throw new DomainError("not_found");
    if (await isFileReliedOn(tx, fileId)) {
      throw new DomainError("file_relied_on", { name: file.name });
    }
    const except = attached.map((one) => one.fileId).filter((id) => id !== fileId);
    if (message.body === "" && except.length === 0) {
      await emptyMessage(tx, { conversation, message });
      return;
    }
    await keepWords(tx, { conversation, message }, except);
    await removeAttached(tx, { conversationId, messageSeq: seq }, { except });
    await tx
      .update(messages)
      .set({ editedAt: at })
      .where(and(eq(messages.conversationId, conversationId), eq(messages.seq, seq)));
    await announce(tx, { to: everybody, conversationId, kind: "edit", messageSeq: seq, at });
  });
}

async function findPlace(tx: Tx, actor: Actor, fileId: Id<"fil">) {
  const [row] = await tx
    .select({
      conversationId: files.conversationId,
      seq: files.messageSeq,
      jobId: conversations.jobId,
    })
    .from(files)
    .innerJoin(conversations, eq(conversations.id, files.conversationId))
    .where(and(eq(files.id, fileId), eq(files.ownerId, actor.userId)));
  if (!row?.conversationId || row.seq === null) throw new DomainError("not_found");
  return { conversationId: row.conversationId, seq: row.seq, jobId: row.jobId };
}
