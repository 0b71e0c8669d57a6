import { requireSession } from "#lib/auth/session";
import { route } from "#lib/edge/route";
import { isDomainError } from "#lib/errors";
import { getPayoutAddress } from "#lib/payments/queries/payout-address";

/**
 * Leads to where the provider asks its questions: an address of ours, because each of the provider's works once. Whoever
 * has to show first that it is them is asked on the page.
 */
export const GET = route(async () => {
  const { actor } = await requireSession();
  const location = await getPayoutAddress(actor).catch((error: unknown) => {
    if (isDomainError(error, "proof_needed")) return "/wallet/withdraw";
    throw error;
  });
  return new Response(null, { status: 303, headers: { location } });
});
