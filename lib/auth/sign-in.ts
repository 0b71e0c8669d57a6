import { and, eq } from "drizzle-orm";
import { getDb, inTransaction, type Tx } from "#db/client";
import { users } from "#db/schema";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { log } from "#lib/log";
import { notify } from "#lib/notifications/notify";
import { HOUR_MS, now } from "#lib/time";
import { decodeDevice, encodeDevice, newDevice } from "./device.ts";
import { deviceName } from "./device-name.ts";
import { forgiveSignIn, limitSignIn } from "./limits.ts";
import { verifyPassword } from "./password.ts";
import { type Email, type SignInInput, signInInput } from "./schema.ts";
import { createSession } from "./sessions.ts";
import type { Visitor } from "./visitor.ts";

export type SignedIn = {
  readonly userId: Id<"usr">;
  readonly sessionId: Id<"ses">;
  /** For the browser to keep: with it, strangers' guesses do not count against this person here. */
  readonly deviceToken: string;
};

type Account = { id: Id<"usr">; passwordHash: string; createdAt: Date };

/** Whoever registers signs in right after, on a browser that nobody knows yet. */
const JUST_REGISTERED_MS = HOUR_MS;

/**
 * The one way in: checks the password and makes a session. An unknown e-mail takes the same work and gets the same
 * answer as a wrong password. Throws wrong_credentials and rate_limited. The same `requestKey` gets the same person the
 * same session, in case the first answer was lost.
 */
export async function signIn(
  visitor: Visitor,
  input: SignInInput,
  { requestKey = null, tx }: { requestKey?: string | null; tx?: Tx } = {},
): Promise<SignedIn> {
  const { email, password } = signInInput.parse(input);
  const account = await findAccount(email);
  const device = await decodeDevice(visitor.deviceToken, account?.id);
  await limitSignIn(visitor, email, device?.deviceId);

  const isMatch = await verifyPassword(account?.passwordHash, password);
  const about = { userId: account?.id, address: visitor.address, isKnownBrowser: device !== null };
  if (!account || !isMatch) {
    log.info(about, "A sign-in by password failed");
    throw new DomainError("wrong_credentials");
  }

  const sessionId = await inTransaction(tx, async (tx) => {
    await requireUnchanged(tx, account);
    const sessionId = await createSession(tx, account.id, visitor.userAgent, requestKey);
    if (!device && !isNew(account)) await tellOfDevice(tx, account, sessionId, visitor);
    return sessionId;
  });
  await forgiveSignIn(visitor, email, device?.deviceId);
  const deviceToken = await encodeDevice(device ?? newDevice(account.id));
  log.info({ ...about, sessionId }, "Somebody signed in by password");
  return { userId: account.id, sessionId, deviceToken };
}

function isNew({ createdAt }: Account): boolean {
  return now().getTime() - createdAt.getTime() < JUST_REGISTERED_MS;
}

/** It may have been somebody else. The same sign-in sent again is told once. */
function tellOfDevice(
  tx: Tx,
  { id: to }: Account,
  sessionId: Id<"ses">,
  { userAgent }: Visitor,
): Promise<void> {
  const facts = { device: deviceName(userAgent) };
  return notify(tx, {
    kind: "new_device",
    to,
    about: sessionId,
    by: null,
    facts,
    once: `signed in:${sessionId}`,
  });
}

async function findAccount(email: Email): Promise<Account | undefined> {
  const [account] = await getDb()
    .select({ id: users.id, passwordHash: users.passwordHash, createdAt: users.createdAt })
    .from(users)
    .where(eq(users.email, email));
  return account;
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
