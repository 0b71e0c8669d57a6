import { eq } from "drizzle-orm";
import type { Tx } from "#db/client";
import { users } from "#db/schema";
import { operatorLimits } from "#lib/chosen";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { DAY_MS, now } from "#lib/time";

/**
 * How much one person may create, within a day or at once. PERSON_LIMITS multiplies all of it. What is missing here is
 * bounded by something in this table: conversations by proposals and invitations, submissions by requested changes.
 */
export const PERSON_LIMITS = {
  jobsPosted: { daily: 50, name: "jobs" },
  openJobs: { atOnce: 200, name: "open jobs", advice: "Close one first." },
  savedJobs: { atOnce: 1000, name: "saved jobs", advice: "Remove one from your list first." },
  savedPeople: {
    atOnce: 1000,
    name: "saved freelancers",
    advice: "Remove one from your list first.",
  },
  passkeys: { atOnce: 20, name: "passkeys", advice: "Remove one first." },
  savedSearches: { atOnce: 50, name: "saved searches", advice: "Remove one first." },
  proposals: { daily: 100, name: "proposals" },
  jobSteps: { daily: 100, name: "changes to one job" },
  payments: { daily: 200, name: "payments" },
  reports: { daily: 20, name: "reports" },
  blockedPeople: { atOnce: 1000, name: "blocked people", advice: "Unblock someone first." },
  unfinishedUploads: {
    atOnce: 50,
    name: "unfinished uploads",
    advice: "Let them finish, or remove some, and try again.",
  },
} as const;

export type PersonLimit = keyof typeof PERSON_LIMITS;

/**
 * Refuses a row that is one too many after it was written in `tx`: the count includes it, and a replay never gets here.
 * Locks the person's row until the transaction ends, so two tabs are counted one after the other.
 *
 * @param count how many rows exist, of those made after `since`
 * @throws DomainError too_many_today, too_many_at_once
 */
export async function limitPerson(
  tx: Tx,
  userId: Id<"usr">,
  limit: PersonLimit,
  count: (since: Date) => Promise<number>,
): Promise<void> {
  await holdPerson(tx, userId);
  const rule = PERSON_LIMITS[limit];
  const max = ("daily" in rule ? rule.daily : rule.atOnce) * operatorLimits().personFactor;
  const since = "daily" in rule ? new Date(now().getTime() - DAY_MS) : new Date(0);
  if ((await count(since)) <= max) return;
  const details = { limit: `${max} ${rule.name}` };
  if ("daily" in rule) throw new DomainError("too_many_today", details);
  throw new DomainError("too_many_at_once", { ...details, advice: rule.advice });
}

/** Locks the person's row, so that everything that counts what one person has takes turns. */
export async function holdPerson(tx: Tx, userId: Id<"usr">): Promise<void> {
  await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("no key update");
}
