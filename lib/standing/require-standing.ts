import { and, inArray, type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client";
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
  const people = withOther === undefined ? [userId] : [userId, withOther];
  const found = await tx
    .select({
      personId: sanctions.personId,
      kind: sanctions.kind,
      acts: sanctions.acts,
      endsAt: sanctions.endsAt,
    })
    .from(sanctions)
    .where(and(inArray(sanctions.personId, people), isInForce()))
    .orderBy(sql`${sanctions.endsAt} desc nulls first`);
  // Of several, the one that lasts longest.
  const own = found.find(({ personId, acts }) => personId === userId && acts.includes(act));
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

/** True for a sanction whose time is not over, whether or not anybody has noticed that it is. */
export function isInForce(): SQL<boolean> {
  return sql<boolean>`(${sanctions.endedAt} is null
    and (${sanctions.endsAt} is null or ${sanctions.endsAt} > ${now().toISOString()}::timestamptz))`;
}
