import { and, eq } from "drizzle-orm";
import type { Tx } from "#db/client";
import { disputeStatements } from "#db/schema";
import { attachFiles } from "#lib/files/attach-files";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";

type Stated = Omit<typeof disputeStatements.$inferInsert, "id">;

/** The statement or question that this form has made before; null when it has made none. */
export async function findStatement(
  tx: Tx,
  { disputeId, authorId, requestKey }: Pick<Stated, "disputeId" | "authorId" | "requestKey">,
): Promise<Id<"dst"> | null> {
  const [earlier] = await tx
    .select({ id: disputeStatements.id })
    .from(disputeStatements)
    .where(
      and(
        eq(disputeStatements.disputeId, disputeId),
        eq(disputeStatements.authorId, authorId),
        eq(disputeStatements.requestKey, requestKey),
      ),
    );
  return earlier?.id ?? null;
}

/** Keeps a statement or a question, with its files. Throws file_unavailable, too_many_files. */
export async function insertStatement(
  tx: Tx,
  stated: Stated,
  fileIds: readonly Id<"fil">[],
): Promise<Id<"dst">> {
  const statementId = newId("dst");
  await tx.insert(disputeStatements).values({ id: statementId, ...stated });
  const { authorId: ownerId } = stated;
  await attachFiles(tx, { ownerId, fileIds, purpose: "dispute", to: { statementId } });
  return statementId;
}

/** The files of a claim, an answer or an appeal, as a statement of their own; nothing without files. */
export async function addFiles(
  tx: Tx,
  stated: Pick<Stated, "disputeId" | "authorId" | "createdAt" | "text"> & { step: string },
  fileIds: readonly Id<"fil">[],
): Promise<void> {
  if (fileIds.length === 0) return;
  const { step: requestKey, ...rest } = stated;
  await insertStatement(tx, { ...rest, kind: "statement", requestKey }, fileIds);
}
