import { inTransaction, type Tx } from "#db/client";
import { settingVersions } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { log } from "#lib/log";
import { now } from "#lib/time";
import { describeChanges } from "./describe-changes.ts";
import { requireOperator } from "./internal/require-operator.ts";
import { newestOf, versionOf } from "./internal/sections.ts";
import type { SettingSection } from "./policy.ts";
import { type ChangeSettingInput, changeSettingInput, type SettingValues } from "./schema.ts";

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
  await inTransaction(tx, async (tx) => {
    const present = await newestOf(tx, section);
    const changes = describeChanges(present.value, value);
    if (changes.length === 0) return;
    if (present.version !== seen) throw await changedSince(tx, section, seen);
    if (loses(present.value, value)) throw new DomainError("outdated_form");
    const version = seen + 1;
    const [made] = await tx
      .insert(settingVersions)
      .values({ section, version, value, changedBy: actor.userId, changedAt: now() })
      .onConflictDoNothing()
      .returning({ version: settingVersions.version });
    // Somebody else was just quicker.
    if (!made) throw await changedSince(tx, section, seen);
    log.info({ section, version, by: actor.userId }, "The operator changed a setting");
  });
}

/** What the form began with beside what is there by now. */
async function changedSince(tx: Tx, section: SettingSection, seen: number): Promise<DomainError> {
  const [before, present] = [await versionOf(tx, section, seen), await newestOf(tx, section)];
  return new DomainError("changed_meanwhile", {}, describeChanges(before, present.value));
}

/** Jobs keep their categories for ever: one is hidden, never left out. No page of ours sends that. */
function loses(
  before: SettingValues[SettingSection],
  after: SettingValues[SettingSection],
): boolean {
  if (!("categories" in before && "categories" in after)) return false;
  const kept = after.categories.map(({ value }) => value);
  return before.categories.some(({ value }) => !kept.includes(value));
}
