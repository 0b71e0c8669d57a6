import { randomBytes, randomInt } from "node:crypto";
import { hashRaw } from "@node-rs/argon2";
import { and, eq, isNull } from "drizzle-orm";
import type { Reader, Tx } from "#db/client";
import { recoveryCodes } from "#db/schema";
import type { Id } from "#lib/ids";
import { now } from "#lib/time";
import { PASSWORD_COST } from "./password.ts";
import { refuseCode } from "./totp.ts";

const COUNT = 10;
const LENGTH = 10;
/** Without letters and digits that look alike. 31^10 is 49 bits, each behind a slow hash and a limit on tries. */
const SIGNS = "abcdefghjkmnpqrstuvwxyz23456789";

/** Codes as they are shown, once, and what is kept of them. */
export type NewRecoveryCodes = {
  readonly codes: readonly string[];
  readonly salt: string;
  readonly hashes: readonly string[];
};

/** Takes long, so it runs before the transaction. */
export async function makeRecoveryCodes(): Promise<NewRecoveryCodes> {
  const salt = randomBytes(16).toString("base64url");
  const plain = Array.from({ length: COUNT }, makeCode);
  const hashes: string[] = [];
  for (const code of plain) hashes.push(await hashCode(code, salt));
  return { codes: plain.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`), salt, hashes };
}

function makeCode(): string {
  return Array.from({ length: LENGTH }, () => SIGNS[randomInt(SIGNS.length)]).join("");
}

async function hashCode(code: string, salt: string): Promise<string> {
  const hash = await hashRaw(code, { ...PASSWORD_COST, salt: Buffer.from(salt, "base64url") });
  return hash.toString("base64url");
}

/** Puts new codes in the place of all former ones. */
export async function replaceRecoveryCodes(
  tx: Tx,
  userId: Id<"usr">,
  { salt, hashes }: NewRecoveryCodes,
): Promise<void> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  await tx.insert(recoveryCodes).values(hashes.map((hash) => ({ userId, salt, hash })));
}

/** The hash of a typed code under the salt of this person's codes; takes long. Null when they have none. */
export async function hashGivenCode(
  reader: Reader,
  userId: Id<"usr">,
  code: string,
): Promise<string | null> {
  const [one] = await reader
    .select({ salt: recoveryCodes.salt })
    .from(recoveryCodes)
    .where(eq(recoveryCodes.userId, userId))
    .limit(1);
  return one ? hashCode(code, one.salt) : null;
}

/** Takes a code, once. Returns how many are left. Throws wrong_code, also for one that was used. */
export async function takeRecoveryCode(
  tx: Tx,
  userId: Id<"usr">,
  hash: string | null,
): Promise<number> {
  const own = eq(recoveryCodes.userId, userId);
  const unused = and(own, isNull(recoveryCodes.usedAt));
  const taken =
    hash === null
      ? []
      : await tx
          .update(recoveryCodes)
          .set({ usedAt: now() })
          .where(and(unused, eq(recoveryCodes.hash, hash)))
          .returning({ hash: recoveryCodes.hash });
  if (taken.length === 0) refuseCode("wrong_code", userId, { field: "code" });
  return tx.$count(recoveryCodes, unused);
}
