import { hash, verify } from "@node-rs/argon2";

/**
 * Argon2id with 19 MiB, two passes, one lane: the first configuration that OWASP's Password Storage Cheat Sheet
 * recommends. Argon2id is the library's default algorithm.
 */
const COST = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 } as const;

/** The hash of a random password that nobody has: what an unknown e-mail is compared with. */
const NOBODYS_HASH =
  "$argon2id$v=19$m=19456,t=2,p=1$50MEC5ae9msP+LSgQFU4XA$RVAr0QKuVf2uMOnWI6fFKdQAs4hfFc0QAccDlEchUDY";

/** The hash to store, with its salt and cost in it. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalize(password), COST);
}

/** True when `password` is the one behind `storedHash`. Without a hash it works as long, and answers false. */
export async function verifyPassword(
  storedHash: string | undefined,
  password: string,
): Promise<boolean> {
  const isMatch = await verify(storedHash ?? NOBODYS_HASH, normalize(password));
  return isMatch && storedHash !== undefined;
}

/** The same characters typed on another keyboard may arrive composed in another way (NIST SP 800-63B, 5.1.1.2). */
function normalize(password: string): string {
  return password.normalize("NFKC");
}
