import { LinkedText } from "#components/ui/linked-text";
import { Section } from "#components/ui/section";
import { Time } from "#components/ui/time";
import type { DecisionView, DisputeView } from "#lib/disputes/schema";
import { sideTitle } from "./names.tsx";
import { SplitLines } from "./split-lines.tsx";

/** What a mediator found of each claim, why, and the split; and the appeal against it. */
export function Decisions({ dispute }: { dispute: DisputeView }) {
  const { decisions, appeal } = dispute;
  return decisions.map((decision) => (
    <Section
      key={decision.round}
      title={decision.round === 1 ? "Decision" : "Decision on the appeal"}
      note={
        <>
          <bdi>{decision.mediatorName}</bdi>, <Time at={decision.createdAt} format="datetime" />
        </>
      }
    >
      <div className="space-y-5">
        <Findings decision={decision} />
        <LinkedText text={decision.reason} className="measure" />
        <SplitLines dispute={dispute} split={decision.split} />
        {decision.round === 1 && appeal && (
          <div className="space-y-2 border-l-2 border-edge pl-4">
            <p>
              <b className="font-semibold">{sideTitle(dispute, appeal.by)} appealed</b>{" "}
              <span className="text-sm text-ink-3">
                <Time at={appeal.at} format="datetime" />
              </span>
            </p>
            <LinkedText text={appeal.reason} className="measure" />
          </div>
        )}
      </div>
    </Section>
  ));
}

export const FOUND_WORDS: Readonly<Record<DecisionView["findings"][number]["found"], string>> = {
  shown: "Shown",
  partly_shown: "Shown in part",
  not_shown: "Not shown",
};

function Findings({ decision: { findings } }: { decision: DecisionView }) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {findings.map(({ claim, found, why }) => (
        <li key={claim} className="py-2.5">
          <p className="flex flex-wrap justify-between gap-x-6">
            <bdi className="min-w-0 font-semibold">{claim}</bdi>
            <span>{FOUND_WORDS[found]}</span>
          </p>
          <p dir="auto" className="prose-text mt-1 text-sm text-ink-2">
            {why}
          </p>
        </li>
      ))}
    </ul>
  );
}
