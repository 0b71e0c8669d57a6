import { and, eq } from "drizzle-orm";
import { getDb } from "#db/client";
import { payoutAccounts } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { absolute } from "#lib/site";
import { currentProvider } from "../find-provider.ts";

/**
 * Where the provider asks this person what it needs to know to pay them out, for one visit. Throws `not_found` for
 * somebody without an account there.
 */
export async function getPayoutAddress({ userId }: Actor): Promise<string> {
  const { name, payoutAccounts: accounts } = currentProvider();
  const [known] = await getDb()
    .select({ token: payoutAccounts.token })
    .from(payoutAccounts)
    .where(and(eq(payoutAccounts.userId, userId), eq(payoutAccounts.provider, name)));
  if (!accounts || !known) throw new DomainError("not_found");
  return accounts.addressOf(known.token, absolute("/wallet/withdraw"));
}
