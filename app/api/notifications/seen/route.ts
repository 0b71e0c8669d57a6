import { requireReader } from "#lib/auth/session";
import { readJson, route } from "#lib/edge/route";
import { seePageInput } from "#lib/notifications/schema";
import { seePage } from "#lib/notifications/see-page";

/** The person has this page in front of them: what they were told of it is read. */
export const POST = route(async (request) => {
  const actor = await requireReader();
  await seePage(actor, await readJson(request, seePageInput));
  return new Response(null, { status: 204 });
});
