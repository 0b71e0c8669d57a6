import { and, eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { files } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { listProposalFiles } from "#lib/files/queries/attached";
import { isFileReliedOn } from "#lib/files/queries/room";
import { removeAttached } from "#lib/files/remove-file";
import { type FileInput, fileInput } from "#lib/files/schema";
import { lockProposal } from "./internal/lock-proposal.ts";

/**
 * Removes one file from the actor's own proposal that came to nothing: withdrawn, declined or not selected. Throws
 * not_found, file_relied_on.
 */
export async function removeProposalFile(actor: Actor, input: FileInput, tx?: Tx): Promise<void> {
  const { fileId } = fileInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const [found] = await tx
      .select({ proposalId: files.proposalId })
      .from(files)
      .where(and(eq(files.id, fileId), eq(files.ownerId, actor.userId)));
    if (!found?.proposalId) throw new DomainError("not_found");
    const { proposalId } = found;
    await lockProposal(tx, proposalId);
    const attached = (await listProposalFiles(tx, [proposalId])).get(proposalId) ?? [];
    const file = attached.find((one) => one.fileId === fileId);
    if (!file) throw new DomainError("not_found");
    if (await isFileReliedOn(tx, fileId)) {
      throw new DomainError("file_relied_on", { name: file.name });
    }
    const except = attached.map((one) => one.fileId).filter((id) => id !== fileId);
    await removeAttached(tx, { proposalId }, { except });
  });
}
