import { beginSheet } from "#lib/paper/begin-sheet";
import { describeInvoice } from "./describe-invoice.ts";
import type { InvoiceView } from "./schema.ts";

/**
 * An invoice as a tagged PDF of one page, from its stored facts alone: the same bytes each time, with the time of issue
 * as the file's own.
 */
export function drawInvoice(invoice: InvoiceView): Promise<Buffer> {
  const { title, facts, from, to, what, amounts, notes } = describeInvoice(invoice);
  const sheet = beginSheet({ title, author: invoice.issuer.name, at: invoice.issuedAt });
  sheet.gap(18);
  sheet.pairs(facts, { isSmall: true });
  sheet.gap(20);
  sheet.columns([
    ["From", from],
    ["To", to],
  ]);
  sheet.gap(24);
  sheet.heading("What for");
  sheet.text(what);
  sheet.gap(14);
  sheet.rule();
  sheet.pairs(amounts, { align: "right" });
  sheet.rule();
  for (const note of notes) sheet.text(note, { isSmall: true });
  return sheet.bytes();
}
