import type { ReactNode } from "react";
import { type Figure, FourFigures } from "#components/money/four-figures";
import { Time } from "#components/ui/time";
import { cents } from "#lib/money";
import type { MonthView, TransitView, WalletView } from "#lib/payments/wallet-views";
import { addDays, now } from "#lib/time";

const monthName = new Intl.DateTimeFormat("en-IE", { month: "long", timeZone: "UTC" });

/** The wallet in four figures, worded for the role: available, held, this month, on its way. */
export function WalletFigures({
  wallet,
  side,
  className,
}: {
  wallet: WalletView;
  side: "client" | "freelancer";
  className?: string;
}) {
  const isClient = side === "client";
  const month = wallet.months.at(-1);
  const { heldContracts } = wallet;
  return (
    <FourFigures
      {...(className === undefined ? {} : { className })}
      figures={[
        {
          label: "Available",
          cents: wallet.availableCents,
          note: isClient ? "to hire with" : "yours now",
        },
        {
          label: isClient ? "Held for contracts" : "Held for you",
          cents: wallet.heldCents,
          ...(heldContracts > 0 ? { tone: "held" as const } : {}),
          note: countOf(heldContracts, "contract"),
        },
        {
          label: `${isClient ? "Spent" : "Earned"} ${monthText(month)}`,
          cents: month?.amountCents ?? cents(0),
          note: countOf(month?.jobs ?? 0, "job"),
        },
        transitFigure(wallet),
      ]}
    />
  );
}

/** Usually only one direction is on its way; with both, the way out comes first and the note names the other. */
function transitFigure({ incoming, outgoing }: WalletView): Figure {
  if (outgoing.count > 0) {
    const more = incoming.count > 0 ? "; more is coming in" : "";
    return {
      label: "On its way to your bank",
      cents: outgoing.amountCents,
      note: (
        <>
          arrives {expected(outgoing)}
          {more}
        </>
      ),
    };
  }
  if (incoming.count > 0) {
    return {
      label: "On its way to your wallet",
      cents: incoming.amountCents,
      note: <>arrives {expected(incoming)}</>,
    };
  }
  return { label: "On its way", cents: cents(0), note: "to or from your bank" };
}

function expected({ expectedAt }: TransitView): ReactNode {
  if (!expectedAt) return "soon";
  return expectedAt > now() ? <Time at={expectedAt} inline /> : "any moment now";
}

/** "in November": uses the middle of the month, which is in that month in every zone. */
function monthText(month: MonthView | undefined): string {
  return month ? `in ${monthName.format(addDays(month.startsAt, 14))}` : "this month";
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
