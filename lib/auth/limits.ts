import { createHmac } from "node:crypto";
import { RateLimiterDrizzle, RateLimiterRes } from "rate-limiter-flexible";
import { type Db, getDb } from "#db/client";
import { rateLimits } from "#db/schema";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { authSecret } from "./token.ts";
import type { Visitor } from "./visitor.ts";

/**
 * How often what may be tried: points per fixed window. A window never grows longer by trying on, so that nobody
 * is locked out for good; and it begins anew in all processes at once, because it is a row in the database.
 */
const LIMITS = {
  /** Wrong passwords for one e-mail, from browsers that never signed in with it. */
  signInByEmail: { points: 10, seconds: 15 * 60 },
  /** The same from a browser that did: strangers who guess can't use up the owner's tries. */
  signInByDevice: { points: 10, seconds: 15 * 60 },
  /** Wrong passwords from one address, for whatever e-mails. */
  signInByAddress: { points: 100, seconds: 15 * 60 },
  registrationByEmail: { points: 5, seconds: 60 * 60 },
  registrationByAddress: { points: 60, seconds: 60 * 60 },
  /** Wrong current passwords when changing it. */
  passwordByPerson: { points: 10, seconds: 15 * 60 },
} as const;

type Limit = keyof typeof LIMITS;
type Attempt = readonly [limit: Limit, key: string];

/** Counts one registration. Throws rate_limited. */
export function limitRegistration(visitor: Visitor, email: string): Promise<void> {
  return consume([
    ["registrationByAddress", addressKey(visitor)],
    ["registrationByEmail", emailKey(email)],
  ]);
}

/** Counts one sign-in before the password is looked at, so that tries at the same moment all count. */
export function limitSignIn(visitor: Visitor, email: string, deviceId?: string): Promise<void> {
  return consume(signInAttempts(visitor, email, deviceId));
}

/** A sign-in that succeeded does not count, and clears what failed before. */
export async function forgiveSignIn(
  visitor: Visitor,
  email: string,
  deviceId?: string,
): Promise<void> {
  const [byAddress, byAccount] = signInAttempts(visitor, email, deviceId);
  await limiter(byAddress[0]).reward(byAddress[1], 1);
  await limiter(byAccount[0]).delete(byAccount[1]);
}

/** Counts one look at the current password. Throws rate_limited. */
export function limitPasswordCheck(userId: Id<"usr">): Promise<void> {
  return consume([["passwordByPerson", userId]]);
}

export async function forgivePasswordCheck(userId: Id<"usr">): Promise<void> {
  await limiter("passwordByPerson").delete(userId);
}

function signInAttempts(
  visitor: Visitor,
  email: string,
  deviceId: string | undefined,
): readonly [Attempt, Attempt] {
  return [
    ["signInByAddress", addressKey(visitor)],
    deviceId ? ["signInByDevice", deviceId] : ["signInByEmail", emailKey(email)],
  ];
}

/** Outside every transaction: a refused attempt must stay counted. */
async function consume(attempts: readonly Attempt[]): Promise<void> {
  for (const [limit, key] of attempts) {
    try {
      await limiter(limit).consume(key);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      throw new DomainError("rate_limited", { retryAfter: waitText(error.msBeforeNext) });
    }
  }
}

const limiters = new WeakMap<Db, Map<Limit, RateLimiterDrizzle>>();

function limiter(limit: Limit): RateLimiterDrizzle {
  const db = getDb();
  const known = limiters.get(db) ?? new Map<Limit, RateLimiterDrizzle>();
  limiters.set(db, known);
  const existing = known.get(limit);
  if (existing) return existing;
  const made = new RateLimiterDrizzle({
    storeClient: db,
    schema: rateLimits,
    keyPrefix: limit,
    points: LIMITS[limit].points,
    duration: LIMITS[limit].seconds,
    // All kinds share a table: one of them sweeping is enough.
    clearExpiredByTimeout: limit === "signInByAddress",
  });
  known.set(limit, made);
  return made;
}

/** The table holds no e-mail addresses, known or unknown. */
function emailKey(email: string): string {
  const normal = email.normalize("NFKC").trim().toLowerCase();
  return createHmac("sha256", authSecret()).update(`limit:${normal}`).digest("base64url");
}

/** Of an IPv6 address the network: one customer has 2^64 of them. */
function addressKey({ address }: Visitor): string {
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
