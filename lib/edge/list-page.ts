import { z } from "zod";
import { wholeNumberInput } from "#lib/input";
import { readQueryText, type SearchParams } from "#lib/search-params";

const pageInput = z.object({
  after: z.string().max(80).optional(),
  limit: wholeNumberInput({
    min: 1,
    max: 100,
    message: "Ask for a whole number from 1 to 100.",
  }).optional(),
});

/** What a request for a page of a board asks for: its filters, and which page. Throws a ZodError. */
export function readListPage(request: Request): {
  params: SearchParams;
  page: { after?: string; limit?: number };
} {
  const query = new URL(request.url).searchParams;
  const params = readQueryText(query.toString());
  const { after, limit } = pageInput.parse({
    after: query.get("after") ?? undefined,
    limit: query.get("limit") ?? undefined,
  });
  return {
    params,
    page: {
      ...(after === undefined ? {} : { after }),
      ...(limit === undefined ? {} : { limit }),
    },
  };
}
