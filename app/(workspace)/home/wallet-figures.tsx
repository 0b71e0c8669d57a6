import { FourFigures } from "#components/money/four-figures";
import { Time } from "#components/ui/time";
import { cents, sumCents } from "#lib/money";
import type { WalletView } from "#lib/payments/schema";

/** The wallet in four figures, in the words of the role. */
export function WalletFigures({
  wallet,
  side,
}: {
  wallet: WalletView;
  side: "client" | "freelancer";
}) {
  const isClient = side === "client";
  const month = wallet.months.at(-1);
  const { incoming, outgoing, heldContracts } = wallet;
  const expectedAt = isClient ? incoming.expectedAt : outgoing.expectedAt;
  return (
    <FourFigures
      className="mt-7"
      figures={[
        {
          label: "Available",
          cents: wallet.availableCents,
          note: isClient ? "to hire with" : "to withdraw",
        },
        {
          label: isClient ? "Held for your jobs" : "Held for you",
          cents: wallet.heldCents,
          note: `on ${heldContracts} ${heldContracts === 1 ? "contract" : "contracts"}`,
          ...(wallet.heldCents > 0 && { tone: "held" }),
        },
        {
          label: isClient ? "Paid this month" : "Earned this month",
          cents: month?.amountCents ?? cents(0),
          note: `from ${month?.jobs ?? 0} ${month?.jobs === 1 ? "job" : "jobs"}`,
          ...(month && month.amountCents > 0 && { tone: "paid" }),
        },
        {
          label: "In transit",
          cents: sumCents([incoming.amountCents, outgoing.amountCents]),
          note: expectedAt ? (
            <>
              expected <Time at={expectedAt} format="date" inline />
            </>
          ) : (
            "nothing on its way"
          ),
        },
      ]}
    />
  );
}
