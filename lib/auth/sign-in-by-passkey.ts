import { eq } from "drizzle-orm";
import { getDb, inTransaction, type Tx } from "#db/client";
import { users } from "#db/schema";
import { DomainError } from "#lib/errors";
import { log } from "#lib/log";
import { decodeDevice } from "./device.ts";
import { ACCOUNT, enter, type SignedIn, toSignedIn } from "./enter.ts";
import { usePasskey, verifyPasskey } from "./passkeys.ts";
import type { UsedPasskey } from "./schema.ts";
import type { Visitor } from "./visitor.ts";

/**
 * Signs in whoever this passkey belongs to, without password and code: the device is one factor, and what it asked its
 * owner for is the other. The same `requestKey` gets the same session, with a new answer of the passkey. Throws
 * passkey_too_late, wrong_passkey.
 */
export async function signInByPasskey(
  visitor: Visitor,
  passkey: UsedPasskey,
  { requestKey = null, tx }: { requestKey?: string | null; tx?: Tx } = {},
): Promise<SignedIn> {
  const verified = await verifyPasskey({ purpose: "sign_in", userId: null }, passkey);
  const { userId } = verified;
  const [account] = await getDb().select(ACCOUNT).from(users).where(eq(users.id, userId));
  if (!account) throw new DomainError("wrong_passkey");
  const device = await decodeDevice(visitor.deviceToken, userId);
  const entering = { account, visitor, device, requestKey };
  const sessionId = await inTransaction(tx, async (tx) => {
    await usePasskey(tx, verified);
    return enter(tx, entering);
  });
  const { address } = visitor;
  const about = { userId, address, isKnownBrowser: device !== null, sessionId };
  log.info(about, "Somebody signed in by passkey");
  return toSignedIn(entering, sessionId);
}
