import { and, eq, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { getDb, type Reader } from "#db/client";
import { documents, transfers } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { type InvoiceKind, invoiceNumber } from "../policy.ts";
import { type InvoiceView, OPERATOR } from "../schema.ts";

type Side = { readonly kind: InvoiceKind; readonly isTheirs: SQL | undefined };

/** The kinds that concern a person, each by its index: a client is invoiced, a freelancer invoices and pays fees. */
export function sidesOf({ userId, role }: Actor): Side[] {
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
    case "accountant":
      return [isOfKind("fee_invoice", eq(documents.issuer, OPERATOR))];
    case "moderator":
      return [];
  }
}

const corrected = alias(documents, "corrected");

/** Documents with what they correct, and when they were paid. */
export function selectDocuments(reader: Reader = getDb()) {
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

export type InvoiceRow = Awaited<ReturnType<typeof selectDocuments>>[number];

export function toView({ document: row, corrected, paidAt }: InvoiceRow): InvoiceView {
  const { kind, issuedAt, subject, contractId, currency, isCreditNote, reason } = row;
  const { netCents, vatBasisPoints, vatCents, grossCents } = row;
  return {
    documentId: row.id,
    kind,
    isCreditNote,
    corrects: corrected && {
      documentId: corrected.id,
      number: invoiceNumber(corrected),
      issuedAt: corrected.issuedAt,
    },
    reason,
    number: invoiceNumber(row),
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
