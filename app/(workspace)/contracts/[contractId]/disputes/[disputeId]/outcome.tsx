import { SplitLines } from "#components/disputes/split-lines";
import { Section } from "#components/ui/section";
import { Time } from "#components/ui/time";
import type { DisputeView } from "#lib/disputes/schema";

/** How it ended, and what the disputed money came to. */
export function Outcome({ dispute }: { dispute: DisputeView }) {
  const { outcome } = dispute;
  if (!outcome) return null;
  return (
    <Section title="It is over">
      <div className="space-y-4">
        <p className="measure">
          {outcomeText(outcome.kind)} <Time at={outcome.at} format="long" />.
        </p>
        {outcome.split && <SplitLines dispute={dispute} split={outcome.split} />}
      </div>
    </Section>
  );
}

function outcomeText(kind: NonNullable<DisputeView["outcome"]>["kind"]): string {
  switch (kind) {
    case "claim_accepted":
      return "The claim was accepted on";
    case "claim_granted":
      return "Nobody answered the claim, so it was granted on";
    case "offer_accepted":
      return "An offer was accepted on";
    case "split_in_the_middle":
      return "No mediator decided in time, so the money was split in the middle of the last offers on";
    case "decision_carried_out":
      return "The decision was carried out on";
    case "withdrawn":
      return "It was withdrawn, and the money is held as before, since";
    case "settled":
      return "Both settled the whole work on";
  }
}
