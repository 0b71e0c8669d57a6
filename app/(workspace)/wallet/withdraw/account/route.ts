import { requireActor, requireReader } from "#lib/auth/session";
import { route } from "#lib/edge/route";
import { connectPayoutAccount } from "#lib/payments/connect-payout-account";
import { getPayoutAddress } from "#lib/payments/queries/payout-address";

/** Makes the account to which a person is paid out. The page says what comes next: a form may not lead elsewhere. */
export const POST = route(async () => {
  await connectPayoutAccount(await requireActor());
  return new Response(null, { status: 303, headers: { location: "/wallet/withdraw" } });
});

/** Leads to where the provider asks its questions: an address of ours, because each of the provider's works once. */
export const GET = route(async () => {
  const location = await getPayoutAddress(await requireReader());
  return new Response(null, { status: 303, headers: { location } });
});
