import { exportAudit } from "#lib/audit/export-audit";
import { readAuditFilter } from "#lib/audit/schema";
import { requireReader } from "#lib/auth/session";
import { route } from "#lib/edge/route";
import { streamText } from "#lib/edge/stream-text";

/** What the page's filter finds in the audit, as CSV, written as it is read. */
export const GET = route(async (request) => {
  const actor = await requireReader();
  const asked = Object.fromEntries(new URL(request.url).searchParams);
  const lines = await exportAudit(actor, readAuditFilter(asked));
  return new Response(streamText(lines), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="workhub-audit.csv"',
      "cache-control": "no-store",
    },
  });
});
