import { requireReader } from "#lib/auth/session";
import { pageTimeZone } from "#lib/edge/page";
import { route } from "#lib/edge/route";
import { streamText } from "#lib/edge/stream-text";
import { parseHistoryFilter } from "#lib/payments/history-filter";
import { exportHistory } from "#lib/payments/queries/history-export";
import { now } from "#lib/time";

/** The history as a CSV file, written as it is read, with the screen's filters and in the viewer's time zone. */
export const GET = route(async (request) => {
  const actor = await requireReader();
  const timeZone = await pageTimeZone();
  const filter = parseHistoryFilter(Object.fromEntries(new URL(request.url).searchParams));
  const pieces = await exportHistory(actor, { filter, timeZone });
  const day = new Intl.DateTimeFormat("sv-SE", { timeZone }).format(now());
  return new Response(streamText(pieces), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="workhub-wallet-${day}.csv"`,
      "cache-control": "no-store",
    },
  });
});
