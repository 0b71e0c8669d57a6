import { hash, verify } from "@node-rs/argon2";
import { normalPassword } from "./schema.ts";

/**
 * Argon2id with 19 MiB, two passes, one lane: the first configuration that OWASP's Password Storage Cheat Sheet
 * recommends. Argon2id is the library's default algorithm.
 */
export const PASSWORD_COST = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 } as const;

/** The hash of a random password that nobody has; an unknown e-mail's password is compared with it. */
export const NOBODYS_HASH =
  "$argon2id$v=19$m=19456,t=2,p=1$50MEC5ae9msP+LSgQFU4XA$RVAr0QKuVf2uMOnWI6fFKdQAs4hfFc0QAccDlEchUDY";

/** The hash to store, including its salt and cost. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalPassword(password), PASSWORD_COST);
}

/** True when `password` matches `storedHash`. Without a hash it takes as long and answers false. */
export async function verifyPassword(
  storedHash: string | undefined,
  password: string,
): Promise<boolean> {
  const isMatch = await verify(storedHash ?? NOBODYS_HASH, normalPassword(password));
  return isMatch && storedHash !== undefined;
}
