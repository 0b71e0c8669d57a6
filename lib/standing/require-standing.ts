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
  const found = await findSanctions(tx, userId, withOther ?? userId);
  const own = found.find(({ personId, acts }) => personId === userId && acts.includes(act));
  if (own) {
    const { endsAt } = own;
    const until =
      endsAt === null ? "" : ` until ${timeText(new Date(endsAt), "long", "UTC", now())} UTC`;
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
  /** As the driver gives it: text. */
  readonly endsAt: string | null;
};

/**
 * What is in force against either, as `isInForce` says it; what lasts longest comes first. Written for the driver,
 * because every hire asks.
 */
function findSanctions(tx: Tx, one: Id<"usr">, other: Id<"usr">): Promise<readonly Found[]> {
  return driverOf(tx)<Found[]>`
    select person_id as "personId", kind, acts, ends_at as "endsAt" from sanctions
    where person_id in (${one}, ${other}) and ended_at is null
      and (ends_at is null or ends_at > ${now().toISOString()}::timestamptz)
    order by ends_at desc nulls first`;
}

/** True for a sanction whose time is not over, whether or not anybody has noticed that it is. */
export function isInForce(): SQL<boolean> {
  return sql<boolean>`(${sanctions.endedAt} is null
    and (${sanctions.endsAt} is null or ${sanctions.endsAt} > ${now().toISOString()}::timestamptz))`;
}
