import { and, eq, ne } from "drizzle-orm";
import { getDb, inTransaction, type Tx } from "#db/client";
import { sessions, users } from "#db/schema";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { log } from "#lib/log";
import { notify } from "#lib/notifications/notify";
import type { Actor } from "./actor.ts";
import { forgivePasswordCheck, limitPasswordCheck } from "./limits.ts";
import { hashPassword, verifyPassword } from "./password.ts";
import { recordProof } from "./recent-proof.ts";
import { type ChangePasswordInput, changePasswordInput } from "./schema.ts";

/**
 * Changes the actor's password and signs out every browser except that of `keepSessionId`. Throws wrong_password,
 * rate_limited, and not_signed_in when the kept session has ended meanwhile. The current password is the recent proof
 * (117).
 */
export async function changePassword(
  actor: Actor,
  input: ChangePasswordInput & { keepSessionId: Id<"ses"> },
  tx?: Tx,
  prepared?: PreparedPassword,
): Promise<void> {
  const { oldHash, newHash } = prepared ?? (await preparePassword(actor, input));
  await inTransaction(tx, async (tx) => {
    // Lock order: the person, then the sessions. A sign-in locks the person while it adds a session.
    const changed = await tx
      .update(users)
      .set({ passwordHash: newHash })
      .where(and(eq(users.id, actor.userId), eq(users.passwordHash, oldHash)))
      .returning({ id: users.id });
    if (changed.length === 0) throw wrongPassword();
    // "Signed out everywhere" in one tab must win over "change password" in another.
    await recordProof(tx, { ...actor, sessionId: input.keepSessionId });
    await tx
      .delete(sessions)
      .where(and(eq(sessions.userId, actor.userId), ne(sessions.id, input.keepSessionId)));
    await notify(tx, {
      kind: "password_changed",
      to: actor.userId,
      about: actor.userId,
      by: null,
      facts: {},
    });
  });
  log.info({ userId: actor.userId }, "A password was changed");
}

export type PreparedPassword = { readonly oldHash: string; readonly newHash: string };

/**
 * Runs before the transaction, because it takes long and tries count whatever happens: checks the current password and
 * hashes the new one. Throws wrong_password, rate_limited.
 */
export async function preparePassword(
  actor: Actor,
  input: ChangePasswordInput,
): Promise<PreparedPassword> {
  const { currentPassword, newPassword } = changePasswordInput.parse(input);
  await limitPasswordCheck(actor.userId);
  const oldHash = await readHash(actor);
  if (!(await verifyPassword(oldHash, currentPassword))) {
    log.info({ userId: actor.userId }, "A current password was wrong");
    throw wrongPassword();
  }
  const newHash = await hashPassword(newPassword);
  await forgivePasswordCheck(actor.userId);
  return { oldHash, newHash };
}

function wrongPassword(): DomainError {
  return new DomainError("wrong_password", { field: "currentPassword" });
}

async function readHash(actor: Actor): Promise<string> {
  const [row] = await getDb()
    .select({ passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, actor.userId));
  if (!row) throw new DomainError("not_signed_in");
  return row.passwordHash;
}
