import type { ReactNode } from "react";
import { type Figure, FourFigures } from "#components/money/four-figures";
import { Time } from "#components/ui/time";
import { cents } from "#lib/money";
import type { TransitView, WalletView } from "#lib/payments/schema";

/** The wallet in four figures, in the words of the role: available, held, this month, on its way. */
export function WalletFigures({
  wallet,
  role,
  className,
}: {
  wallet: WalletView;
  role: "client" | "freelancer";
  className?: string;
}) {
  const isClient = role === "client";
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
          label: isClient ? "Held for your contracts" : "Held for you",
          cents: wallet.heldCents,
          tone: "held",
          note: countOf(heldContracts, "contract"),
        },
        {
          label: isClient ? "Spent this month" : "Earned this month",
          cents: month?.amountCents ?? cents(0),
          note: countOf(month?.jobs ?? 0, "job"),
        },
        transitFigure(wallet),
      ]}
    />
  );
}

/** One way at a time is the rule; with both, the way out leads and the note names the way in. */
function transitFigure({ incoming, outgoing }: WalletView): Figure {
  if (outgoing.count > 0) {
    return {
      label: "On its way to your bank",
      cents: outgoing.amountCents,
      note: (
        <>
          {expected(outgoing, "arrives")}
          {incoming.count > 0 && ", and more coming in"}
        </>
      ),
    };
  }
  if (incoming.count > 0) {
    return {
      label: "On its way in",
      cents: incoming.amountCents,
      note: expected(incoming, "expected"),
    };
  }
  return { label: "On its way", cents: cents(0), note: "nothing moving" };
}

function expected({ expectedAt }: TransitView, verb: string): ReactNode {
  if (!expectedAt) return "being handed to the bank";
  return (
    <>
      {verb} <Time at={expectedAt} inline />
    </>
  );
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
