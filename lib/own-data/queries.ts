import { and, desc, eq, gt, isNull } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import { dataArchives } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { ReadableFile } from "#lib/files/queries/readable";
import { houseName } from "#lib/house";
import { type Id, isId } from "#lib/ids";
import { now } from "#lib/time";
import { GIVEN_UP_MS } from "./policy.ts";
import type { ArchiveView } from "./schema.ts";

/** The archive that is being made for this person, or null. */
export async function findBeingMade(
  actor: Actor,
  reader: Reader = getDb(),
): Promise<{ archiveId: Id<"arc"> } | null> {
  const since = new Date(now().getTime() - GIVEN_UP_MS);
  const [row] = await reader
    .select({ archiveId: dataArchives.id })
    .from(dataArchives)
    .where(
      and(
        eq(dataArchives.userId, actor.userId),
        isNull(dataArchives.readyAt),
        gt(dataArchives.askedAt, since),
      ),
    );
  return row ?? null;
}

/** The person's newest archive that is being made, can be downloaded or was given up; otherwise null. */
export async function findArchive(actor: Actor): Promise<ArchiveView | null> {
  const [row] = await getDb()
    .select()
    .from(dataArchives)
    .where(eq(dataArchives.userId, actor.userId))
    .orderBy(desc(dataArchives.askedAt))
    .limit(1);
  if (!row) return null;
  const { id: archiveId, askedAt, doneCount, totalCount, sizeBytes, expiresAt } = row;
  const shared = { archiveId, askedAt };
  if (sizeBytes !== null && expiresAt !== null) {
    return expiresAt > now() ? { ...shared, state: "ready", sizeBytes, expiresAt } : null;
  }
  const isGivenUp = now().getTime() - askedAt.getTime() >= GIVEN_UP_MS;
  return isGivenUp
    ? { ...shared, state: "given up" }
    : { ...shared, state: "being made", doneCount, totalCount };
}

/**
 * An archive for the person whose data it is, while it can be downloaded; `actor` is null for a visitor.
 *
 * @throws DomainError not_found for everyone else, exactly as when it does not exist
 */
export async function getReadableArchive(
  actor: Actor | null,
  archiveId: string,
): Promise<ReadableFile> {
  if (!actor || !isId("arc", archiveId)) throw new DomainError("not_found");
  const isTheirs = and(eq(dataArchives.id, archiveId), eq(dataArchives.userId, actor.userId));
  const [row] = await getDb()
    .select()
    .from(dataArchives)
    .where(and(isTheirs, gt(dataArchives.expiresAt, now())));
  if (!row) throw new DomainError("not_found");
  const { fileId, store, storeKey, sizeBytes, sha256, askedAt } = row;
  if (!fileId || !store || !storeKey || sizeBytes === null || !sha256) {
    throw new Error(`The archive ${archiveId} is ready and has no bytes`);
  }
  return {
    fileId,
    name: `${houseName().replaceAll("/", " ")} data ${askedAt.toISOString().slice(0, 10)}.zip`,
    type: "application/zip",
    sizeBytes,
    width: null,
    height: null,
    preview: "none",
    store,
    storeKey,
    sha256,
    isPublic: false,
  };
}
