import { and, asc, count, eq, inArray } from "drizzle-orm";
import type { Tx } from "#db/client";
import { files } from "#db/schema";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { type FilePurpose, filesMaxOf, type Place } from "./policy.ts";
import { isLoose, matchPlace } from "./queries/file-row.ts";

type Attachment = {
  readonly ownerId: Id<"usr">;
  readonly fileIds: readonly Id<"fil">[];
  readonly purpose: FilePurpose;
  readonly to: Place;
};

/**
 * Attaches files to one thing for good, in this order and after those that it has. The caller has authorised the thing
 * and holds its lock. The files' rows are locked in the order of their ids.
 *
 * @throws DomainError file_unavailable unless every file is the owner's, stored, of this purpose and attached to
 * nothing
 * @throws DomainError too_many_files when the thing would have more than allowed
 */
export async function attachFiles(tx: Tx, { ownerId, fileIds, purpose, to }: Attachment) {
  if (fileIds.length === 0) return;
  const rows = await tx
    .select()
    .from(files)
    .where(and(inArray(files.id, [...fileIds]), isLoose))
    .orderBy(asc(files.id))
    .for("update");
  const isWhole = new Set(fileIds).size === fileIds.length && rows.length === fileIds.length;
  const isFree = rows.every(
    (row) => row.ownerId === ownerId && row.purpose === purpose && row.status === "stored",
  );
  if (!isWhole || !isFree) throw new DomainError("file_unavailable");

  const [found] = await tx.select({ attached: count() }).from(files).where(matchPlace(to));
  const attached = found?.attached ?? 0;
  const max = filesMaxOf(purpose);
  if (attached + fileIds.length > max) throw new DomainError("too_many_files", { max });
  const first = attached === 0 ? 1 : await nextPosition(tx, to);
  for (const [index, fileId] of fileIds.entries()) {
    await tx
      .update(files)
      .set({ ...to, position: first + index })
      .where(eq(files.id, fileId));
  }
}

async function nextPosition(tx: Tx, to: Place): Promise<number> {
  const rows = await tx.select({ position: files.position }).from(files).where(matchPlace(to));
  return Math.max(...rows.map(({ position }) => position ?? 0)) + 1;
}
