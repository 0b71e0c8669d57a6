import { z } from "zod";
import { requireReader } from "#lib/auth/session";
import { readPath, route } from "#lib/edge/route";
import { isRequestKey, settleIntent } from "#lib/forms/once";

const pathInput = z.object({ key: z.string().refine(isRequestKey) });

/**
 * What became of the form that this person sent with this key: its answer, or null when it did not run, and then it
 * never will. Changes nothing else, so it may be asked any number of times.
 */
export const POST = route(async (_request, context: RouteContext<"/api/forms/[key]">) => {
  const { userId } = await requireReader();
  const { key } = await readPath(context, pathInput);
  const answer = await settleIntent(userId, key);
  return Response.json({ answer }, { headers: { "cache-control": "no-store" } });
});
