import { and, eq } from "drizzle-orm";
import { getDb } from "#db/client";
import { files } from "#db/schema";
import { isUniqueViolation } from "#db/unique-violation";
import { DomainError } from "#lib/errors";
import { isId } from "#lib/ids";

type Named = { readonly key: string; readonly customId: string | null };

/**
 * Records what the cloud will call these uploads before anything is sent. Its names are short hashes: one that another
 * file has already would be overwritten, so such an upload does not begin.
 *
 * @throws DomainError upload_busy when a name is taken: asked again, another one comes
 */
export async function nameUploads(named: readonly Named[]): Promise<void> {
  try {
    await getDb().transaction(async (tx) => {
      for (const { key, customId } of named) {
        if (!isId("fil", customId)) throw new Error("The cloud lost the id of an upload");
        await tx
          .update(files)
          .set({ storeKey: key })
          .where(and(eq(files.id, customId), eq(files.status, "uploading")));
      }
    });
  } catch (error) {
    throw isUniqueViolation(error) ? new DomainError("upload_busy") : error;
  }
}
