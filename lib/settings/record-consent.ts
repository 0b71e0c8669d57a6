import type { Tx } from "#db/client";
import { termsConsents } from "#db/schema";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { now } from "#lib/time";
import { newestOf } from "./internal/sections.ts";

/**
 * Keeps that somebody has agreed to the version of the terms that they saw. False where there are no terms. Throws
 * changed_meanwhile when there is a newer version.
 */
export async function recordConsent(tx: Tx, userId: Id<"usr">, seen: number): Promise<boolean> {
  const { version, value } = await newestOf(tx, "terms");
  if (value.text === "") return false;
  requireNewest(seen, version);
  await tx.insert(termsConsents).values({ userId, version, agreedAt: now() }).onConflictDoNothing();
  return true;
}

function requireNewest(seen: number, version: number): void {
  if (seen === version) return;
  const changes = [{ what: "Terms", seen: `version ${seen}`, now: `version ${version}` }];
  throw new DomainError("changed_meanwhile", {}, changes);
}
