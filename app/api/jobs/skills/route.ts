import { route } from "#lib/edge/route";
import { listCommonSkills } from "#lib/jobs/queries/jobs";

/** The skills that open jobs ask for, the commonest first. */
export const GET = route(async () =>
  Response.json({ skills: await listCommonSkills() }, { headers: { "cache-control": "no-store" } }),
);
