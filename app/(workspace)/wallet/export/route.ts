import { requireActor } from "#lib/auth/session";
import { exportHistory } from "#lib/payments/export-history";
import { route } from "#lib/route";
import { now } from "#lib/time";

/** The whole history as a CSV file, written as it is read. */
export const GET = route(async () => {
  const actor = await requireActor();
  const pieces = await exportHistory(actor);
  const day = now().toISOString().slice(0, 10);
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
