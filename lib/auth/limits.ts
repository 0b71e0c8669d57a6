import { createHmac } from "node:crypto";
import { lt } from "drizzle-orm";
import { RateLimiterDrizzle, RateLimiterRes } from "rate-limiter-flexible";
import { type Db, getDb } from "#db/client";
import { rateLimits } from "#db/schema";
import { operatorLimits } from "#lib/chosen";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { log } from "#lib/log";
import { now } from "#lib/time";
import type { Email } from "./schema.ts";
import { authSecret } from "./token.ts";
import type { Visitor } from "./visitor.ts";

/**
 * The number of tries (points) per fixed window. Further tries never lengthen a window, so nobody is locked out for
 * good. A new window begins in all processes at once, because it is a row in the database.
 */
export const LIMITS = {
  /** Wrong passwords for one e-mail, from browsers that never signed in with it. */
  signInByEmail: { points: 10, seconds: 15 * 60 },
  /** The same from a browser that did, so that strangers who guess cannot use up the owner's tries. */
  signInByDevice: { points: 10, seconds: 15 * 60 },
  /** Wrong passwords from one address, for any e-mail. */
  signInByAddress: { points: 100, seconds: 15 * 60 },
  registrationByEmail: { points: 5, seconds: 60 * 60 },
  registrationByAddress: { points: 60, seconds: 60 * 60 },
  /** Mails with a link for a new password, whether or not the address has an account. */
  resetByEmail: { points: 5, seconds: 60 * 60 },
  resetByAddress: { points: 60, seconds: 60 * 60 },
  /** Mails that a person asks for to confirm their address, besides the first. */
  verificationByPerson: { points: 5, seconds: 60 * 60 },
  /** Mails with a link to change an address to, whether or not an account has it. */
  emailChangeByPerson: { points: 5, seconds: 60 * 60 },
  emailChangeByEmail: { points: 5, seconds: 24 * 60 * 60 },
  /** Mails that tell somebody that their address was used to register, or to change another account's to it. */
  knownByPerson: { points: 2, seconds: 24 * 60 * 60 },
  /** Archives of their own data that a person has made. */
  dataByPerson: { points: 1, seconds: 60 * 60 },
  /** Wrong current passwords when changing the password. */
  passwordByPerson: { points: 10, seconds: 15 * 60 },
  /** Wrong codes after the right password, from browsers that never signed in with the account, and from one that did. */
  codeByPerson: { points: 10, seconds: 15 * 60 },
  codeByDevice: { points: 10, seconds: 15 * 60 },
  /** Challenges for a passkey: each leaves a row for five minutes. */
  passkeyByAddress: { points: 100, seconds: 15 * 60 },
  /** Uploads that were begun, including those that were removed: each leaves work behind. */
  uploadsByPerson: { points: 600, seconds: 60 * 60 },
} as const;

type Limit = keyof typeof LIMITS;
type Attempt = readonly [limit: Limit, key: string];

/** Counts one registration. Throws rate_limited. */
export function limitRegistration(visitor: Visitor, email: Email): Promise<void> {
  return consume([
    ["registrationByAddress", addressKey(visitor)],
    ["registrationByEmail", emailKey(email)],
  ]);
}

/** Counts one mail for a forgotten password. Throws rate_limited. */
export function limitReset(visitor: Visitor, email: Email): Promise<void> {
  return consume([
    ["resetByAddress", addressKey(visitor)],
    ["resetByEmail", emailKey(email)],
  ]);
}

/** Counts one mail to confirm an address. Throws rate_limited. */
export function limitVerification(userId: Id<"usr">): Promise<void> {
  return consume([["verificationByPerson", userId]]);
}

/** Counts one mail with a link to change an address. Throws rate_limited. */
export function limitEmailChange(userId: Id<"usr">, email: Email): Promise<void> {
  return consume([
    ["emailChangeByPerson", userId],
    ["emailChangeByEmail", emailKey(email)],
  ]);
}

/** Counts one mail to somebody whose address another person entered. Throws rate_limited. */
export function limitKnown(userId: Id<"usr">): Promise<void> {
  return consume([["knownByPerson", userId]]);
}

/** Counts one archive of a person's data. Throws rate_limited. */
export function limitData(userId: Id<"usr">): Promise<void> {
  return consume([["dataByPerson", userId]]);
}

/** Counts one sign-in before the password is checked, so that simultaneous tries all count. */
export function limitSignIn(visitor: Visitor, email: Email, deviceId?: string): Promise<void> {
  return consume(signInAttempts(visitor, email, deviceId));
}

/** A sign-in that succeeds does not count, and clears the failures before it. */
export async function forgiveSignIn(
  visitor: Visitor,
  email: Email,
  deviceId?: string,
): Promise<void> {
  for (const [limit, key] of signInAttempts(visitor, email, deviceId)) {
    if (limit === "signInByAddress") await limiter(limit).reward(key, 1);
    else await limiter(limit).delete(key);
  }
}

