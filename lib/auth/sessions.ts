import { and, eq, gt, inArray, lt, lte } from "drizzle-orm";
import { getDb, type Tx } from "#db/client";
import { sessions, users } from "#db/schema";
import { type Id, newId } from "#lib/ids";
import { MINUTE_MS, now } from "#lib/time";
import type { Actor } from "./actor.ts";
import { decodeSessionToken, SESSION_LIFETIME_SECONDS } from "./token.ts";

export type LiveSession = {
  readonly sessionId: Id<"ses">;
  readonly actor: Actor;
  readonly name: string;
  readonly email: string;
  readonly isOnboarded: boolean;
};

/** How exact "last seen" is: writing it on every request would cost a write for every read. */
const SEEN_EVERY_MS = 5 * MINUTE_MS;

/**
 * Inserts the row that a session's token names. It ends 30 days later, or when it is deleted. Sweeps away those of
 * the same person that have run out.
 */
export async function createSession(
  tx: Tx,
  userId: Id<"usr">,
  userAgent: string | null,
): Promise<Id<"ses">> {
  const sessionId = newId("ses");
  const createdAt = now();
  const expiresAt = new Date(createdAt.getTime() + SESSION_LIFETIME_SECONDS * 1000);
  await tx
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), lte(sessions.expiresAt, createdAt)));
  await tx.insert(sessions).values({
    id: sessionId,
    userId,
    createdAt,
    lastSeenAt: createdAt,
    expiresAt,
    userAgent: userAgent?.slice(0, 400) ?? null,
  });
  return sessionId;
}

/** The session behind a cookie's token, looked up anew on every call: a deleted row is dead at once. */
export async function findLiveSession(token: string | undefined): Promise<LiveSession | null> {
  const claims = token ? await decodeSessionToken(token) : null;
  if (!claims) return null;
  const [row] = await getDb()
    .select({
      userId: users.id,
      role: users.role,
      name: users.name,
      email: users.email,
      onboardedAt: users.onboardedAt,
      lastSeenAt: sessions.lastSeenAt,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        eq(sessions.id, claims.sessionId),
        eq(sessions.userId, claims.userId),
        gt(sessions.expiresAt, now()),
      ),
    );
  if (!row) return null;
  if (now().getTime() - row.lastSeenAt.getTime() > SEEN_EVERY_MS) await touch(claims.sessionId);
  return {
    sessionId: claims.sessionId,
    actor: { userId: row.userId, role: row.role },
    name: row.name,
    email: row.email,
    isOnboarded: row.onboardedAt !== null || row.role === "admin",
  };
}

/** Those of these sessions that are still alive, for what stays open longer than one request. */
export async function listLiveSessions(
  sessionIds: readonly Id<"ses">[],
): Promise<ReadonlySet<Id<"ses">>> {
  const rows = await getDb()
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(inArray(sessions.id, [...sessionIds]), gt(sessions.expiresAt, now())));
  return new Set(rows.map(({ id }) => id));
}

async function touch(sessionId: Id<"ses">): Promise<void> {
  const seenAt = now();
  await getDb()
    .update(sessions)
    .set({ lastSeenAt: seenAt })
    .where(and(eq(sessions.id, sessionId), lt(sessions.lastSeenAt, seenAt)));
}
