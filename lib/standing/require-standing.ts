import { type SQL, sql } from "drizzle-orm";
import { driverOf, type Tx } from "#db/client";
import { sanctions } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { now } from "#lib/time";
import { timeText } from "#lib/time-text";
import { ACT_WORDS, type Act } from "./policy.ts";

/**
 * The one place that refuses what somebody who is limited or suspended may not do: a use case that begins something new
 * asks here. Finishing and settling contracts, withdrawing and reading never ask. `withOther`: the person with whom it
 * would begin. Throws `restricted`, and `person_suspended` about the other one.
 */
export async function requireStanding(
  tx: Tx,
  { userId }: Pick<Actor, "userId">,
  act: Act,
  withOther?: Id<"usr">,
): Promise<void> {
  const found = await findSanctions(tx, withOther === undefined ? [userId] : [userId, withOther]);
  // Of several, the one that lasts longest.
  const [own] = found
    .filter(({ personId, acts }) => personId === userId && acts.includes(act))
    .sort((one, other) => lastsUntil(other) - lastsUntil(one));
  if (own) {
    const { endsAt } = own;
    const until = endsAt === null ? "" : ` until ${timeText(endsAt, "long", "UTC", now())} UTC`;
    throw new DomainError("restricted", { what: ACT_WORDS[act], until });
  }
  const isOtherSuspended = found.some(
    ({ personId, kind }) => personId !== userId && kind === "suspend",
  );
  if (isOtherSuspended) throw new DomainError("person_suspended");
}

type Found = {
  readonly personId: Id<"usr">;
  readonly kind: string;
  readonly acts: readonly string[];
  readonly endsAt: Date | null;
};

/** What is in force against these people. Written for the driver, because every hire and every message asks. */
async function findSanctions(tx: Tx, people: readonly Id<"usr">[]): Promise<readonly Found[]> {
  const rows = await driverOf(tx)<(Omit<Found, "endsAt"> & { readonly endsAt: string | null })[]>`
    select person_id as "personId", kind, acts, ends_at as "endsAt" from sanctions
    where person_id in (${people[0] ?? null}, ${people[1] ?? null}) and ended_at is null`;
  return rows
    .map((row) => ({ ...row, endsAt: row.endsAt === null ? null : new Date(row.endsAt) }))
    .filter((sanction) => lastsUntil(sanction) > now().getTime());
}

function lastsUntil({ endsAt }: Pick<Found, "endsAt">): number {
  return endsAt === null ? Number.POSITIVE_INFINITY : endsAt.getTime();
}

/** True for a sanction whose time is not over, whether or not anybody has noticed that it is. */
export function isInForce(): SQL<boolean> {
  return sql<boolean>`(${sanctions.endedAt} is null
    and (${sanctions.endsAt} is null or ${sanctions.endsAt} > ${now().toISOString()}::timestamptz))`;
}