/** Counts uploads that begin. Throws rate_limited. */
export async function limitUploads(userId: Id<"usr">, count: number): Promise<void> {
  await consume([["uploadsByPerson", userId]], count);
}

/** Counts one check of the current password. Throws rate_limited. */
export function limitPasswordCheck(userId: Id<"usr">): Promise<void> {
  return consume([["passwordByPerson", userId]]);
}

export async function forgivePasswordCheck(userId: Id<"usr">): Promise<void> {
  await limiter("passwordByPerson").delete(userId);
}

/** Counts one challenge for a passkey. Throws rate_limited. */
export function limitPasskey(visitor: Pick<Visitor, "address">): Promise<void> {
  return consume([["passkeyByAddress", addressKey(visitor)]]);
}

/** Counts one code at signing in before it is checked. Throws rate_limited. */
export function limitCode(userId: Id<"usr">, deviceId?: string): Promise<void> {
  return consume([codeAttempt(userId, deviceId)]);
}

export async function forgiveCode(userId: Id<"usr">, deviceId?: string): Promise<void> {
  const [limit, key] = codeAttempt(userId, deviceId);
  await limiter(limit).delete(key);
}

/** Whoever knows the password must not be able to use up the tries of its owner's own browsers. */
function codeAttempt(userId: Id<"usr">, deviceId: string | undefined): Attempt {
  return deviceId ? ["codeByDevice", deviceId] : ["codeByPerson", userId];
}

function signInAttempts(
  visitor: Visitor,
  email: Email,
  deviceId: string | undefined,
): readonly Attempt[] {
  // Its own limit is enough; other people's tries from the same address or proxy do not matter to it.
  if (deviceId) return [["signInByDevice", deviceId]];
  return [
    ["signInByAddress", addressKey(visitor)],
    ["signInByEmail", emailKey(email)],
  ];
}

/** Outside every transaction: a refused attempt must stay counted. */
async function consume(attempts: readonly Attempt[], points = 1): Promise<void> {
  for (const [limit, key] of attempts) {
    try {
      await limiter(limit).consume(key, points);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      log.info({ limit, key }, "A limit was reached");
      const { msBeforeNext } = error;
      throw new DomainError("rate_limited", {
        retryAfter: waitText(msBeforeNext),
        retryAfterSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)),
      });
    }
  }
}

/** Removes windows that are over. Returns how many. */
export async function pruneLimits(): Promise<{ removed: number }> {
  const gone = await getDb()
    .delete(rateLimits)
    .where(lt(rateLimits.expire, now()))
    .returning({ key: rateLimits.key });
  return { removed: gone.length };
}

const limiters = new WeakMap<Db, Map<Limit, RateLimiterDrizzle>>();

function limiter(limit: Limit): RateLimiterDrizzle {
  const db = getDb();
  const known = limiters.get(db) ?? new Map<Limit, RateLimiterDrizzle>();
  limiters.set(db, known);
  const existing = known.get(limit);
  if (existing) {
    // The operator may have changed it since.
    existing.points = pointsOf(limit);
    return existing;
  }
  const made = new RateLimiterDrizzle({
    storeClient: db,
    schema: rateLimits,
    keyPrefix: limit,
    points: pointsOf(limit),
    duration: LIMITS[limit].seconds,
    // Its own clock would go on for a pool that was replaced. The worker's does it (lib/users/tasks.ts).
    clearExpiredByTimeout: false,
  });
  known.set(limit, made);
  return made;
}

function pointsOf(limit: Limit): number {
  const { points } = LIMITS[limit];
  const { personFactor, addressFactor } = operatorLimits();
  if (limit === "uploadsByPerson") return points * personFactor;
  return limit.endsWith("ByAddress") ? points * addressFactor : points;
}

/** The table holds no e-mail addresses, known or unknown. */
function emailKey(email: Email): string {
  return createHmac("sha256", authSecret()).update(`limit:${email}`).digest("base64url");
}

/** For an IPv6 address, its network: one customer has 2^64 addresses. */
function addressKey({ address }: Pick<Visitor, "address">): string {
  if (!address) return "unknown";
  return address.includes(":") && !address.startsWith("::ffff:")
    ? networkOf(address)
    : address.replace("::ffff:", "");
}

function networkOf(address: string): string {
  const [head = "", tail] = address.toLowerCase().split("%")[0]?.split("::") ?? [];
  const front = head ? head.split(":") : [];
  const back = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? 0 : 8 - front.length - back.length;
  const groups = [...front, ...Array<string>(Math.max(0, zeros)).fill("0"), ...back];
  return `${groups.slice(0, 4).join(":")}::/64`;
}

function waitText(milliseconds: number): string {
  const minutes = Math.max(1, Math.ceil(milliseconds / 60_000));
  return minutes === 1 ? "a minute" : `${minutes} minutes`;
}
