import { and, asc, desc, eq, gte, lt, min, type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, alias } from "drizzle-orm/pg-core";
import { getDb, type Reader } from "#db/client";
import { billingDetails, clientProfiles, documents, transfers, users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { type Id, isId } from "#lib/ids";
import { eachOf } from "#lib/sweep";
import { now } from "#lib/time";
import { isIssuedBy, planReplacement } from "./internal/plan-replacement.ts";
import type { InvoiceKind } from "./policy.ts";
import {
  type BillingDetailsView,
  type CorrectionView,
  type InvoiceFilter,
  type InvoiceView,
  OPERATOR,
  writeFacts,
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

/** The credit note that cancels an invoice and the invoice that takes its place; none where it was never corrected. */
export async function listCorrections(actor: Actor, documentId: Id<"doc">): Promise<InvoiceView[]> {
  const found = await Promise.all(
    sidesOf(actor).map(({ isTheirs }) =>
      selectDocuments()
        .where(and(isTheirs, eq(documents.corrects, documentId)))
        .orderBy(asc(documents.number)),
    ),
  );
  return found.flat().map(toView);
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

const PAGE = 200;

type Asked = {
  /** From the first moment to the last, exclusive. */
  readonly range?: { readonly from: Date; readonly until: Date };
  /** What else they have to be. */
  readonly only?: SQL | undefined;
};

/**
 * Every invoice and credit note, or those of these moments, read in pages, each by its index: a person's oldest first,
 * those that they issued before those that they got; of the whole instance with `everybody`, issuer by issuer.
 */
export async function* eachInvoice(
  whose: Actor | "everybody",
  asked: Asked = {},
): AsyncGenerator<InvoiceView> {
  const lists =
    whose === "everybody"
      ? [eachRow(undefined, BY_ISSUER, asked)]
      : sidesOf(whose).map(({ isTheirs }) => eachRow(isTheirs, BY_TIME, asked));
  for (const rows of lists) {
    for await (const row of rows) yield toView(row);
  }
}

/** An order that an index knows, and the condition that a row comes after another in it. */
type Order = {
  readonly columns: readonly AnyPgColumn[];
  readonly behind: (last: Row["document"]) => SQL;
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
  { range, only }: Asked,
): AsyncIterable<Row> {
  return eachOf<Row>((last) =>
    selectDocuments()
      .where(
        and(
          isTheirs,
          only,
          range && gte(documents.issuedAt, range.from),
          range && lt(documents.issuedAt, range.until),
          last && behind(last.document),
        ),
      )
      .orderBy(...columns.map((column) => asc(column)))
      .limit(PAGE),
  );
}

/**
 * What the actor would correct about an invoice of theirs: what it says beside what another would say now. Null where
 * there is nothing to correct: it is not theirs, was corrected already, is a credit note, or would say the same.
 */
export async function findCorrection(
  actor: Actor,
  documentId: Id<"doc">,
): Promise<CorrectionView | null> {
  const [old] = await getDb()
    .select()
    .from(documents)
    .where(and(isIssuedBy(actor), eq(documents.id, documentId), eq(documents.isCreditNote, false)));
  if (!old) return null;
  if ((await getDb().$count(documents, eq(documents.corrects, documentId))) > 0) return null;
  const { changes, facts } = await planReplacement(getDb(), old);
  return changes.length === 0 ? null : { changes, seen: writeFacts(facts) };
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

const corrected = alias(documents, "corrected");

function selectDocuments(reader: Reader = getDb()) {
  return reader
    .select({
      document: documents,
      corrected: {
        id: corrected.id,
        kind: corrected.kind,
        year: corrected.year,
        number: corrected.number,
        issuedAt: corrected.issuedAt,
      },
      paidAt: transfers.occurredAt,
    })
    .from(documents)
    .innerJoin(transfers, eq(transfers.id, documents.transferId))
    .leftJoin(corrected, eq(corrected.id, documents.corrects))
    .$dynamic();
}

type Row = Awaited<ReturnType<typeof selectDocuments>>[number];

function newestFirst({ document: one }: Row, { document: other }: Row): number {
  return other.issuedAt.getTime() - one.issuedAt.getTime() || (one.id < other.id ? 1 : -1);
}

const SERIES = { invoice: "INV", fee_invoice: "FEE" } as const;

type Numbered = { readonly kind: InvoiceKind; readonly year: number; readonly number: number };

function numberOf({ kind, year, number }: Numbered): string {
  return `${SERIES[kind]}-${year}-${String(number).padStart(5, "0")}`;
}

function toView({ document: row, corrected, paidAt }: Row): InvoiceView {
  const { kind, issuedAt, subject, contractId, currency, isCreditNote, reason } = row;
  const { netCents, vatBasisPoints, vatCents, grossCents } = row;
  return {
    documentId: row.id,
    kind,
    isCreditNote,
    corrects: corrected && {
      documentId: corrected.id,
      number: numberOf(corrected),
      issuedAt: corrected.issuedAt,
    },
    reason,
    number: numberOf(row),
    issuedAt,
    paidAt,
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
