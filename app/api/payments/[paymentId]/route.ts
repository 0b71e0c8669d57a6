import { requireReader } from "#lib/auth/session";
import { route } from "#lib/edge/route";
import { DomainError } from "#lib/errors";
import { isId } from "#lib/ids";
import { getPayment } from "#lib/payments/queries/wallet";

/** The state of one of the person's own payments. Open pages ask until it has settled or failed. */
export const GET = route(async (_request, context: RouteContext<"/api/payments/[paymentId]">) => {
  const actor = await requireReader();
  const { paymentId } = await context.params;
  if (!isId("pay", paymentId)) throw new DomainError("not_found");
  const payment = await getPayment(actor, paymentId);
  return Response.json(payment, { headers: { "cache-control": "no-store" } });
});
