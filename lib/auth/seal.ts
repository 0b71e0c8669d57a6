import { encode } from "next-auth/jwt";
import { authSecret, openToken } from "./token.ts";

const SALT = "workhub sealed secret";
/** What is sealed does not run out. */
const FOR_EVER_SECONDS = 1_000 * 365 * 24 * 60 * 60;

/** Seals a secret that WorkHub has to read again, for one row (the same AES-256-GCM as tokens). `owner` names the row. */
export function seal(plain: string, owner: string): Promise<string> {
  const token = { sub: owner, plain };
  return encode({ token, secret: authSecret(), salt: SALT, maxAge: FOR_EVER_SECONDS });
}

/** What was sealed for this row. Throws when it was changed, moved to another row, or sealed with another key. */
export async function unseal(sealed: string, owner: string): Promise<string> {
  const { sub, plain } = (await openToken(sealed, SALT)) ?? {};
  if (sub !== owner || typeof plain !== "string")
    throw new Error(`Nothing of ${owner} is sealed here`);
  return plain;
}
