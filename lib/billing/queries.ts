import { and, asc, desc, eq, gte, lt, min, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { getDb, type Reader } from "#db/client";
import { billingDetails, clientProfiles, documents, users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { type Id, isId } from "#lib/ids";
import { eachOf } from "#lib/sweep";
import { now } from "#lib/time";
import {
  type BillingDetailsView,
  type InvoiceFilter,
  type InvoiceKind,
  type InvoiceView,
  OPERATOR,
} from "./schema.ts";

/** What the actor wants on invoices. Throws not_found for an admin, whose invoices are the operator's. */
export async function getBillingDetails({ userId, role }: Actor): Promise<BillingDetailsView> {
  if (role === "admin") throw new DomainError("not_found");
  const [row] = await getDb()
    .select({
      profileName: sql<string>`coalesce(${clientProfiles.companyName}, ${users.name})`,
      details: billingDetails,
    })
    .from(users)
    .leftJoin(clientProfiles, eq(clientProfiles.userId, users.id))
    .leftJoin(billingDetails, eq(billingDetails.userId, users.id))
    .where(eq(users.id, userId));
  if (!row) throw new DomainError("not_found");
  const { details, profileName } = row;
  return {
    role,
    profileName,
    name: details?.name ?? "",
    address: details?.address ?? "",
    country: details?.country ?? null,
    vatNumber: details?.vatNumber ?? null,
    vatBasisPoints: details?.vatBasisPoints ?? 0,
  };
}

/** One invoice, for its two sides; an admin is the operator's. Throws not_found, also for other people's. */
export async function getInvoice(actor: Actor, documentId: string): Promise<InvoiceView> {
  if (!isId("doc", documentId)) throw new DomainError("not_found");
  for (const { isTheirs } of sidesOf(actor)) {
    const [row] = await getDb()
      .select()
      .from(documents)
      .where(and(isTheirs, eq(documents.id, documentId)));
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
      getDb()
        .select()
        .from(documents)
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
      getDb()
        .select()
        .from(documents)
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

const PAGE = 200;

type Range = { readonly from: Date; readonly until: Date };

/**
 * Every invoice, or those of these moments, read in pages, each by its index: a person's oldest first, those that they
 * issued before those that they got; of the whole instance with `everybody`, issuer by issuer.
 */
export async function* eachInvoice(
  whose: Actor | "everybody",
  range?: Range,
): AsyncGenerator<InvoiceView> {
  const lists =
    whose === "everybody"
      ? [eachRow(undefined, BY_ISSUER, range)]
      : sidesOf(whose).map(({ isTheirs }) => eachRow(isTheirs, BY_TIME, range));
  for (const rows of lists) {
    for await (const row of rows) yield toView(row);
  }
}

/** An order that an index knows, and the condition that a row comes after another in it. */
type Order = {
  readonly columns: readonly AnyPgColumn[];
  readonly behind: (last: Row) => SQL;
};

const BY_TIME: Order = {
  columns: [documents.issuedAt, documents.id],
  behind: ({ issuedAt, id }) =>
    sql`(${documents.issuedAt}, ${documents.id}) > (${issuedAt.toISOString()}::timestamptz, ${id})`,
};

const BY_ISSUER: Order = {
  columns: [documents.issuer, ...BY_TIME.columns],
  behind: ({ issuer, issuedAt, id }) =>
    sql`(${documents.issuer}, ${documents.issuedAt}, ${documents.id}) > (${issuer}, ${issuedAt.toISOString()}::timestamptz, ${id})`,
};

function eachRow(
  isTheirs: SQL | undefined,
  { columns, behind }: Order,
  range: Range | undefined,
): AsyncIterable<Row> {
  return eachOf<Row>((last) =>
    getDb()
      .select()
      .from(documents)
      .where(
        and(
          isTheirs,
          range && gte(documents.issuedAt, range.from),
          range && lt(documents.issuedAt, range.until),
          last && behind(last),
        ),
      )
      .orderBy(...columns.map((column) => asc(column)))
      .limit(PAGE),
  );
}

type Side = { readonly kind: InvoiceKind; readonly isTheirs: SQL | undefined };

/** The kinds that concern a person, each by its index: a client is invoiced, a freelancer invoices and pays fees. */
function sidesOf({ userId, role }: Actor): Side[] {
  const isOfKind = (kind: InvoiceKind, isSide: SQL) => ({
    kind,
    isTheirs: and(isSide, eq(documents.kind, kind)),
  });
  switch (role) {
    case "client":
      return [isOfKind("invoice", eq(documents.recipientId, userId))];
    case "freelancer":
      return [
        isOfKind("invoice", eq(documents.issuer, userId)),
        isOfKind("fee_invoice", eq(documents.recipientId, userId)),
      ];
    case "admin":
      return [isOfKind("fee_invoice", eq(documents.issuer, OPERATOR))];
  }
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

type Row = typeof documents.$inferSelect;

function newestFirst(one: Row, other: Row): number {
  return other.issuedAt.getTime() - one.issuedAt.getTime() || (one.id < other.id ? 1 : -1);
}

const SERIES = { invoice: "INV", fee_invoice: "FEE" } as const;

function toView(row: Row): InvoiceView {
  const { kind, issuedAt, subject, contractId, currency } = row;
  const { netCents, vatBasisPoints, vatCents, grossCents } = row;
  return {
    documentId: row.id,
    kind,
    number: `${SERIES[kind]}-${row.year}-${String(row.number).padStart(5, "0")}`,
    issuedAt,
    issuer: {
      name: row.issuerName,
      address: row.issuerAddress,
      country: row.issuerCountry,
      vatNumber: row.issuerVatNumber,
    },
    recipient: {
      name: row.recipientName,
      address: row.recipientAddress,
      country: row.recipientCountry,
      vatNumber: row.recipientVatNumber,
    },
    subject,
    contractId,
    transferId: String(row.transferId),
    currency,
    netCents,
    vatBasisPoints,
    vatCents,
    grossCents,
  };
}
