import { route } from "#lib/edge/route";

/** The process runs and answers. */
export const GET = route(async () =>
  Response.json({ status: "live" }, { headers: { "cache-control": "no-store" } }),
);
