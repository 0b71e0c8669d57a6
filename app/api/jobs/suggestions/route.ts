import { route } from "#lib/edge/route";
import { listSearchSuggestions } from "#lib/jobs/queries/suggestions";

/** What a person may mean who has typed `q` into the board's search so far. */
export const GET = route(async (request) => {
  const q = new URL(request.url).searchParams.get("q") ?? "";
  return Response.json(await listSearchSuggestions(q), {
    headers: { "cache-control": "no-store" },
  });
});
