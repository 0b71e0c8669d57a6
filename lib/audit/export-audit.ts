import { sql } from "drizzle-orm";
import { inTransaction } from "#db/client";
import type { Actor } from "#lib/auth/actor";
import { requireRight } from "#lib/auth/staff";
import { csvLine } from "#lib/csv";
import { AUDIT_WORDS } from "./policy.ts";
import { listAudit, type Part } from "./queries.ts";
import type { AuditFilter, AuditView } from "./schema.ts";

/** Tells spreadsheets that the file is UTF-8. */
const BYTE_ORDER_MARK = "\ufeff";

/**
 * What a filter of the audit finds, as CSV, newest first, in pieces as it is read. That it was taken along is an entry
 * itself, from before the first line. Throws not_found without the right.
 */
export async function exportAudit(
  actor: Actor,
  filter: AuditFilter,
): Promise<AsyncGenerator<string>> {
  requireRight(actor, "readAudit");
  const { person, kind, from, until } = filter;
  const noted = JSON.stringify({
    person: person === "" ? null : person,
    kind,
    from: from?.toISOString() ?? null,
    until: until?.toISOString() ?? null,
  });
  await inTransaction(undefined, (tx) =>
    tx.execute(sql`select note_audit_export(${noted}::jsonb)`),
  );
  return writeLines(actor, filter);
}

const ROWS_AT_ONCE = 500;

const HEAD = [
  "Number",
  "Moment (UTC)",
  "What",
  "Person",
  "Done by",
  "Address",
  "Device",
  "Request",
  "About",
  "Before",
  "After",
];

async function* writeLines(actor: Actor, filter: AuditFilter): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(HEAD);
  let before: number | null = null;
  do {
    const part: Part<AuditView> = await listAudit(actor, filter, { before, limit: ROWS_AT_ONCE });
    yield part.rows.map(lineOf).join("");
    before = part.next;
  } while (before !== null);
}

function lineOf({ id, at, kind, person, actor, ...others }: AuditView): string {
  const { address, device, requestId, about, before, after } = others;
  return csvLine([
    { number: String(id) },
    at.toISOString(),
    AUDIT_WORDS[kind].label,
    person ?? "",
    actor ?? "",
    address ?? "",
    device ?? "",
    requestId ?? "",
    about ?? "",
    before ? JSON.stringify(before) : "",
    after ? JSON.stringify(after) : "",
  ]);
}
