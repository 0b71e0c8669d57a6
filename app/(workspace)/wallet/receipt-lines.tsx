import type { ReceiptLine, ReceiptReference } from "#components/money/receipt";
import { negateCents, sumCents } from "#lib/money";
import type { HistoryRow } from "#lib/payments/history-views";

/** Gross, fee and net, on every receipt, even where no fee is taken, so nobody has to wonder. */
export function amountLines({ grossCents, feeCents }: HistoryRow): ReceiptLine[] {
  return [
    { label: "Gross", cents: grossCents },
    { label: "Fee", cents: feeCents },
    { label: "Net", cents: sumCents([grossCents, negateCents(feeCents)]) },
  ];
}

/** Where it is in the ledger: its number in the wallet, and the hash that seals it with all entries before it. */
export function ledgerReferences({ entry }: HistoryRow): ReceiptReference[] {
  if (!entry) return [];
  return [
    { label: "Wallet entry", text: String(entry.seq) },
    { label: "Ledger hash", text: entry.hash },
  ];
}
