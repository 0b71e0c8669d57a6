import type { Tx } from "#db/client";
import { settingVersions } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { log } from "#lib/log";
import { now } from "#lib/time";
import { describeChanges } from "../describe-changes.ts";
import type { SettingSection } from "../policy.ts";
import type { SettingValues } from "../schema.ts";
import { newestOf, versionOf } from "./sections.ts";

/** Writes the version after the one that was seen; nothing without a difference. Throws changed_meanwhile. */
export async function writeVersion(
  tx: Tx,
  actor: Actor,
  {
    section,
    seen,
    value,
  }: { section: SettingSection; seen: number; value: SettingValues[SettingSection] },
): Promise<void> {
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
