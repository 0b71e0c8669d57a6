import { findActor } from "#lib/auth/session";
import { readListPage } from "#lib/edge/list-page";
import { route } from "#lib/edge/route";
import { parsePersonFilters } from "#lib/people/filters";
import { listPeople } from "#lib/people/queries/people";

/** One page of the freelancers as JSON: the list's own address parameters, `after` (a cursor) and `limit`. */
export const GET = route(async (request) => {
  const { params, page } = readListPage(request);
  const found = await listPeople(await findActor(), parsePersonFilters(params), page);
  return Response.json(found, { headers: { "cache-control": "no-store" } });
});
