import { and, desc, eq, isNull } from "drizzle-orm";
import { getDb } from "#db/client";
import { passkeys, recoveryCodes, sessions, users } from "#db/schema";
import type { Id } from "#lib/ids";
import type { Actor } from "./actor.ts";
import { deviceName } from "./device-name.ts";
import type { FactorsView, SessionView, TotpSetUpView } from "./schema.ts";
import { isAlive, SESSIONS_MAX } from "./sessions.ts";
import { findTotp, secretOf } from "./totp.ts";

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

/** How the actor signs in besides the password. */
export async function getFactors({ userId }: Actor): Promise<FactorsView> {
  const db = getDb();
  const [totp, own, recoveryCodesLeft] = await Promise.all([
    findTotp(db, userId),
    db.select().from(passkeys).where(eq(passkeys.userId, userId)).orderBy(desc(passkeys.createdAt)),
    db.$count(recoveryCodes, and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt))),
  ]);
  return {
    authenticatorSince: totp?.isOn ? totp.createdAt : null,
    recoveryCodesLeft,
    passkeys: own.map(({ id, madeOn, createdAt, lastUsedAt }) => ({
      passkeyId: id,
      madeOn: deviceName(madeOn),
      createdAt,
      lastUsedAt,
    })),
  };
}

/** What the actor's app has to be told while it is being set up; null when it is not. */
export async function getTotpSetUp({ userId }: Actor): Promise<TotpSetUpView | null> {
  const db = getDb();
  const factor = await findTotp(db, userId);
  if (!factor || factor.isOn) return null;
  const [person] = await db.select({ email: users.email }).from(users).where(eq(users.id, userId));
  return secretOf(factor, person?.email ?? "");
}
