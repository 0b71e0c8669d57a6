import { requireReader } from "#lib/auth/session";
import { readJson, readPath, route } from "#lib/edge/route";
import { searchIdInput, seeSearchInput } from "#lib/searches/schema";
import { seeSearch } from "#lib/searches/see-search";

type Context = RouteContext<"/api/searches/[searchId]/seen">;

/** The person has looked at the result of a saved search, as it was at `at`. */
export const POST = route(async (request, context: Context) => {
  const actor = await requireReader();
  const { searchId } = await readPath(context, searchIdInput);
  const { at } = await readJson(request, seeSearchInput.pick({ at: true }));
  await seeSearch(actor, { searchId, at });
  return new Response(null, { status: 204 });
});
