import { requireReader } from "#lib/auth/session";
import { getReceiptPdf } from "#lib/books/queries/person-receipt";
import { pageTimeZone } from "#lib/edge/page";
import { route } from "#lib/edge/route";

/** A receipt as a file, made on demand, in the viewer's time zone. */
export const GET = route(async (_, context: RouteContext<"/wallet/receipts/[receiptId]/pdf">) => {
  const actor = await requireReader();
  const { receiptId } = await context.params;
  const bytes = await getReceiptPdf(actor, receiptId, await pageTimeZone());
  return new Response(Uint8Array.from(bytes), {
    headers: {
      "content-type": "application/pdf",
      "content-disposition": `attachment; filename="receipt-${receiptId}.pdf"`,
      "cache-control": "private, no-store",
    },
  });
});
