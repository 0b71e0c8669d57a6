import { inTransaction, type Tx } from "#db/client";
import type { Actor } from "#lib/auth/actor";
import { drawWordmark } from "./internal/draw-wordmark.ts";
import { requireOperator } from "./internal/require-operator.ts";
import { writeVersion } from "./internal/write-version.ts";
import { type ChangeWordmarkInput, changeWordmarkInput } from "./schema.ts";

/**
 * Lets a picture stand for the name at the top of every page, or the name itself again. What is kept is a WebP of it,
 * without anything that the file carried. Throws not_found for everyone but the operator, unreadable_picture, and
 * changed_meanwhile when the form began with another version.
 */
export async function changeWordmark(
  actor: Actor,
  input: ChangeWordmarkInput,
  tx?: Tx,
): Promise<void> {
  requireOperator(actor);
  const { seen, picture, remove } = changeWordmarkInput.parse(input);
  const drawn = picture && !remove ? await drawWordmark(await picture.bytes()) : null;
  await inTransaction(tx, (tx) =>
    writeVersion(tx, actor, { section: "wordmark", seen, value: { picture: drawn } }),
  );
}
