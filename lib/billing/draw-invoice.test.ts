import { expect, test } from "vitest";
import { readPdf } from "#db/testing/read-pdf";
import { cents } from "#lib/money";
import { MISSING_SIGN, toLegible } from "#lib/paper/legible";
import { describeInvoice, type InvoiceText } from "./describe-invoice.ts";
import { drawInvoice } from "./draw-invoice.ts";
import type { InvoiceView } from "./schema.ts";

const LETTERS = "public/letters/hanken-grotesk.ttf";

const INVOICE: InvoiceView = {
  documentId: "doc_01k00000000000000000000000",
  kind: "invoice",
  isCreditNote: false,
  corrects: null,
  reason: "",
  number: "INV-2026-00017",
  issuedAt: new Date("2026-11-27T10:00:00Z"),
  paidAt: new Date("2026-11-27T10:00:00Z"),
  issuer: {
    name: "Łukasz Đorđević & Söhne",
    address: "Rua Nova 1\n1200-001 Lisboa",
    country: "PT",
    vatNumber: "PT501442600",
  },
  recipient: { name: "Northwind Trade", address: "", country: null, vatNumber: null },
  subject: "A checkout that never loses a basket",
  contractId: "ctr_01k00000000000000000000001",
  transferId: "4711",
  currency: "EUR",
  netCents: cents(32_520),
  vatBasisPoints: 2_300,
  vatCents: cents(7_480),
  grossCents: cents(40_000),
};

/** Every piece of an invoice's text, in the order in which it is read. */
function piecesOf({ title, facts, from, to, what, amounts, notes }: InvoiceText): string[] {
  const pairs = (lines: InvoiceText["facts"]) => lines.flatMap(({ label, text }) => [label, text]);
  return [
    title,
    ...pairs(facts),
    "From",
    ...from,
    "To",
    ...to,
    "What for",
    what,
    ...pairs(amounts),
    ...notes,
  ];
}

test.each([
  ["with VAT", INVOICE],
  [
    "for a fee, without VAT",
    {
      ...INVOICE,
      kind: "fee_invoice",
      number: "FEE-2026-00001",
      netCents: cents(3_000),
      vatBasisPoints: 0,
      vatCents: cents(0),
      grossCents: cents(3_000),
    } as const,
  ],
  [
    "that cancels another",
    {
      ...INVOICE,
      isCreditNote: true,
      corrects: {
        documentId: "doc_01k00000000000000000000002",
        number: "INV-2026-00016",
        issuedAt: new Date("2026-11-20T10:00:00Z"),
      },
      reason: "The VAT number was mistyped.",
      netCents: cents(-32_520),
      vatCents: cents(-7_480),
      grossCents: cents(-40_000),
    } as const,
  ],
])("the text of a file %s is what was stored, in its order, on one page", async (_, invoice) => {
  const { pages, text } = await readPdf(await drawInvoice(invoice));
  expect(pages).toBe(1);
  expect(text).toBe(piecesOf(describeInvoice(invoice)).join(" "));
});

test("the same facts are the same bytes", async () => {
  const [one, other] = await Promise.all([drawInvoice(INVOICE), drawInvoice({ ...INVOICE })]);
  expect(other.equals(one)).toBe(true);
  const changed = await drawInvoice({ ...INVOICE, subject: "Another subject" });
  expect(changed.equals(one)).toBe(false);
});

test("a file is tagged, has a title and a language, and carries its letters", async () => {
  const raw = (await drawInvoice(INVOICE)).toString("latin1");
  expect(raw).toContain("/MarkInfo");
  expect(raw).toMatch(/\/Marked true/);
  expect(raw).toMatch(/\/StructTreeRoot/);
  expect(raw).toContain("/Lang (en)");
  expect(raw).toContain("/DisplayDocTitle true");
  expect(raw).toContain("<pdfuaid:part>1</pdfuaid:part>");
  expect(raw).toContain("/FontFile2");
  for (const tag of ["H1", "H2", "P", "L", "LI", "Lbl", "LBody"])
    expect(raw).toContain(`/S /${tag}`);
});

test("a name in letters that the file lacks stands in its text as it is, and is marked where it is seen", async () => {
  const name = "李雷 Жуков Ωmega";
  const { text } = await readPdf(
    await drawInvoice({ ...INVOICE, issuer: { ...INVOICE.issuer, name } }),
  );
  expect(text).toContain(`From ${name} Rua Nova 1`);
  expect(text).toContain("stands for a sign that this file’s letters lack");
  expect(toLegible(name, LETTERS)).toEqual({
    shown: `${MISSING_SIGN.repeat(2)} ${MISSING_SIGN.repeat(5)} ${MISSING_SIGN}mega`,
    isWhole: false,
  });
});

test.each([
  "شركة النور",
  "家族 👨‍👩‍👧‍👦",
  "e\u0301cole",
  "\u202eevil\u202c",
  "𝒳".repeat(60),
  "W".repeat(120),
])("the name %s breaks nothing", async (name) => {
  const { pages, text } = await readPdf(
    await drawInvoice({ ...INVOICE, recipient: { ...INVOICE.recipient, name } }),
  );
  expect(pages).toBe(1);
  expect(text).toContain("VAT 23 % €74.80 Total €400.00");
});
