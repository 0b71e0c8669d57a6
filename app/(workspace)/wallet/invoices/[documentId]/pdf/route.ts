import { requireReader } from "#lib/auth/session";
import { drawInvoice } from "#lib/billing/draw-invoice";
import { getInvoice } from "#lib/billing/queries/invoices";
import { route } from "#lib/edge/route";

/** An invoice as a file, made on demand from its stored facts: the same bytes each time. */
export const GET = route(async (_, context: RouteContext<"/wallet/invoices/[documentId]/pdf">) => {
  const { documentId } = await context.params;
  const invoice = await getInvoice(await requireReader(), documentId);
  return new Response(Uint8Array.from(await drawInvoice(invoice)), {
    headers: {
      "content-type": "application/pdf",
      "content-disposition": `attachment; filename="${invoice.number}.pdf"`,
      "cache-control": "private, no-store",
    },
  });
});
