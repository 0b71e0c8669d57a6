import { requireReader } from "#lib/auth/session";
import { paymentStage, whereToPay } from "#lib/contracts/describe-paid-hire";
import { findPaidHire } from "#lib/contracts/queries/paid-hires";
import { route } from "#lib/edge/route";
import { DomainError } from "#lib/errors";
import { isId } from "#lib/ids";
import { getPayment } from "#lib/payments/queries/wallet";

/** The state of one of the person's own payments. Open pages ask until it is over. */
export const GET = route(async (_request, context: RouteContext<"/api/payments/[paymentId]">) => {
  const actor = await requireReader();
  const { paymentId } = await context.params;
  if (!isId("pay", paymentId)) throw new DomainError("not_found");
  const [payment, hire] = await Promise.all([
    getPayment(actor, paymentId),
    findPaidHire(actor, paymentId),
  ]);
  const stage = paymentStage(payment.status, hire);
  const actionAddress = whereToPay(payment, hire);
  return Response.json(
    { ...payment, actionAddress, stage },
    { headers: { "cache-control": "no-store" } },
  );
});
