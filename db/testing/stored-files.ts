import { createHash } from "node:crypto";
import type { Actor } from "#lib/auth/actor";
import type { FilePurpose } from "#lib/files/policy";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import { now } from "#lib/time";
import { getDb } from "../client.ts";
import { files } from "../schema.ts";

/** A file that has been uploaded and is attached to nothing. Its bytes exist nowhere. */
export async function makeStoredFile(
  owner: Pick<Actor, "userId">,
  purpose: FilePurpose,
  { name = "notes.txt", type = "text/plain", sizeBytes = 12 } = {},
): Promise<Id<"fil">> {
  const id = newId("fil");
  await getDb()
    .insert(files)
    .values({
      id,
      ownerId: owner.userId,
      purpose,
      name,
      type,
      sizeBytes,
      receivedBytes: sizeBytes,
      store: "embedded",
      storeKey: id,
      status: "stored",
      sha256: createHash("sha256").update(id).digest(),
      createdAt: now(),
      storedAt: now(),
      cleanedAt: now(),
    });
  return id;
}

export async function makeStoredFiles(
  owner: Pick<Actor, "userId">,
  purpose: FilePurpose,
  names: readonly string[],
): Promise<Id<"fil">[]> {
  return Promise.all(names.map((name) => makeStoredFile(owner, purpose, { name })));
}
