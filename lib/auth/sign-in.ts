import { eq } from "drizzle-orm";
import { getDb, inTransaction, type Tx } from "#db/client";
import { users } from "#db/schema";
import { DomainError } from "#lib/errors";
import { log } from "#lib/log";
import { decodeDevice } from "./device.ts";
import { ACCOUNT, type Account, enter, type SignedIn, toSignedIn } from "./enter.ts";
import { encodeHalfWay } from "./half-way.ts";
import { forgiveSignIn, limitSignIn } from "./limits.ts";
import { verifyPassword } from "./password.ts";
import { type Email, type SignInInput, signInInput } from "./schema.ts";
import { findTotp } from "./totp.ts";
import type { Visitor } from "./visitor.ts";

type Options = { requestKey?: string | null; tx?: Tx };

/** The password was right, and a code is asked for: `signInByCode` takes this token with it. */
export type HalfSignedIn = { readonly halfWay: string };

/**
 * Checks the password and makes a session, or answers that a code is needed too. An unknown e-mail takes the same work
 * and gets the same answer as a wrong password. Throws wrong_credentials and rate_limited. The same `requestKey` gets the
 * same person the same session, in case the first answer was lost.
 */
export async function signInByPassword(
  visitor: Visitor,
  input: SignInInput,
  { requestKey = null, tx }: Options = {},
): Promise<SignedIn | HalfSignedIn> {
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

  const entering = { account, visitor, device, requestKey };
  const sessionId = await inTransaction(tx, async (tx) => {
    const isCodeNeeded = (await findTotp(tx, account.id))?.isOn ?? false;
    return isCodeNeeded ? null : enter(tx, entering);
  });
  await forgiveSignIn(visitor, email, device?.deviceId);
  if (sessionId === null) return { halfWay: await encodeHalfWay(account) };
  log.info({ ...about, sessionId }, "Somebody signed in by password");
  return toSignedIn(entering, sessionId);
}

/** The same where no code can be asked for. Throws code_needed as well. */
export async function signIn(
  visitor: Visitor,
  input: SignInInput,
  options: Options = {},
): Promise<SignedIn> {
  const outcome = await signInByPassword(visitor, input, options);
  if ("halfWay" in outcome) throw new DomainError("code_needed");
  return outcome;
}

async function findAccount(email: Email): Promise<Account | undefined> {
  const [account] = await getDb().select(ACCOUNT).from(users).where(eq(users.email, email));
  return account;
}
