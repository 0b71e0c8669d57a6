import { and, eq } from "drizzle-orm";
import { getDb } from "#db/client";
import { payoutAccounts } from "#db/schema";
import type { VerifiedProver } from "#lib/auth/actor";
import { requireRecentProof } from "#lib/auth/recent-proof";
import { DomainError } from "#lib/errors";
import { now } from "#lib/time";
import { currentProvider } from "./find-provider.ts";
import { mayPay } from "./policy.ts";

/**
 * Makes a person's account at the provider, unless they have one. The call is made outside any transaction; two at once
 * make one account, because the provider makes one for a person. Throws `proof_needed`, and `not_found` for people
 * without a wallet, and where the provider pays to any IBAN.
 */
export async function connectPayoutAccount(actor: VerifiedProver): Promise<void> {
  const { userId, role } = actor;
  const { name: provider, payoutAccounts: accounts } = currentProvider();
  if (!accounts || !mayPay(role, "payout")) throw new DomainError("not_found");
  await requireRecentProof(getDb(), actor);
  const isOwn = and(eq(payoutAccounts.userId, userId), eq(payoutAccounts.provider, provider));
  if ((await getDb().$count(payoutAccounts, isOwn)) > 0) return;
  const token = await accounts.open(userId);
  await getDb()
    .insert(payoutAccounts)
    .values({ userId, provider, token, createdAt: now() })
    .onConflictDoNothing({ target: [payoutAccounts.userId, payoutAccounts.provider] });
}
