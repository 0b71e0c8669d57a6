import { requireActor } from "#lib/auth/session";
import { blockPerson } from "#lib/conversations/block-person";
import { blockInput } from "#lib/conversations/schema";
import { unblockPerson } from "#lib/conversations/unblock-person";
import { readPath, route } from "#lib/edge/route";

type Context = RouteContext<"/api/blocks/[userId]">;

/** From now on neither of the two can write to the other. */
export const PUT = route(async (_request, context: Context) => {
  const actor = await requireActor();
  await blockPerson(actor, await readPath(context, blockInput));
  return new Response(null, { status: 204 });
});

/** Removes the person's own block. */
export const DELETE = route(async (_request, context: Context) => {
  const actor = await requireActor();
  await unblockPerson(actor, await readPath(context, blockInput));
  return new Response(null, { status: 204 });
});
