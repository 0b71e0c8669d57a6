import { and, eq } from "drizzle-orm";
import type { Reader, Tx } from "#db/client";
import { passkeys, sessions } from "#db/schema";
import { DomainError } from "#lib/errors";
import type { ProofWay } from "#lib/forms/state";
import type { Id } from "#lib/ids";
import { MINUTE_MS, now } from "#lib/time";
import { type Prover, type SignedInActor, SYSTEM } from "./actor.ts";
import { findTotp } from "./totp.ts";

/** How long a proof is enough for the steps that a thief of a signed-in browser would take first. */
export const PROOF_LASTS_MS = 5 * MINUTE_MS;

/**
 * For use cases that move money out, or change how a person signs in. Throws proof_needed when the person has not shown
 * for five minutes that it is them, in this browser; its form then asks. Throws not_signed_in when the session ended.
 */
export async function requireRecentProof(tx: Reader, actor: Prover): Promise<void> {
  if (await hasRecentProof(tx, actor)) return;
  const ways = await listProofWays(tx, actor.userId);
  throw new DomainError("proof_needed", { proof: ways.join(" ") });
}

/** Whether the person has shown within five minutes that it is them. Throws not_signed_in when the session ended. */
export async function hasRecentProof(
  reader: Reader,
  { userId, sessionId }: Prover,
): Promise<boolean> {
  if (sessionId === SYSTEM) return true;
  const [session] = await reader
    .select({ provedAt: sessions.provedAt })
    .from(sessions)
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId)));
  if (!session) throw new DomainError("not_signed_in");
  return now().getTime() - session.provedAt.getTime() < PROOF_LASTS_MS;
}

/** By what this person can show that it is them. */
export async function listProofWays(reader: Reader, userId: Id<"usr">): Promise<ProofWay[]> {
  const isCodeKnown = (await findTotp(reader, userId))?.isOn ?? false;
  const isPasskeyKnown = (await reader.$count(passkeys, eq(passkeys.userId, userId))) > 0;
  return [
    "password",
    ...(isCodeKnown ? (["code"] as const) : []),
    ...(isPasskeyKnown ? (["passkey"] as const) : []),
  ];
}

/** The person has just shown that it is them. Throws not_signed_in when the session ended meanwhile. */
export async function recordProof(
  tx: Tx,
  { userId, sessionId }: Pick<SignedInActor, "userId" | "sessionId">,
): Promise<void> {
  const proved = await tx
    .update(sessions)
    .set({ provedAt: now() })
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId)))
    .returning({ id: sessions.id });
  if (proved.length === 0) throw new DomainError("not_signed_in");
}
