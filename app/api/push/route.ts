import { requireActor, requireSession } from "#lib/auth/session";
import { readJson, route } from "#lib/edge/route";
import { getPublicKey } from "#lib/push/queries";
import { subscribeInput } from "#lib/push/schema";
import { subscribe } from "#lib/push/subscribe";
import { unsubscribe } from "#lib/push/unsubscribe";

/** The key that a browser shows its push service when it asks to be told. */
export const GET = route(async () => {
  await requireActor();
  return Response.json({ publicKey: getPublicKey() }, { headers: { "cache-control": "no-store" } });
});

/** This browser is told from now on. */
export const PUT = route(async (request) => {
  const { actor, sessionId } = await requireSession();
  await subscribe(actor, { ...(await readJson(request, subscribeInput)), sessionId });
  return new Response(null, { status: 204 });
});

/** This browser is told no more. */
export const DELETE = route(async () => {
  const { actor, sessionId } = await requireSession();
  await unsubscribe(actor, { sessionId });
  return new Response(null, { status: 204 });
});
