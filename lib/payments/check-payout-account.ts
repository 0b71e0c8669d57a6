import { and, eq } from "drizzle-orm";
import { getDb } from "#db/client";
import { payoutAccounts } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { log } from "#lib/log";
import { currentProvider } from "./find-provider.ts";
import type { PayoutAccountView } from "./wallet-views.ts";

/**
 * Asks the provider how this person's account stands, outside any transaction, and records the answer; null for
 * somebody who has none. When the provider cannot be asked, the last answer counts: a payout that it refuses comes back
 * anyway.
 */
export async function checkPayoutAccount(actor: Actor): Promise<PayoutAccountView | null> {
  const { name, payoutAccounts: accounts } = currentProvider();
  const own = and(eq(payoutAccounts.userId, actor.userId), eq(payoutAccounts.provider, name));
  const { token, isReady, due, reason } = payoutAccounts;
  const [known] = await getDb()
    .select({ token, isReady, due, reason })
    .from(payoutAccounts)
    .where(own);
  if (!accounts || !known) return null;
  try {
    const standing = await accounts.standingOf(known.token);
    await getDb()
      .update(payoutAccounts)
      .set({ ...standing, due: [...standing.due] })
      .where(own);
    return { token: known.token, ...standing };
  } catch (error) {
    log.warn({ err: error }, "An account at the provider could not be asked for");
    return known;
  }
}
