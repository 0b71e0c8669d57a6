import { HistoryLedger } from "#components/money/history-ledger";
import type { MoneyTone } from "#components/ui/tag";
import type { TimelineLine } from "#lib/contracts/schema";

/** What happened, kept like an account of the held money. */
export function ContractHistory({ lines }: { lines: readonly TimelineLine[] }) {
  return (
    <HistoryLedger
      caption="What happened"
      afterLabel="Held after"
      lines={lines.map(({ eventId, at, kind, what, rest, amountCents, heldAfterCents }) => ({
        id: eventId,
        at,
        what: (
          <>
            <b className="font-semibold">{what}</b>
            {rest}
          </>
        ),
        ...(amountCents !== null && { amountCents, tone: toneOf(kind) }),
        ...(heldAfterCents !== null && { afterCents: heldAfterCents }),
      }))}
    />
  );
}

function toneOf(kind: TimelineLine["kind"]): MoneyTone | undefined {
  switch (kind) {
    case "released":
      return "paid";
    case "refunded":
      return "refunded";
    default:
      return undefined;
  }
}
