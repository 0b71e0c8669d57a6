import { HistoryLedger } from "#components/money/history-ledger";
import { Disclosure } from "#components/ui/disclosure";
import type { MoneyTone } from "#components/ui/tag";
import type { TimelineLine } from "#lib/contracts/contract-views";

/**
 * What happened, kept like an account of the held money. Folded, because people look things up in it rather than read
 * it.
 */
export function ContractHistory({ lines }: { lines: readonly TimelineLine[] }) {
  return (
    <Disclosure
      title="What happened"
      note={lines.length === 1 ? "1 entry" : `${lines.length} entries`}
    >
      <Ledger lines={lines} />
    </Disclosure>
  );
}

function Ledger({ lines }: { lines: readonly TimelineLine[] }) {
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
