import { requireReader } from "#lib/auth/session";
import { exportSellers } from "#lib/books/queries/sellers";
import { route } from "#lib/edge/route";
import { streamText } from "#lib/edge/stream-text";
import { DomainError } from "#lib/errors";
import { now } from "#lib/time";

/** The yearly list of freelancers who were paid, as CSV, written as it is read. */
export const GET = route(async (request) => {
  const actor = await requireReader();
  const asked = new URL(request.url).searchParams.get("year") ?? String(now().getUTCFullYear());
  if (!/^2\d{3}$/.test(asked)) throw new DomainError("invalid_input");
  const lines = await exportSellers(actor, Number(asked));
  return new Response(streamText(lines), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="workhub-freelancers-${asked}.csv"`,
      "cache-control": "no-store",
    },
  });
});
