import { and, inArray, isNull, notInArray } from "drizzle-orm";
import type { Reader } from "#db/client";
import { users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { hasRight, rolesWith } from "#lib/auth/staff";
import type { Id } from "#lib/ids";

type Parties = { readonly clientId: Id<"usr">; readonly freelancerId: Id<"usr"> };

/** True for whoever may mediate: staff with the right, and no party to the contract. */
export function isMediator(actor: Actor, { clientId, freelancerId }: Parties): boolean {
  const isParty = actor.userId === clientId || actor.userId === freelancerId;
  return hasRight(actor.role, "mediate") && !isParty;
}

/** Whether anybody but these could mediate. */
export async function hasOtherMediator(
  reader: Reader,
  but: readonly Id<"usr">[],
): Promise<boolean> {
  const [other] = await reader
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        inArray(users.role, [...rolesWith("mediate")]),
        isNull(users.leftAt),
        notInArray(users.id, [...but]),
      ),
    )
    .limit(1);
  return other !== undefined;
}
