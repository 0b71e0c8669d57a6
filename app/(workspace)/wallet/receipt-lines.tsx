import type { ReceiptLine } from "#components/money/receipt";
import { negateCents, sumCents } from "#lib/money";
import type { HistoryRow } from "#lib/payments/schema";

/** Gross, fee and net, on every receipt: also where no fee is taken, so that nobody has to wonder. */
export function amountLines({ grossCents, feeCents }: HistoryRow): ReceiptLine[] {
  return [
    { label: "Gross", cents: grossCents },
    { label: "Fee", cents: feeCents },
    { label: "Net", cents: sumCents([grossCents, negateCents(feeCents)]) },
  ];
}

/** Where the ledger keeps it: the number in the wallet, and the hash that seals it with all entries before. */
export function entryLines({ entry }: HistoryRow): ReceiptLine[] {
  if (!entry) return [];
  return [
    { label: "Entry in your wallet", text: <span className="num">{entry.seq}</span> },
    {
      label: "Sealed with",
      text: <code className="text-xs break-all text-ink-3">{entry.hash}</code>,
    },
  ];
}
