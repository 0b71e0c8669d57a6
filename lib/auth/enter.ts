import { and, eq } from "drizzle-orm";
import type { Tx } from "#db/client";
import { users } from "#db/schema";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { notify } from "#lib/notifications/notify";
import { HOUR_MS, now } from "#lib/time";
import { type Device, encodeDevice, newDevice } from "./device.ts";
import { deviceName } from "./device-name.ts";
import { createSession } from "./sessions.ts";
import type { Visitor } from "./visitor.ts";

export type SignedIn = {
  readonly userId: Id<"usr">;
  readonly sessionId: Id<"ses">;
  /** For the browser to keep: with it, strangers' guesses do not count against this person here. */
  readonly deviceToken: string;
};

export type Account = {
  readonly id: Id<"usr">;
  readonly passwordHash: string;
  readonly createdAt: Date;
};

export const ACCOUNT = {
  id: users.id,
  passwordHash: users.passwordHash,
  createdAt: users.createdAt,
};

/** Whoever registers signs in right after, on a browser that nobody knows yet. */
const JUST_REGISTERED_MS = HOUR_MS;

type Entering = {
  readonly account: Account;
  readonly visitor: Visitor;
  readonly device: Device | null;
  readonly requestKey: string | null;
};

/**
 * Makes the session of somebody who has shown who they are. Throws wrong_credentials when the password was changed
 * meanwhile. A browser that nobody knew is told of: it may have been somebody else.
 */
export async function enter(tx: Tx, entering: Entering): Promise<Id<"ses">> {
  const { account, visitor, device, requestKey } = entering;
  await requireUnchanged(tx, account);
  const sessionId = await createSession(tx, account.id, visitor.userAgent, requestKey);
  if (!device && !isNew(account)) {
    await notify(tx, {
      kind: "new_device",
      to: account.id,
      about: sessionId,
      by: null,
      facts: { device: deviceName(visitor.userAgent) },
      // The same sign-in sent again is told once.
      once: `signed in:${sessionId}`,
    });
  }
  return sessionId;
}

/** What the browser of somebody who has entered keeps. */
export async function toSignedIn(
  { account, device }: Pick<Entering, "account" | "device">,
  sessionId: Id<"ses">,
): Promise<SignedIn> {
  const deviceToken = await encodeDevice(device ?? newDevice(account.id));
  return { userId: account.id, sessionId, deviceToken };
}

function isNew({ createdAt }: Account): boolean {
  return now().getTime() - createdAt.getTime() < JUST_REGISTERED_MS;
}

/** A password that was changed while the old one was being checked opens no session. */
async function requireUnchanged(tx: Tx, account: Account): Promise<void> {
  const rows = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, account.id), eq(users.passwordHash, account.passwordHash)))
    .for("share");
  if (rows.length === 0) throw new DomainError("wrong_credentials");
}
