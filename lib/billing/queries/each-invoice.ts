import { and, asc, gte, lt, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { documents } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { eachOf } from "#lib/sweep";
import { type InvoiceRow, selectDocuments, sidesOf, toView } from "../internal/invoice-rows.ts";
import type { InvoiceView } from "../schema.ts";

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
  readonly behind: (last: InvoiceRow["document"]) => SQL;
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
): AsyncIterable<InvoiceRow> {
  return eachOf<InvoiceRow>((last) =>
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
