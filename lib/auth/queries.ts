import { and, desc, eq } from "drizzle-orm";
import { getDb } from "#db/client";
import { sessions } from "#db/schema";
import type { Id } from "#lib/ids";
import type { Actor } from "./actor.ts";
import { deviceName } from "./device-name.ts";
import type { SessionView } from "./schema.ts";
import { isAlive, SESSIONS_MAX } from "./sessions.ts";

/** Where the actor is signed in: this browser first, then the most recently seen. */
export async function listSessions(
  actor: Actor,
  currentSessionId: Id<"ses">,
): Promise<SessionView[]> {
  const rows = await getDb()
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, actor.userId), isAlive()))
    .orderBy(desc(sessions.lastSeenAt), desc(sessions.id))
    .limit(SESSIONS_MAX);
  const views = rows.map((row) => ({
    sessionId: row.id,
    device: deviceName(row.userAgent),
    signedInAt: row.createdAt,
    lastSeenAt: row.lastSeenAt,
    isThisDevice: row.id === currentSessionId,
  }));
  return views.sort((a, b) => Number(b.isThisDevice) - Number(a.isThisDevice));
}
