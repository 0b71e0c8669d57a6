import { and, eq, inArray, isNull, ne, or, sql } from "drizzle-orm";
import type { Reader } from "#db/client";
import { contracts, conversations, users } from "#db/schema";
import { type Actor, STAFF_ROLES } from "#lib/auth/actor";
import { requireRight, rolesWith } from "#lib/auth/staff";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { readSubject } from "../policy.ts";

/** For everybody else there are no cases. Throws not_found. */
export function requireModerator(actor: Actor): void {
  requireRight(actor, "moderate");
}

type Case = { readonly subject: string; readonly personId: Id<"usr"> };

/**
 * Whether somebody can decide about this case: they are not whom it is about and have no part in it, and it is about
 * nobody with whom they keep the house.
 */
export async function isImpartial(
  reader: Reader,
  { userId }: Actor,
  { subject, personId }: Case,
): Promise<boolean> {
  if (userId === personId) return false;
  const found = readSubject(subject);
  const talk = found && "conversationId" in found ? found.conversationId : null;
  const isBetween = (table: typeof contracts | typeof conversations) =>
    sql`${userId} in (${table.clientId}, ${table.freelancerId})`;
  const [colleagues, shared, talks] = await Promise.all([
    reader.$count(users, and(eq(users.id, personId), inArray(users.role, STAFF_ROLES))),
    reader.$count(
      contracts,
      and(
        isBetween(contracts),
        or(eq(contracts.clientId, personId), eq(contracts.freelancerId, personId)),
      ),
    ),
    talk && reader.$count(conversations, and(eq(conversations.id, talk), isBetween(conversations))),
  ]);
  return colleagues === 0 && shared === 0 && !talks;
}

/** Throws not_impartial. */
export async function requireImpartial(reader: Reader, actor: Actor, about: Case): Promise<void> {
  if (!(await isImpartial(reader, actor, about))) throw new DomainError("not_impartial");
}

/** Whoever acted does not decide the appeal against it, unless nobody else could. */
export async function mayDecideAppeal(
  reader: Reader,
  { userId }: Actor,
  imposedBy: Id<"usr">,
): Promise<boolean> {
  if (userId !== imposedBy) return true;
  const isOther = and(
    ne(users.id, imposedBy),
    inArray(users.role, rolesWith("moderate")),
    isNull(users.leftAt),
  );
  return (await reader.$count(users, isOther)) === 0;
}
