import type { ReactNode } from "react";
import { LinkedText } from "#components/ui/linked-text";
import { MiniSection, Section } from "#components/ui/section";
import { Time } from "#components/ui/time";
import type { DisputeView } from "#lib/disputes/schema";
import { otherSide, sideTitle } from "./names.tsx";
import { SplitLines } from "./split-lines.tsx";

/** What each side says, beside each other: the claim and the answer, each with the split that it asks for. */
export function Sides({ dispute }: { dispute: DisputeView }) {
  const { claim, answer, openedBy, createdAt, submissionNumber } = withWork(dispute);
  return (
    <Section title="What each side says">
      <div className="grid gap-x-10 gap-y-8 md:grid-cols-2">
        <Side title={`Claim · ${sideTitle(dispute, openedBy)}`} at={createdAt}>
          <LinkedText text={claim.reason} className="measure" />
          <SplitLines dispute={dispute} split={claim.split} />
          <p className="text-xs text-ink-3">
            Opened with version {claim.agreementVersion} of the agreement
            {submissionNumber > 0 && ` and version ${submissionNumber} of the work`} on the screen.
          </p>
        </Side>
        {answer ? (
          <Side title={`Answer · ${sideTitle(dispute, otherSide(openedBy))}`} at={answer.at}>
            <LinkedText text={answer.text} className="measure" />
            <SplitLines dispute={dispute} split={answer.split} />
          </Side>
        ) : (
          <Side title={`Answer · ${sideTitle(dispute, otherSide(openedBy))}`}>
            <p className="text-ink-2">
              {dispute.state === "opened" ? "There is no answer yet." : "There was no answer."}
            </p>
          </Side>
        )}
      </div>
    </Section>
  );
}

function withWork(dispute: DisputeView) {
  return { ...dispute, submissionNumber: dispute.claim.submissionNumber };
}

function Side({ title, at, children }: { title: string; at?: Date; children: ReactNode }) {
  return (
    <MiniSection title={title} level={3} className="min-w-0">
      <div className="space-y-4">
        {at && (
          <p className="text-sm text-ink-3">
            <Time at={at} format="datetime" />
          </p>
        )}
        {children}
      </div>
    </MiniSection>
  );
}
