import { readRaw, route } from "#lib/edge/route";
import { hearProviderEvent } from "#lib/payments/hear-provider-event";

/** What the payment provider tells by itself. Anyone may knock; only its signature is let in. */
export const POST = route(async (request) => {
  await hearProviderEvent({ body: await readRaw(request), headers: request.headers });
  return Response.json({ received: true });
});
