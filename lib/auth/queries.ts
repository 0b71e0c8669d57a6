import { and, desc, eq, gt } from "drizzle-orm";
import { getDb } from "#db/client";
import { sessions } from "#db/schema";
import type { Id } from "#lib/ids";
import { now } from "#lib/time";
import type { Actor } from "./actor.ts";
import { deviceName } from "./device-name.ts";
import type { SessionView } from "./schema.ts";

const SESSIONS_SHOWN = 50;

/** Where the actor is signed in: this browser first, then by when they were last seen. */
export async function listSessions(
  actor: Actor,
  currentSessionId: Id<"ses">,
): Promise<SessionView[]> {
  const rows = await getDb()
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, actor.userId), gt(sessions.expiresAt, now())))
    .orderBy(desc(sessions.lastSeenAt), desc(sessions.id))
    .limit(SESSIONS_SHOWN);
  const views = rows.map((row) => ({
    sessionId: row.id,
    device: deviceName(row.userAgent),
    signedInAt: row.createdAt,
    lastSeenAt: row.lastSeenAt,
    isThisDevice: row.id === currentSessionId,
  }));
  return views.sort((a, b) => Number(b.isThisDevice) - Number(a.isThisDevice));
}
