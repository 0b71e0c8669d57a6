import { eq } from "drizzle-orm";
import { getDb, inTransaction, type Tx } from "#db/client";
import { users } from "#db/schema";
import { DomainError } from "#lib/errors";
import { log } from "#lib/log";
import { notify } from "#lib/notifications/notify";
import { decodeDevice } from "./device.ts";
import { ACCOUNT, type Account, enter, type SignedIn, toSignedIn } from "./enter.ts";
import { decodeHalfWay, isSamePassword } from "./half-way.ts";
import { forgiveCode, limitCode } from "./limits.ts";
import { hashGivenCode, takeRecoveryCode } from "./recovery-codes.ts";
import { type CodeInput, codeInput, isAppCode } from "./schema.ts";
import { findKeyedSession } from "./sessions.ts";
import { findTotp, takeAppCode } from "./totp.ts";
import type { Visitor } from "./visitor.ts";

/**
 * The second half of signing in: a code of the authenticator app, or a recovery code. `halfWay` is what the first half
 * answered. Throws code_too_late, wrong_code, code_used, code_of_other_time, rate_limited. The same `requestKey` gets the
 * same session, in case the first answer was lost.
 */
export async function signInByCode(
  visitor: Visitor,
  { halfWay, ...input }: CodeInput & { halfWay: string | null },
  { requestKey = null, tx }: { requestKey?: string | null; tx?: Tx } = {},
): Promise<SignedIn> {
  const { code } = codeInput.parse(input);
  const account = await findHalfWay(halfWay);
  const { id: userId } = account;
  const device = await decodeDevice(visitor.deviceToken, userId);
  const entering = { account, visitor, device, requestKey };
  const earlier = requestKey === null ? null : await findKeyedSession(userId, requestKey);
  if (earlier) return toSignedIn(entering, earlier);

  await limitCode(userId, device?.deviceId);
  const isFromApp = isAppCode(code);
  const hash = isFromApp ? null : await hashGivenCode(getDb(), userId, code);
  const about = { userId, address: visitor.address, isKnownBrowser: device !== null };
  const sessionId = await inTransaction(tx, async (tx) => {
    if (isFromApp) {
      const factor = await findTotp(tx, userId);
      if (!factor?.isOn) throw new DomainError("code_too_late");
      await takeAppCode(tx, factor, { code, userId, details: { field: "code" } });
    } else {
      const left = await takeRecoveryCode(tx, userId, hash);
      const told = { to: userId, about: userId, by: null, facts: { left } } as const;
      await notify(tx, { kind: "recovery_code_used", ...told });
    }
    return enter(tx, entering);
  });
  await forgiveCode(userId, device?.deviceId);
  log.info({ ...about, sessionId }, "Somebody signed in by password and code");
  return toSignedIn(entering, sessionId);
}

async function findHalfWay(token: string | null): Promise<Account> {
  const half = await decodeHalfWay(token);
  const [account] = half
    ? await getDb().select(ACCOUNT).from(users).where(eq(users.id, half.userId))
    : [];
  if (!half || !account || !isSamePassword(half, account.passwordHash)) {
    throw new DomainError("code_too_late");
  }
  return account;
}
