import { Amount } from "#components/ui/amount";
import type { MoneyTone } from "#components/ui/tag";
import type { SplitView } from "#lib/contracts/contract-views";
import type { DisputeView } from "#lib/disputes/schema";
import type { Cents } from "#lib/money";
import { sideName } from "./names.tsx";

/** How disputed money is split: what each side gets, to the cent. */
export function SplitLines({
  dispute,
  split: { toFreelancerCents, toClientCents, feeCents },
}: {
  dispute: Pick<DisputeView, "viewer" | "client" | "freelancer">;
  split: SplitView;
}) {
  return (
    <dl className="max-w-sm divide-y divide-line border-y border-line text-sm">
      <Line label={`To ${sideName(dispute, "freelancer")}`} cents={toFreelancerCents} tone="paid" />
      <Line
        label={`Back to ${sideName(dispute, "client")}`}
        cents={toClientCents}
        tone="refunded"
      />
      {feeCents > 0 && <Line label="WorkHub’s fee" cents={feeCents} />}
    </dl>
  );
}

function Line({ label, cents, tone }: { label: string; cents: Cents; tone?: MoneyTone }) {
  return (
    <div className="flex items-baseline justify-between gap-6 py-2">
      <dt className="text-ink-2">{label}</dt>
      <dd className="font-semibold">
        <Amount cents={cents} {...(tone && { tone })} />
      </dd>
    </div>
  );
}
