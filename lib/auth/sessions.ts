import {
  and,
  desc,
  eq,
  gt,
  inArray,
  lt,
  lte,
  notInArray,
  or,
  type Placeholder,
  type SQL,
  sql,
} from "drizzle-orm";
import { getDb, prepared, type Reader, type Tx } from "#db/client";
import { sessions, users } from "#db/schema";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import { DAY_MS, MINUTE_MS, now } from "#lib/time";
import type { SignedInActor } from "./actor.ts";
import { keyedId } from "./keyed-id.ts";
import { isStaff } from "./staff.ts";
import { decodeSessionToken, SESSION_IDLE_DAYS, SESSION_LIFETIME_SECONDS } from "./token.ts";

export type LiveSession = {
  readonly sessionId: Id<"ses">;
  readonly actor: SignedInActor;
  readonly name: string;
  readonly email: string;
  readonly isOnboarded: boolean;
  /** Their e-mail address is known to be theirs: only then may they reach others and move money. */
  readonly isVerified: boolean;
};

/** The most sessions that one person can have; the settings page shows them all. */
export const SESSIONS_MAX = 50;

/** How exact "last seen" is: writing it on every request would cost a write for every read. */
const SEEN_EVERY_MS = 5 * MINUTE_MS;

/** A session last seen before this moment counts as abandoned. */
function idleSince(): Date {
  return new Date(now().getTime() - SESSION_IDLE_DAYS * DAY_MS);
}

/** True for sessions that have neither expired nor been unused for too long. */
export function isAlive(
  at: Readonly<Record<"now" | "idleSince", Date | Placeholder>> = {
    now: now(),
    idleSince: idleSince(),
  },
): SQL | undefined {
  return and(gt(sessions.expiresAt, at.now), gt(sessions.lastSeenAt, at.idleSince));
}

/**
 * Inserts the row that a session's token names. The session ends after 30 days, after 14 days without use, or when the
 * row is deleted. Removes the person's expired sessions and, beyond 50, the longest unused one. With the `requestKey`
 * of an earlier call, returns that call's session again.
 */
export async function createSession(
  tx: Tx,
  userId: Id<"usr">,
  userAgent: string | null,
  requestKey: string | null = null,
): Promise<Id<"ses">> {
  const sessionId = requestKey === null ? newId("ses") : sessionIdOf(userId, requestKey);
  const createdAt = now();
  const expiresAt = new Date(createdAt.getTime() + SESSION_LIFETIME_SECONDS * 1000);
  await tx
    .delete(sessions)
    .where(
      and(
        eq(sessions.userId, userId),
        or(lte(sessions.expiresAt, createdAt), lte(sessions.lastSeenAt, idleSince())),
      ),
    );
  await tx
    .insert(sessions)
    .values({
      id: sessionId,
      userId,
      createdAt,
      lastSeenAt: createdAt,
      provedAt: createdAt,
      expiresAt,
      userAgent: userAgent?.slice(0, 400) ?? null,
    })
    .onConflictDoNothing();
  await endOldest(tx, userId);
  return sessionId;
}

/** Signing in is never refused: when there are too many sessions, the longest unused one ends. */
async function endOldest(tx: Tx, userId: Id<"usr">): Promise<void> {
  const kept = tx
    .select({ id: sessions.id })
    .from(sessions)
    .where(eq(sessions.userId, userId))
    .orderBy(desc(sessions.lastSeenAt), desc(sessions.id))
    .limit(SESSIONS_MAX);
  await tx.delete(sessions).where(and(eq(sessions.userId, userId), notInArray(sessions.id, kept)));
}

/** One session per person and key. Its id lets nobody in, because the token that names it is encrypted. */
function sessionIdOf(userId: Id<"usr">, requestKey: string): Id<"ses"> {
  return keyedId("ses", `session ${userId} ${requestKey}`);
}

/** The session that an earlier call with this key has made, while it lasts. */
export async function findKeyedSession(
  userId: Id<"usr">,
  requestKey: string,
): Promise<Id<"ses"> | null> {
  const [row] = await getDb()
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.id, sessionIdOf(userId, requestKey)), isAlive()));
  return row?.id ?? null;
}

const liveSession = prepared((reader) =>
  reader
    .select({
      userId: users.id,
      role: users.role,
      name: users.name,
      email: users.email,
      onboardedAt: users.onboardedAt,
      emailVerifiedAt: users.emailVerifiedAt,
      lastSeenAt: sessions.lastSeenAt,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        eq(sessions.id, sql.placeholder("sessionId")),
        eq(sessions.userId, sql.placeholder("userId")),
        isAlive({ now: sql.placeholder("now"), idleSince: sql.placeholder("idleSince") }),
      ),
    )
    .prepare("live_session"),
);

/** The session named by a cookie's token, looked up again on every call: a deleted row is dead at once. */
export async function findLiveSession(token: string | undefined): Promise<LiveSession | null> {
  const claims = token ? await decodeSessionToken(token) : null;
  if (!claims) return null;
  const [row] = await liveSession(getDb()).execute({
    sessionId: claims.sessionId,
    userId: claims.userId,
    now: now().toISOString(),
    idleSince: idleSince().toISOString(),
  });
  if (!row) return null;
  if (now().getTime() - row.lastSeenAt.getTime() > SEEN_EVERY_MS) await touch(claims.sessionId);
  return {
    sessionId: claims.sessionId,
    actor: { userId: row.userId, role: row.role, sessionId: claims.sessionId },
    name: row.name,
    email: row.email,
    isOnboarded: row.onboardedAt !== null || isStaff(row.role),
    isVerified: row.emailVerifiedAt !== null,
  };
}

/** The sessions among these that are still alive, for what stays open longer than one request. */
export async function listLiveSessions(
  sessionIds: readonly Id<"ses">[],
): Promise<ReadonlySet<Id<"ses">>> {
  const rows = await getDb()
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(inArray(sessions.id, [...sessionIds]), isAlive()));
  return new Set(rows.map(({ id }) => id));
}

/** When this person last used WorkHub, within five minutes; null when no session of theirs is left. */
export async function findLastSeen(
  userId: Id<"usr">,
  reader: Reader = getDb(),
): Promise<Date | null> {
  const [row] = await reader
    .select({ lastSeenAt: sessions.lastSeenAt })
    .from(sessions)
    .where(eq(sessions.userId, userId))
    .orderBy(desc(sessions.lastSeenAt))
    .limit(1);
  return row?.lastSeenAt ?? null;
}

async function touch(sessionId: Id<"ses">): Promise<void> {
  const seenAt = now();
  await getDb()
    .update(sessions)
    .set({ lastSeenAt: seenAt })
    .where(and(eq(sessions.id, sessionId), lt(sessions.lastSeenAt, seenAt)));
}
