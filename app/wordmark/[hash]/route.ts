import { z } from "zod";
import { readPath, route } from "#lib/edge/route";
import { getWordmark } from "#lib/settings/queries";

const path = z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/) });

/** A picture that stands or stood for the name, by the hash of its bytes: it never changes, so browsers keep it. */
export const GET = route(async (_request, context: RouteContext<"/wordmark/[hash]">) => {
  const { hash } = await readPath(context, path);
  const picture = await getWordmark(hash);
  return new Response(new Uint8Array(picture), {
    headers: {
      "content-type": "image/webp",
      "cache-control": "public, max-age=31536000, immutable",
    },
  });
});
