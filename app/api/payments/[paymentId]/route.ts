import { requireActor } from "#lib/auth/session";
import { DomainError } from "#lib/errors";
import { isId } from "#lib/ids";
import { getPayment } from "#lib/payments/queries";
import { route } from "#lib/route";

/** How one of the person's own payments stands. Open pages ask until it has settled or failed. */
export const GET = route(async (_request, context: RouteContext<"/api/payments/[paymentId]">) => {
  const actor = await requireActor();
  const { paymentId } = await context.params;
  if (!isId("pay", paymentId)) throw new DomainError("not_found");
  const payment = await getPayment(actor, paymentId);
  return Response.json(payment, { headers: { "cache-control": "no-store" } });
});
