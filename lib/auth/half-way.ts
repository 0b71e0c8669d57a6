import { createHmac, timingSafeEqual } from "node:crypto";
import { encode } from "next-auth/jwt";
import { type Id, isId } from "#lib/ids";
import { authSecret, openToken } from "./token.ts";

/** So long a person may take to find the code. */
export const HALF_WAY_SECONDS = 10 * 60;

const SALT = "workhub half way in";

/** Who has entered the right password and not yet the code. Worth nothing without the code. */
export type HalfWay = { readonly userId: Id<"usr">; readonly mark: string };

export function encodeHalfWay(account: { id: Id<"usr">; passwordHash: string }): Promise<string> {
  return encode({
    token: { sub: account.id, mark: markOf(account.passwordHash) },
    secret: authSecret(),
    salt: SALT,
    maxAge: HALF_WAY_SECONDS,
  });
}

export async function decodeHalfWay(token: string | null): Promise<HalfWay | null> {
  if (!token) return null;
  const { sub, mark, exp } = (await openToken(token, SALT)) ?? {};
  if (typeof exp !== "number" || exp * 1_000 <= Date.now()) return null;
  return isId("usr", sub) && typeof mark === "string" ? { userId: sub, mark } : null;
}

/** True while the password is the one that was entered. */
export function isSamePassword({ mark }: HalfWay, passwordHash: string): boolean {
  const [one, other] = [Buffer.from(mark), Buffer.from(markOf(passwordHash))];
  return one.length === other.length && timingSafeEqual(one, other);
}

function markOf(passwordHash: string): string {
  return createHmac("sha256", authSecret()).update(`half way ${passwordHash}`).digest("base64url");
}
