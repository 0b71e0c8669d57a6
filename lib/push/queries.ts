import { and, eq } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import { pushSubscriptions } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { vapidKeys } from "./internal/vapid.ts";

/** Whether the browser of this session is told. */
export async function isSubscribed(
  { userId }: Actor,
  { sessionId }: { readonly sessionId: Id<"ses"> },
  reader: Reader = getDb(),
): Promise<boolean> {
  const count = await reader.$count(
    pushSubscriptions,
    and(eq(pushSubscriptions.sessionId, sessionId), eq(pushSubscriptions.userId, userId)),
  );
  return count > 0;
}

/** What a browser shows its push service, so that nobody but this installation can tell it anything. */
export function getPublicKey(): string {
  return vapidKeys().publicKey;
}
