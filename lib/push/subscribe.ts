import { and, desc, eq, ne, notInArray, or } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { pushSubscriptions, sessions } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { holdPerson } from "#lib/auth/limit-person";
import { isAlive } from "#lib/auth/sessions";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import { now } from "#lib/time";
import { DEVICES_MAX } from "./policy.ts";
import { type SubscribeInput, subscribeInput } from "./schema.ts";

/**
 * The browser of this session is told from now on, at the address that it names: one for each session, and an address
 * belongs to whoever named it last. Beyond 20 devices, the oldest is told no more. Throws not_signed_in when the session
 * has ended.
 */
export async function subscribe(
  { userId }: Actor,
  input: SubscribeInput & { readonly sessionId: Id<"ses"> },
  tx?: Tx,
): Promise<void> {
  const { sessionId } = input;
  const { endpoint, keys } = subscribeInput.parse(input);
  await inTransaction(tx, async (tx) => {
    await holdPerson(tx, userId);
    await requireSession(tx, userId, sessionId);
    await tx
      .delete(pushSubscriptions)
      .where(
        or(
          and(eq(pushSubscriptions.sessionId, sessionId), ne(pushSubscriptions.endpoint, endpoint)),
          and(eq(pushSubscriptions.endpoint, endpoint), ne(pushSubscriptions.sessionId, sessionId)),
        ),
      );
    const device = { userId, sessionId, endpoint, ...keys };
    await tx
      .insert(pushSubscriptions)
      .values({ id: newId("psb"), ...device, createdAt: now() })
      .onConflictDoUpdate({ target: pushSubscriptions.endpoint, set: device });
    await dropOldest(tx, userId);
  });
}

async function requireSession(tx: Tx, userId: Id<"usr">, sessionId: Id<"ses">): Promise<void> {
  const found = await tx
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId), isAlive()));
  if (found.length === 0) throw new DomainError("not_signed_in");
}

async function dropOldest(tx: Tx, userId: Id<"usr">): Promise<void> {
  const kept = tx
    .select({ id: pushSubscriptions.id })
    .from(pushSubscriptions)
    .where(eq(pushSubscriptions.userId, userId))
    .orderBy(desc(pushSubscriptions.createdAt), desc(pushSubscriptions.id))
    .limit(DEVICES_MAX);
  await tx
    .delete(pushSubscriptions)
    .where(and(eq(pushSubscriptions.userId, userId), notInArray(pushSubscriptions.id, kept)));
}
