"use client";

import { useState } from "react";
import { BeforeAfter } from "#components/money/before-after";
import { SplitField } from "#components/money/split-field";
import { splitOf } from "#lib/contracts/settlements";
import type { DisputeView } from "#lib/disputes/schema";
import { type Cents, cents } from "#lib/money";

const NOTHING = cents(0);

/** The split that a mediator is about to decide, and where each cent of it goes. */
export function DecidedSplit({
  amountCents,
  terms,
  names,
  startCents,
}: {
  amountCents: Cents;
  terms: DisputeView["terms"];
  names: { readonly client: string; readonly freelancer: string };
  startCents: Cents | null;
}) {
  const start = startCents ?? cents(Math.floor(amountCents / 2));
  const [share, setShare] = useState<Cents | null>(start);
  const split = share === null ? null : splitOf(terms, amountCents, share);
  return (
    <div className="space-y-4">
      <SplitField
        heldCents={amountCents}
        restTo={names.client}
        startCents={start}
        onShare={setShare}
      />
      {split && (
        <BeforeAfter
          caption="Where each cent goes"
          changes={[
            { label: "Disputed", beforeCents: amountCents, afterCents: NOTHING, tone: "disputed" },
            {
              label: `To ${names.freelancer}`,
              beforeCents: NOTHING,
              afterCents: split.toFreelancerCents,
              tone: "paid",
            },
            {
              label: `Back to ${names.client}`,
              beforeCents: NOTHING,
              afterCents: split.toClientCents,
              tone: "refunded",
            },
            { label: "WorkHub’s fee", beforeCents: NOTHING, afterCents: split.feeCents },
          ]}
        />
      )}
    </div>
  );
}
