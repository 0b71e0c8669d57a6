import { and, eq, isNull, lte, or } from "drizzle-orm";
import { getDb } from "#db/client";
import { files } from "#db/schema";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { now } from "#lib/time";

/** For how long a writer has a file to itself without saying that it is still there. */
const CLAIM_MS = 15_000;
const RENEW_MS = 5_000;

export type Claim = {
  /** Whether this is still the only writer; renewed as time goes by. */
  isHeld(): Promise<boolean>;
  /** Keeps it for as long as the checks at the end may take. */
  holdFor(ms: number): Promise<boolean>;
  /** Lets the next writer in and records how much has arrived, unless another one has come in already. */
  release(receivedBytes: number): Promise<void>;
};

/**
 * Makes the caller the one writer of an upload: of several processes at most one, and one that hangs is passed over.
 *
 * @throws DomainError upload_busy while somebody else is
 */
export async function claimUpload(fileId: Id<"fil">): Promise<Claim> {
  let until = new Date(now().getTime() + CLAIM_MS);
  const isFree = or(isNull(files.writingUntil), lte(files.writingUntil, now()));
  const claimed = await updateWhere(fileId, isFree, { writingUntil: until });
  if (!claimed) throw new DomainError("upload_busy");

  const holdFor = async (ms: number) => {
    const renewed = new Date(now().getTime() + ms);
    const isOurs = await updateWhere(fileId, eq(files.writingUntil, until), {
      writingUntil: renewed,
    });
    if (isOurs) until = renewed;
    return isOurs;
  };
  return {
    holdFor,
    async isHeld() {
      const left = until.getTime() - now().getTime();
      return left > CLAIM_MS - RENEW_MS || (left > 0 && (await holdFor(CLAIM_MS)));
    },
    async release(receivedBytes) {
      await updateWhere(fileId, eq(files.writingUntil, until), {
        writingUntil: null,
        receivedBytes,
      });
    },
  };
}

async function updateWhere(
  fileId: Id<"fil">,
  condition: ReturnType<typeof eq> | undefined,
  change: Partial<typeof files.$inferInsert>,
): Promise<boolean> {
  const changed = await getDb()
    .update(files)
    .set(change)
    .where(and(eq(files.id, fileId), eq(files.status, "uploading"), condition))
    .returning({ id: files.id });
  return changed.length > 0;
}
