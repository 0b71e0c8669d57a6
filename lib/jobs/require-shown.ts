import type { Tx } from "#db/client";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { isHiddenNow } from "#lib/standing/queries";
import type { LockedJob } from "./lock-job.ts";

/** A job that a moderator hides does not exist for anybody but its client. Throws not_found. */
export async function requireShown(
  tx: Tx,
  { userId }: Actor,
  { id, clientId, isUnlisted }: LockedJob,
): Promise<void> {
  if (isUnlisted && userId !== clientId && (await isHiddenNow(tx, id))) {
    throw new DomainError("not_found");
  }
}
