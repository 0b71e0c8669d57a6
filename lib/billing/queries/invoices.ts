import { and, asc, desc, eq, min, sql } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import { documents } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { type Id, isId } from "#lib/ids";
import { now } from "#lib/time";
import { type InvoiceRow, selectDocuments, sidesOf, toView } from "../internal/invoice-rows.ts";
import type { InvoiceFilter, InvoiceView } from "../schema.ts";

/** One invoice, for its two sides; an admin is the operator's. Throws not_found, also for other people's. */
export async function getInvoice(
  actor: Actor,
  documentId: string,
  reader?: Reader,
): Promise<InvoiceView> {
  if (!isId("doc", documentId)) throw new DomainError("not_found");
  for (const { isTheirs } of sidesOf(actor)) {
    const isIt = and(isTheirs, eq(documents.id, documentId));
    const [row] = await selectDocuments(reader).where(isIt);
    if (row) return toView(row);
  }
  throw new DomainError("not_found");
}

/** The actor's invoices for one contract: those for the work, then those for the fee. */
export async function listContractInvoices(
  actor: Actor,
  contractId: Id<"ctr">,
): Promise<InvoiceView[]> {
  const found = await Promise.all(
    sidesOf(actor).map(({ isTheirs }) =>
      selectDocuments()
        .where(and(isTheirs, eq(documents.contractId, contractId)))
        .orderBy(asc(documents.issuedAt), asc(documents.id)),
    ),
  );
  return found.flat().map(toView);
}

export const INVOICES_PAGE = 50;

/** The actor's invoices, newest first, and the years that there can be some of. `after` is the last one shown. */
export async function listInvoices(
  actor: Actor,
  {
    filter,
    after,
    limit = INVOICES_PAGE,
  }: { filter: InvoiceFilter; after?: string | undefined; limit?: number },
): Promise<{ rows: InvoiceView[]; next: string | null; years: number[] }> {
  const sides = sidesOf(actor).filter(({ kind }) => filter.kind === null || filter.kind === kind);
  const place = after
    ? sql`(${documents.issuedAt}, ${documents.id}) < (select issued_at, id from documents where id = ${after})`
    : undefined;
  const found = await Promise.all(
    sides.map(({ isTheirs }) =>
      selectDocuments()
        .where(
          and(isTheirs, filter.year === null ? undefined : eq(documents.year, filter.year), place),
        )
        .orderBy(desc(documents.issuedAt), desc(documents.id))
        .limit(limit + 1),
    ),
  );
  const all = found.flat().sort(newestFirst);
  const rows = all.slice(0, limit).map(toView);
  const next = all.length > limit ? (rows.at(-1)?.documentId ?? null) : null;
  return { rows, next, years: await listYears(actor) };
}

/** From the first invoice's to the present one, newest first. */
async function listYears(actor: Actor, reader: Reader = getDb()): Promise<number[]> {
  const firsts = await Promise.all(
    sidesOf(actor).map(({ isTheirs }) =>
      reader
        .select({ at: min(documents.issuedAt) })
        .from(documents)
        .where(isTheirs),
    ),
  );
  const years = firsts.flat().flatMap(({ at }) => (at ? [at.getUTCFullYear()] : []));
  const last = now().getUTCFullYear();
  const first = Math.min(last + 1, ...years);
  return Array.from({ length: last - first + 1 }, (_, back) => last - back);
}

function newestFirst({ document: one }: InvoiceRow, { document: other }: InvoiceRow): number {
  return other.issuedAt.getTime() - one.issuedAt.getTime() || (one.id < other.id ? 1 : -1);
}
