import { requireReader } from "#lib/auth/session";
import { pageTimeZone } from "#lib/edge/page";
import { route } from "#lib/edge/route";
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
  return new Response(streamOf(pieces), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="workhub-wallet-${day}.csv"`,
      "cache-control": "no-store",
    },
  });
});

/** Reads no further ahead than the receiver takes, and stops when it leaves. */
function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
