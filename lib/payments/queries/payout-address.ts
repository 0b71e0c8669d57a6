import { and, eq } from "drizzle-orm";
import { getDb } from "#db/client";
import { payoutAccounts } from "#db/schema";
import type { Prover } from "#lib/auth/actor";
import { hasRecentProof, requireRecentProof } from "#lib/auth/recent-proof";
import { DomainError } from "#lib/errors";
import { absolute } from "#lib/site";
import { currentProvider } from "../find-provider.ts";

/**
 * Where the provider asks this person what it needs to know to pay them out, for one visit: also where their money goes,
 * so it throws `proof_needed`. Throws `not_found` for somebody without an account there.
 */
export async function getPayoutAddress(actor: Prover): Promise<string> {
  const { userId } = actor;
  const { name, payoutAccounts: accounts } = currentProvider();
  const [known] = await getDb()
    .select({ token: payoutAccounts.token })
    .from(payoutAccounts)
    .where(and(eq(payoutAccounts.userId, userId), eq(payoutAccounts.provider, name)));
  if (!accounts || !known) throw new DomainError("not_found");
  await requireRecentProof(getDb(), actor);
  return accounts.addressOf(known.token, absolute("/wallet/withdraw"));
}

/** Whether this person is led there without being asked first that it is them. */
export function mayAnswer(actor: Prover): Promise<boolean> {
  return hasRecentProof(getDb(), actor);
}
