import { inTransaction, type Tx } from "#db/client";
import type { Actor } from "#lib/auth/actor";
import { requireOperator } from "./internal/require-operator.ts";
import { writeVersion } from "./internal/write-version.ts";
import { type ChangeSettingInput, changeSettingInput } from "./schema.ts";

/**
 * Makes the next version of one section of the settings; without a difference, none. Every process follows within a
 * moment of the commit. Throws not_found for everyone but the operator, and changed_meanwhile when the form began with
 * another version.
 */
export async function changeSetting(
  actor: Actor,
  input: ChangeSettingInput,
  tx?: Tx,
): Promise<void> {
  requireOperator(actor);
  const { section, seen, ...value } = changeSettingInput.parse(input);
  await inTransaction(tx, (tx) => writeVersion(tx, actor, { section, seen, value }));
}
