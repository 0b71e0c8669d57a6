import { makeZip } from "client-zip";
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { accounts, entries, transfers } from "#db/schema";
import { makeAdmin } from "#db/testing/factories";
import { approve, type Hired, hireForFee, provesTheLedger } from "#db/testing/hiring";
import { IS_LONG } from "#db/testing/how-long";
import { rowsOf } from "#db/testing/read-books";
import { readPdf } from "#db/testing/read-pdf";
import { readZip } from "#db/testing/read-zip";
import { useTestDatabase } from "#db/testing/test-database";
import type { VerifiedActor } from "#lib/auth/actor";
import { correctInvoice } from "#lib/billing/correct-invoice";
import { findCorrection } from "#lib/billing/queries/corrections";
import { listContractInvoices } from "#lib/billing/queries/invoices";
import { saveBillingDetails } from "#lib/billing/save-billing-details";
import { cents, formatCents } from "#lib/money";
import type { BookFile } from "../files.ts";
import { openInstanceBooks } from "./instance-books.ts";
import { openPersonBooks } from "./person-books.ts";

useTestDatabase();
provesTheLedger();

const ASKED = {
  range: { from: new Date(0), until: new Date("2999-01-01T00:00:00Z") },
  timeZone: "UTC",
};

const deal = fc.record({
  price: fc.integer({ min: 200, max: 5_000_000 }),
  feeBasisPoints: fc.constantFrom(0, 1, 333, 1_000, 9_000),
  vatRate: fc.constantFrom("", "7.7", "19", "23", "0.01"),
  corrections: fc.array(fc.constantFrom("7", "19", ""), { maxLength: 2 }),
});

/** Corrects the newest invoice of each kind, after the freelancer has changed what invoices say of them. */
async function correctAll(
  admin: VerifiedActor,
  { freelancer, contractId }: Hired,
  vatRate: string,
) {
  const name = `Studio ${Math.random()}`;
  await saveBillingDetails(freelancer, { name, vatNumber: "DE136695976", vatRate });
  for (const { documentId, kind, isCreditNote } of await listContractInvoices(
    freelancer,
    contractId,
  )) {
    const issuer = kind === "invoice" ? freelancer : admin;
    const correction = isCreditNote ? null : await findCorrection(issuer, documentId);
    if (!correction) continue;
    const { seen } = correction;
    await correctInvoice(issuer, { documentId, reason: "It was wrong.", seen });
  }
}

async function readBooks(files: AsyncIterable<BookFile>) {
  const bytes = readZip(Buffer.from(await new Response(makeZip(files)).arrayBuffer()));
  const texts = new Map([...bytes].map(([name, file]) => [name, file.toString()]));
  return { bytes, texts };
}

const inCents = (text: string | undefined) => Math.round(Number(text) * 100);

/** What the ledger released of a contract, and to the platform. */
async function releasedOf(contractId: string) {
  const rows = await getDb()
    .select({ kind: accounts.kind, amount: entries.amount, transferId: transfers.id })
    .from(transfers)
    .innerJoin(entries, eq(entries.transferId, transfers.id))
    .innerJoin(accounts, eq(accounts.id, entries.accountId))
    .where(eq(transfers.idempotencyKey, `contract:${contractId}:release`));
  const sum = (kind: string) =>
    rows.reduce((total, row) => (row.kind === kind ? total + Math.abs(row.amount) : total), 0);
  return { transferId: String(rows[0]?.transferId), gross: sum("hold"), fee: sum("platform") };
}

test("whatever was agreed and corrected, documents sum to what the ledger released, each file says its row, and each journal sums to its statement", {
  timeout: IS_LONG ? 600_000 : 60_000,
}, async () => {
  const admin = await makeAdmin();
  await fc.assert(
    fc.asyncProperty(deal, async ({ price, feeBasisPoints, vatRate, corrections }) => {
      const hired = await hireForFee({ price, feeBasisPoints });
      const { client, freelancer, contractId } = hired;
      await saveBillingDetails(freelancer, { vatNumber: "DE136695976", vatRate });
      await approve(hired);
      for (const rate of corrections) await correctAll(admin, hired, rate);

      const { transferId, gross, fee } = await releasedOf(contractId);
      expect(gross).toBe(price);
      const all = rowsOf(
        (await readBooks(await openInstanceBooks(admin, ASKED))).texts,
        "invoices.csv",
      ).filter((row) => row.Transfer === transferId);
      const ofWork = all.filter(({ Number: number }) => number?.startsWith("INV-"));
      const ofFee = all.filter(({ Number: number }) => number?.startsWith("FEE-"));
      const total = (rows: typeof all) => rows.reduce((sum, row) => sum + inCents(row.Total), 0);
      expect([total(ofWork), total(ofFee)]).toEqual([gross, fee]);
      expect(ofWork).toHaveLength(1 + 2 * corrections.length);
      for (const row of all) {
        expect(inCents(row.Net) + inCents(row.VAT)).toBe(inCents(row.Total));
      }
      for (const actor of [client, freelancer]) await expectBooksAgree(actor);
    }),
    { numRuns: IS_LONG ? 60 : 4 },
  );
});

/** A person's own books: the files beside their rows, and the journal beside the statement. */
async function expectBooksAgree(actor: VerifiedActor): Promise<void> {
  const { bytes, texts } = await readBooks(await openPersonBooks(actor, ASKED));
  const rows = rowsOf(texts, "invoices.csv");
  const pdfs = [...bytes].filter(([name]) => name.endsWith(".pdf"));
  expect(pdfs).toHaveLength(rows.length);
  for (const [at, [name, file]] of pdfs.entries()) {
    const row = rows[at];
    expect(name).toContain(row?.Number);
    const { text } = await readPdf(file);
    expect(text).toContain(`${row?.Kind} ${row?.Number}`);
    expect(text).toContain(`Total ${formatCents(cents(inCents(row?.Total)))}`);
    if (row?.["VAT percent"] !== "0") {
      expect(text).toContain(`Net ${formatCents(cents(inCents(row?.Net)))}`);
      expect(text).toContain(`${row?.["VAT percent"]} % ${formatCents(cents(inCents(row?.VAT)))}`);
    }
  }
  const statement = rowsOf(texts, "statement.csv");
  const moved = rowsOf(texts, "journal.csv").reduce((sum, { Amount }) => sum + inCents(Amount), 0);
  expect(inCents(statement.at(0)?.Balance) + moved).toBe(inCents(statement.at(-1)?.Balance));
}
