import type { DisputeView } from "#lib/disputes/schema";
import { Decisions } from "./decisions.tsx";
import { DisputeChecklist } from "./dispute-checklist.tsx";
import { DisputeTimeline } from "./dispute-timeline.tsx";
import { Offers } from "./offers.tsx";
import { Sides } from "./sides.tsx";
import { Statements } from "./statements.tsx";

/** Everything that was said and decided, for whoever may read it: the same for both sides and the mediator. */
export function DisputeRecord({ dispute }: { dispute: DisputeView }) {
  return (
    <>
      <Decisions dispute={dispute} />
      <Sides dispute={dispute} />
      <DisputeChecklist dispute={dispute} />
      <Statements dispute={dispute} />
      <Offers dispute={dispute} />
      <DisputeTimeline dispute={dispute} />
    </>
  );
}
