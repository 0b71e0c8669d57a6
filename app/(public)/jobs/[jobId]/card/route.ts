import { route } from "#lib/edge/route";
import { drawCard } from "#lib/jobs/draw-card";
import { getJob } from "#lib/jobs/queries/jobs";

/** The picture of a shared link to a job. */
export const GET = route(async (_request, context: RouteContext<"/jobs/[jobId]/card">) => {
  const { jobId } = await context.params;
  const { client, title, category, budgetCents, status } = await getJob(null, jobId);
  const picture = await drawCard({
    title,
    category,
    budgetCents,
    status,
    clientName: client.name,
  });
  return new Response(picture, {
    headers: { "content-type": "image/png", "cache-control": "public, max-age=3600" },
  });
});
